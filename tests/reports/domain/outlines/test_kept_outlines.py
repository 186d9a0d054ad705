"""Outlines as reports of earlier days keep them: a stored version loads and prints for ever, whatever the program learnt since.

`kept/` holds texts and vocabularies as they were stored at three ages; a file in it never changes. A new age is added when the
form of an outline or of the vocabulary changes.
"""

from pathlib import Path

import pytest

from reports.domain import checks, interchange
from reports.domain.document import Document
from reports.domain.outlines import drawing, list_entries, outline_loader
from reports.domain.rendering import blank_form, pages

KEPT = sorted(file for file in (Path(__file__).parent / "kept").glob("*/*.toml") if file.name != "facts.toml")
BUILT_IN = {"year": "2023", "district": "云水区", "city": "长沙市", "department": "云水区档案馆"}


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_stored_outline_loads_is_checked_printed_and_exported(file: Path) -> None:
    vocabulary = (file.parent / "facts.toml").read_text(encoding="utf-8")
    outline = outline_loader.from_kept(file.stem, file.read_text(encoding="utf-8"), vocabulary)
    document = Document(outline, 2023, "云水区档案馆", "088001", BUILT_IN)
    printed = pages.build_report_page(document)
    assert all(len(page.sections) >= 1 for page in blank_form.build_preview_pages(outline))
    assert drawing.draw_outline(outline)[0] == "章节"
    assert (len(printed.sections), any(list_entries(outline).values())) == (len(outline.section), True)
    assert interchange.load_document(interchange.parse_source(interchange.dump_document(document)), outline).year == 2023
    assert all(finding.message for finding in checks.run(document))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_would_be_refused_today_of_a_stored_outline_is_a_remark(file: Path) -> None:
    text, vocabulary = file.read_text(encoding="utf-8"), (file.parent / "facts.toml").read_text(encoding="utf-8")
    assert all(remark.message for remark in outline_loader.list_remarks(file.stem, text, vocabulary))
