"""The 送审稿 is printed once and stored; the 草稿 is printed each time and kept nowhere."""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from pypdf import PdfReader

from departments.append_only import AppendOnlyError
from departments.models import User
from reports import workflow
from reports.domain import interchange
from reports.domain.checks.verdict import Findings
from reports.domain.rendering import pages, print_limits
from reports.filing import drafts
from reports.models import Printout, Report, Status, Submission
from reports.workflow import printouts
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def submission(report: Report, leader: User) -> Submission:
    return workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was given to the printer, instead of printing it."""
    calls: list[tuple[object, ...]] = []

    def render(page: object, stamp: object, attachment: bytes) -> bytes:
        calls.append((page, stamp, attachment))
        return b"%PDF " + attachment

    monkeypatch.setattr("reports.domain.rendering.pdf.print_pdf", render)
    return calls


def content_of(paper: Printout) -> bytes:
    return Path(paper.file.path).read_bytes()


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_paper_of_a_submission_carries_its_words_and_its_json(submission: Submission) -> None:
    content = content_of(printouts.get_printout(submission))
    assert "专款专用，按进度拨付。" in text_of(content)
    attached = PdfReader(io.BytesIO(content)).attachments
    assert [file for files in attached.values() for file in files] == [submission.document.encode()]


def test_a_paper_is_printed_once(submission: Submission, printed: list[object]) -> None:
    first = printouts.get_printout(submission)
    again = printouts.get_printout(Submission.objects.get())
    assert again == first
    assert len(printed) == 1
    assert first.sha256 == hashlib.sha256(content_of(again)).hexdigest()


def test_every_submission_has_its_own_paper(submission: Submission, printed: list[object], report: Report, leader: User) -> None:
    workflow.withdraw(report, by=leader)
    second = workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    papers = [printouts.get_printout(found) for found in (submission, second)]
    assert [paper.submission for paper in papers] == [submission, second]
    assert len({paper.file.name for paper in papers}) == 2


def test_the_paper_names_the_submission(submission: Submission, printed: list[tuple[object, ...]]) -> None:
    printouts.get_printout(submission)
    _, stamp, attachment = printed[0]
    assert stamp == printouts.pdf.Stamp(
        printouts.pdf.PaperKind.SUBMISSION, submission.reference, submission.sha256[:12], submission.sent_at
    )
    assert hashlib.sha256(attachment).hexdigest() == submission.sha256  # type: ignore[arg-type]


def test_the_paper_prints_what_was_frozen(submission: Submission, printed: list[tuple[object, ...]], report: Report) -> None:
    frozen = pages.build_report_page(drafts.load_document(report))
    report.narratives.update(text="后来改的")
    printouts.get_printout(submission)
    assert printed[0][0] == frozen


def test_the_slower_of_two_printers_takes_the_paper_of_the_quicker(
    submission: Submission, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    quicker: list[Printout] = []

    def render(*_: object, attachment: bytes) -> bytes:
        if not quicker:
            quicker.append(Printout())
            quicker[0] = printouts.get_printout(submission)
        return b"%PDF " + attachment

    monkeypatch.setattr("reports.domain.rendering.pdf.print_pdf", render)
    assert printouts.get_printout(submission) == quicker[0]
    kept = Path(quicker[0].file.path)
    assert list(kept.parent.glob(f"{submission.reference}*")) == [kept]
    assert content_of(quicker[0]) == b"%PDF " + submission.document.encode()


def test_a_paper_that_is_too_large_leaves_nothing(submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise print_limits.TooLarge("太大")

    monkeypatch.setattr("reports.domain.rendering.pdf.print_pdf", refuse)
    with pytest.raises(print_limits.TooLarge):
        printouts.get_printout(submission)
    assert not Printout.objects.exists()


def test_a_submission_has_one_paper(submission: Submission, printed: list[object]) -> None:
    paper = printouts.get_printout(submission)
    with pytest.raises(IntegrityError):
        Printout.objects.create(submission=submission, file=paper.file.name, sha256=paper.sha256)


def test_a_paper_never_changes(submission: Submission, printed: list[object]) -> None:
    paper = printouts.get_printout(submission)
    with pytest.raises(AppendOnlyError):
        paper.save()


def test_a_draft_is_marked_and_not_kept(report: Report, printed: list[tuple[object, ...]]) -> None:
    document = drafts.load_document(report)
    content = printouts.print_draft(document, Findings(()), NOON)
    text = interchange.dump_document(document).encode()
    _, stamp, attachment = printed[0]
    assert stamp == printouts.pdf.Stamp(printouts.pdf.PaperKind.DRAFT, "", hashlib.sha256(text).hexdigest()[:12], NOON)
    assert (attachment, content) == (text, b"%PDF " + text)
    assert not Printout.objects.exists()
