"""What is cleaned after how long, and what never is."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from departments.models import User
from reports.models import Job, JobState, MailState, OutboxMail, PaperOrder, Printout, Problem, Report, Status, Submission
from reports.release import jobs
from reports.release.jobs import job_files, paper_printing, retention
from reports.workflow import paper_orders
from tests.reports.release.jobs.conftest import fresh, names
from tests.reports.release.jobs.test_tasks import ALL
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db


def test_the_list_says_what_is_cleaned_after_how_many_days():
    assert [(each.what, each.kept.days) for each in retention.RETENTIONS] == [
        ("导出的文件", 14),
        ("草稿 PDF", 1),
        ("已完成的打印任务的记录", 90),
        ("发件箱里办完的邮件", 180),
        ("审核通过的报告里删去的空行", 30),
    ]


def test_a_draft_goes_with_its_file_after_a_day(report: Report, clerk: User):
    order = paper_orders.order_draft(report, clerk)
    paper_printing.print_paper(order.pk)
    file = PaperOrder.objects.get().file
    assert (retention.remove_expired(), default_storage.exists(file)) == (0, True)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert (retention.remove_expired(), default_storage.exists(file), PaperOrder.objects.count()) == (1, False, 0)


def test_a_paper_and_what_was_sent_stay_for_ever(sent: list[Report], reviewer: User):
    submission = Submission.objects.get(report=sent[0])
    paper_orders.order_submission_paper(submission, "submission", reviewer)
    paper_printing.print_paper(PaperOrder.objects.get().pk)
    with time_machine.travel(timezone.now() + timedelta(days=4_000)):
        retention.remove_expired()
        assert (PaperOrder.objects.count(), Submission.objects.count()) == (0, len(sent))
        assert Printout.objects.get().open_paper().read().startswith(b"%PDF")


def test_a_mail_that_is_over_goes_after_half_a_year_and_its_notice_stays(report: Report, clerk: User):
    clerk.email = "clerk@example.cn"
    clerk.save()
    notice = make_notice(report, clerk, "一")
    OutboxMail.objects.update(state=MailState.SENT, finished=timezone.now() - timedelta(days=181))
    retention.remove_expired()
    notice.refresh_from_db()
    assert (OutboxMail.objects.count(), notice.title) == (0, "一")


@pytest.mark.parametrize(("status", "left"), [(Status.APPROVED, 0), (Status.DRAFT, 1)])
def test_rows_that_were_taken_out_go_once_the_report_is_settled(report: Report, status: str, left: int):
    Problem.objects.create(report=report, key="a", is_gone=True)
    Problem.objects.create(report=report, key="b")
    Report.objects.filter(pk=report.pk).update(status=status, since=timezone.now() - timedelta(days=31))
    retention.remove_expired()
    assert (Problem._base_manager.filter(is_gone=True).count(), Problem.objects.filter(key="b").count()) == (left, 1)


def test_an_old_file_is_removed_and_the_row_says_so(job: Job, work):
    work()
    path = job_files.get_file_path(fresh(job))
    assert (retention.remove_expired(), path.exists()) == (0, True)

    Job.objects.update(finished=timezone.now() - retention.KEPT - timedelta(minutes=1))
    assert (retention.remove_expired(), path.exists(), fresh(job).state) == (1, False, JobState.EXPIRED)


def test_an_expired_file_can_be_made_again(job: Job, work):
    work()
    Job.objects.update(state=JobState.EXPIRED)
    jobs.retry_job(fresh(job))
    work()
    assert names(job) == ALL
