"""A paper that was asked for is made once, from what was frozen, or says why not."""

import hashlib

import pytest

from departments.models import User
from reports import workflow
from reports.domain.rendering import pdf
from reports.domain.rendering.print_limits import TooLarge
from reports.models import JobState, PaperOrder, Printout, Report, Status, Submission
from reports.release.jobs import attempts, paper_printing, tasks
from reports.workflow import paper_orders, printouts
from tests.full_disk import ENOSPC
from tests.reports.workflow.builders import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(report: Report, leader: User) -> Submission:
    return workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)


@pytest.fixture
def order(submission: Submission) -> PaperOrder:
    return PaperOrder.objects.get(submission=submission)


def fresh(order: PaperOrder) -> PaperOrder:
    return PaperOrder.objects.get(pk=order.pk)


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pdf, "print_pdf", refuse)


def test_the_worker_prints_what_was_frozen_and_registers_it(order: PaperOrder, submission: Submission) -> None:
    assert (tasks.run_next_task(), tasks.run_next_task()) == (True, False)
    paper = Printout.objects.get(submission=submission)
    assert paper.sha256 == hashlib.sha256(paper.open_paper().read()).hexdigest()
    assert (fresh(order).state, fresh(order).attempts, fresh(order).error) == (JobState.DONE, 1, "")


def test_done_twice_it_is_one_paper(order: PaperOrder) -> None:
    paper_printing.print_paper(order.pk)
    PaperOrder.objects.update(state=JobState.RUNNING)  # as a worker leaves it that dies between storing and saying so
    paper_printing.print_paper(order.pk)
    assert (Printout.objects.count(), fresh(order).state) == (1, JobState.DONE)


def test_what_changes_later_is_not_on_the_paper(order: PaperOrder, submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    attached: list[bytes] = []
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: attached.append(attachment) or b"%PDF")
    Report.objects.filter(pk=order.report_id).update(statements={})
    paper_printing.print_paper(order.pk)
    assert attached == [submission.document.encode()]


def test_one_that_is_too_large_says_so_at_once(order: PaperOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, TooLarge("“三、”有 300,001 字，请精简。"))
    paper_printing.print_paper(order.pk)
    assert (fresh(order).state, fresh(order).error) == (JobState.FAILED, "“三、”有 300,001 字，请精简。")


def test_a_full_disc_is_said(order: PaperOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: b"%PDF")
    monkeypatch.setattr("departments.file_storage.WholeFileStorage._save", lambda *_: (_ for _ in ()).throw(ENOSPC))
    paper_printing.print_paper(order.pk)
    assert (fresh(order).state, fresh(order).error.startswith("服务器的磁盘满了")) == (JobState.FAILED, True)


def test_any_other_error_is_tried_again_and_then_said(order: PaperOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, OSError("printer"))
    for _ in range(attempts.MOST_ATTEMPTS):
        with pytest.raises(attempts.TryAgain):
            paper_printing.print_paper(order.pk)
        assert not tasks.run_next_task()  # its time has not come
    paper_printing.print_paper(order.pk)
    assert (fresh(order).state, fresh(order).error) == (JobState.FAILED, attempts.WORN_OUT)


def test_a_cancelled_one_is_not_printed_until_it_is_asked_for_again(order: PaperOrder) -> None:
    assert (paper_orders.cancel_order(order), paper_orders.cancel_order(order)) == (True, False)
    assert not tasks.run_next_task()
    assert (paper_orders.order_again(order), paper_orders.order_again(order)) == (True, False)
    tasks.run_next_task()
    assert fresh(order).is_done


def test_the_paper_that_an_export_printed_first_stands(order: PaperOrder, submission: Submission) -> None:
    first = printouts.get_printout(submission)
    tasks.run_next_task()
    assert (Printout.objects.get(), fresh(order).state) == (first, JobState.DONE)


def test_a_draft_is_what_stood_there_when_it_was_asked_for(
    report: Report, clerk: User, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached: list[bytes] = []
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: attached.append(attachment) or b"%PDF draft")
    order = paper_orders.order_draft(report, clerk)
    assert paper_orders.order_draft(report, leader) == order
    asked = order.content["document"]
    report.narratives.update(text="后来改的。")
    assert paper_orders.order_draft(Report.objects.get(pk=report.pk), clerk) != order
    paper_printing.print_paper(order.pk)
    kept = fresh(order)
    assert (attached, kept.open_draft().read(), kept.content) == ([asked.encode()], b"%PDF draft", {})


def test_too_many_drafts_in_line_are_refused_in_words(report: Report, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_orders, "MOST_WAITING", 0)
    with pytest.raises(workflow.Refused, match="没有排上队"):
        paper_orders.order_draft(report, clerk)
