"""Which PDFs are taken as evidence, and what is said of the others."""

import pytest

from departments.untrusted import evidence_files, pdf_tokens
from departments.untrusted.budgets import MOST_STEPS, Budget, TooComplex
from departments.untrusted.refusals import Refused
from tests.departments.untrusted import pdfs
from tests.reports.filing.attachments import files


def sentence(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        evidence_files.check(content)
    return str(refused.value)


@pytest.mark.parametrize("kind", pdfs.REFUSED)
def test_what_nobody_can_look_into_is_refused(kind: str):
    content, words = pdfs.REFUSED[kind]

    assert words in sentence(content)


@pytest.mark.parametrize("kind", pdfs.TAKEN)
def test_what_only_looks_like_it_is_taken(kind: str):
    assert evidence_files.check(pdfs.TAKEN[kind]) == "PDF"


def test_our_own_paper_is_taken_and_the_data_in_it_is_looked_into(monkeypatch):
    from weasyprint import HTML, Attachment

    looked_into = []
    monkeypatch.setattr(evidence_files, "_look_into", lambda budget, depth, name, content: looked_into.append((name, content)))
    attached = Attachment(string='{"a": 1}', name="report.json", description="data")
    made = HTML(string="<p>JavaScript</p>").write_pdf(attachments=[attached], pdf_variant="pdf/a-3b", custom_metadata=True)

    assert (evidence_files.check(made), [content for _, content in looked_into]) == ("PDF", [b'{"a": 1}'])


@pytest.mark.parametrize("piece", [b"(", b"(\\", b"%\n", b" obj", b"stream\n", b"/E#45", b"<< /First 1 >>\nstream\n"])
def test_a_file_of_nothing_but_beginnings_is_given_up_soon(piece: bytes):
    content = files.pdf().replace(b"xref", piece * 1_000_000 + b"xref", 1)

    with pytest.raises(TooComplex):
        for _ in pdf_tokens.read_tokens(content, pdf_tokens.has_mark(content), Budget(0)):
            pass


def test_reading_takes_steps_in_proportion_to_the_size():
    def steps(times: int) -> int:
        content, counted = b"9 0 obj << /Title (a (b) c) >> stream\n x (endstream % c\n" * times, Budget(0)
        assert list(pdf_tokens.read_tokens(content, pdf_tokens.has_mark(content), counted))
        return MOST_STEPS - counted.steps

    assert steps(2_000) == 2 * steps(1_000)
