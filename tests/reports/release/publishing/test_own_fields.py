"""What is withheld of a field is withheld wherever a sentence says it or a formula counts with it."""

from reports.domain import interchange
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.release.publishing.redaction import print_redacted_page, redact_document
from tests.reports.domain.outlines.language import load_county
from tests.reports.domain.outlines.language.test_fields import FIELDS
from tests.reports.domain.text_import.test_round_trip import of_block

WITHHELD = {"basics": "涉及国家秘密"}


def make_document() -> Document:
    figures = {f"expenditure.{row}.final": Figure.of(amount) for row, amount in (("total", "50"), ("basic", "47"), ("project", "3"))}
    duties = (Row("a", {"text": "管理河道"}),)
    return Document(load_county("meixi-2025"), 2025, "梅溪区水务局", "", FIELDS, {}, {"duties": duties}, figures)


def test_no_number_date_or_choice_of_a_withheld_section_is_left() -> None:
    document = make_document()
    redacted = redact_document(document, WITHHELD)
    page = print_redacted_page(redacted.document, WITHHELD, redacted.hidden)
    text = "\n".join(line for section in page.sections for block in section.blocks for line in of_block(block))
    kept = interchange.dump_document(redacted.document)
    for secret in ("1200.5", "3.2万元", "1月5日", "2026-01-05", "37天", "1998", "委托第三方", "问卷调查", "会计师事务所"):
        assert secret not in text
        assert secret not in kept
    assert "管理河道" in text
