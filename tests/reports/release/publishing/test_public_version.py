"""The papers themselves, printed: what they carry, and that nothing withheld is in them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from reports import workflow
from reports.domain import interchange
from reports.filing import report_import
from reports.models import Approval, Publication
from reports.workflow import printouts
from tests.reports.release.publishing import papers, shelf

pytestmark = pytest.mark.django_db
SECRET = "涉及国家秘密"


@pytest.mark.parametrize(
    ("outline", "sections"),
    [("tianxin-2018", ("overview", "expenditure", "projects")), ("daxiang-2021", ("duties", "finance", "problems"))],
)
def test_nothing_withheld_occurs_in_any_file(outline, sections):
    """Page, PDF with its text, attachment, metadata and every object, JSON, list, search and verification: a word for each fact."""
    marked = papers.marked(papers.document(outline))
    done = shelf.published(shelf.put_approved(marked), dict.fromkeys(sections, SECRET))
    paths = (*pages_of(done), "/public/", f"/verify/{done.reference}/")
    contents = {path: _read(path) for path in paths}
    reader = PdfReader(BytesIO(contents[pages_of(done)[1]]))
    attached = b"".join(part for parts in reader.attachments.values() for part in parts)
    everything = _squeezed("".join(content.decode("utf-8", "ignore") for content in contents.values()))
    everything += _squeezed(
        "".join(page.extract_text() for page in reader.pages) + attached.decode() + str(reader.metadata) + str(reader.xmp_metadata)
    )
    secrets = papers.secrets(marked, frozenset(done.hidden))
    assert len(secrets) > 20
    assert [secret for secret in secrets if _squeezed(secret) in everything] == []
    assert attached.decode() == done.document == contents[pages_of(done)[2]].decode()


def pages_of(publication: Publication) -> list[str]:
    return [f"/public/{publication.reference}{ending}" for ending in ("/", ".pdf", ".json")]


def _read(path: str) -> bytes:
    return b"".join(Client().get(path))


def _squeezed(found: str) -> str:
    """A PDF breaks lines anywhere."""
    return re.sub(r"\s|\u200b", "", found)


def test_the_public_paper_says_its_number_and_where_to_verify_it():
    done = shelf.published()
    found = _squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(shelf.content(done.file))).pages))
    assert (done.reference in found, f"/verify/{done.reference}" in found, "财政评分" in found) == (True, True, False)
    assert ("本件为财政局公开的版本" in found, "审核结论" in found) == (True, False)


def test_the_published_data_is_read_back_as_it_was_printed():
    done = shelf.published(withheld={"three_public": SECRET})
    outline = done.approval.submission.outline.definition
    assert interchange.dump_document(interchange.load_document(done.document, outline)) == done.document


@pytest.mark.parametrize("kind", ["送审稿", "定稿"])
def test_a_paper_carries_the_report_and_gives_it_back(kind):
    report = shelf.approved()
    approval = Approval.objects.get(submission__report=report)
    printout = printouts.get_printout(approval.submission) if kind == "送审稿" else printouts.get_final_printout(approval)
    ((attached,),) = PdfReader(BytesIO(shelf.content(printout.file))).attachments.values()
    assert attached.decode() == approval.submission.document
    again = report_import.import_file(_elsewhere(attached), create=True).report
    workflow.hand_over(again, by=None)
    assert _said(workflow.submit(again, by=None).document) == _said(attached.decode())


def _elsewhere(attached: bytes) -> bytes:
    """For a report of another unit, since an approved one is not written over."""
    return attached.replace(b"088001", b"088009")


def _said(document: str) -> str:
    return document.replace("088009", "088001")
