"""The 定稿: printed once, from what was approved."""

import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from departments.models import User
from reports import workflow
from reports.domain import interchange
from reports.domain.rendering import pdf, qr
from reports.models import Approval, Printout, Report, Status
from reports.workflow import printouts
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(report: Report, leader: User, reviewer: User) -> Approval:
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    workflow.start_review(report, by=reviewer)
    workflow.approve(report, by=reviewer)
    return Approval.objects.get()


def content_of(paper: Printout) -> bytes:
    return Path(paper.file.path).read_bytes()


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_paper_says_what_was_approved_and_where_to_ask(approval: Approval, settings: object) -> None:
    settings.PERFEVAL_URL = "https://jixiao.example.cn"  # type: ignore[attr-defined]
    text = text_of(content_of(printouts.get_final_printout(approval)))
    reference = approval.submission.reference
    for said in ("专款专用，按进度拨付。", "审核结论：通过", reference, approval.submission.sha256[:12]):
        assert said in text
    assert f"https://jixiao.example.cn/verify/{reference}" in text.replace("\n", "")


def test_the_paper_prints_the_frozen_scores(approval: Approval, monkeypatch: pytest.MonkeyPatch) -> None:
    stamps: list[pdf.Stamp] = []
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: stamps.append(stamp) or b"%PDF")
    scored = Approval(submission=approval.submission, at=approval.at, self_points=Decimal("96.50"), points=Decimal("94.25"), grade="优")
    printouts.get_final_printout(scored)
    verdict = stamps[0].verdict
    assert verdict
    assert (verdict.self_points, verdict.points, verdict.grade) == (Decimal("96.50"), Decimal("94.25"), "优")
    assert (stamps[0].kind, stamps[0].moment) == (pdf.PaperKind.FINAL, approval.at)


def test_both_papers_are_kept_apart(approval: Approval) -> None:
    papers = [printouts.get_printout(approval.submission), printouts.get_final_printout(approval)]
    assert [paper.get_kind_display() for paper in papers] == ["送审稿", "定稿"]
    assert "审核结论" not in text_of(content_of(papers[0]))
    assert len({paper.sha256 for paper in papers}) == 2


def test_a_final_paper_is_printed_once(approval: Approval, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[int] = []
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: printed.append(1) or b"%PDF")
    first = printouts.get_final_printout(approval)
    assert printouts.get_final_printout(Approval.objects.get()) == first
    assert printed == [1]
    assert first.sha256 == hashlib.sha256(content_of(first)).hexdigest()


def test_printing_again_gives_the_same_bytes(approval: Approval) -> None:
    assert printouts._print_final(approval) == printouts._print_final(Approval.objects.get())


def test_the_data_within_gives_the_same_report(approval: Approval) -> None:
    attached = PdfReader(io.BytesIO(content_of(printouts.get_final_printout(approval)))).attachments
    (content,) = (file for files in attached.values() for file in files)
    sent = approval.submission
    assert hashlib.sha256(content).hexdigest() == sent.sha256
    assert interchange.dump_document(interchange.load_document(json.loads(content), sent.outline.definition)) == sent.document


def test_the_code_is_drawn_for_the_address(approval: Approval, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(qr, "make_qr_code", lambda text, code=qr.make_qr_code: asked.append(text) or code(text))
    printouts.get_final_printout(approval)
    assert set(asked) == {printouts.get_verify_address(approval.submission.reference)}
