"""When the acts of the demonstration happened: at plausible moments of the past, in order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import AuditEntry
from reports.demo import days
from reports.models import Approval, Cycle, Event, Notice, NoticeKind, Publication, Report, Status, Submission
from reports.release.statistics import filing_progress
from reports.release.statistics.scope import Scope
from reports.workflow.notices import daily
from reports.workflow.notices.workdays import is_workday

pytestmark = pytest.mark.django_db


def waiting(**which: object) -> list[int]:
    """Days that each report has waited."""
    return [(timezone.localdate() - timezone.localdate(report.since)).days for report in Report.objects.filter(**which)]


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_moments_follow_one_another_and_none_lies_ahead(time_machine, hour):
    time_machine.move_to(timezone.localtime().replace(hour=hour, minute=3), tick=False)
    found = days.list_act_moments([3, 1, 0, 0])
    assert found == sorted(set(found))
    assert found[-1] < timezone.now()
    assert timezone.localdate(found[0]) == timezone.localdate() - timedelta(days=3)


def test_the_acts_of_every_report_are_in_order_and_none_lies_ahead(district):
    for report in Report.objects.all():
        moments = list(report.events.order_by("pk").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert all(report.cycle.opens < moment < timezone.now() for moment in moments)


def test_a_report_waits_since_the_last_step_that_brought_it_there(district):
    for report in Report.objects.exclude(status=Status.DRAFT):
        steps = report.events.exclude(act="start_review").order_by("pk")
        assert report.since == [event.at for event in steps if event.source != event.target][-1]


def test_reports_have_waited_for_different_times(district):
    waits = waiting(status__in=Status.awaiting_review())
    assert max(waits) <= 14
    assert sum(days >= 3 for days in waits) >= 3
    assert len(set(waits)) >= 4
    assert waiting(status=Status.RETURNED) == [7]


def test_approvals_come_after_sending_and_publication_after_approval(district):
    approvals = Approval.objects.select_related("submission")
    assert approvals.count() == 4
    assert all(approval.at > approval.submission.sent_at + timedelta(days=1) for approval in approvals)
    published = Publication.objects.select_related("approval", "report__cycle").get()
    assert timezone.localdate(published.approval.at) <= published.published_on <= timezone.localdate()
    assert 0 <= (published.published_on - published.report.cycle.approved_on).days <= 20
    assert timezone.localdate(published.at) == published.published_on


def test_last_year_was_filed_over_several_days_before_the_deadline_and_once_after(district):
    cycle = Cycle.objects.get(year=2024)
    due, found = timezone.localdate(cycle.due), filing_progress.count_by_day(Scope(cycle.district_id, 2025))
    offsets = sorted((day - due).days for day in found[2024])
    assert (offsets[0] >= -14, sum(offset < 0 for offset in offsets) >= 2, offsets[-1]) == (True, True, 1)
    assert len(found[2025]) >= 4


def test_one_first_report_was_late(district):
    assert [sent.report.department.code for sent in Submission.objects.filter(number=1, late=True)] == ["9002"]


def test_the_audit_log_keeps_the_true_time(district):
    hour_ago = timezone.now() - timedelta(hours=1)
    assert not AuditEntry.objects.filter(at__lt=hour_ago).exists()
    assert Event.objects.filter(at__lt=hour_ago).exists()


def test_the_days_run_tells_each_person_of_one_report_at_most(district):
    """On its next working day."""
    morning = timezone.localtime().replace(hour=9) + timedelta(days=1)
    while not is_workday(morning.date()):
        morning += timedelta(days=1)
    assert daily.tell_deadlines(morning)
    told = list(Notice.objects.filter(kind__in=NoticeKind.values).values_list("recipient", flat=True))
    assert len(told) == len(set(told))
    assert not Notice.objects.filter(kind=NoticeKind.OVERDUE).exists()
