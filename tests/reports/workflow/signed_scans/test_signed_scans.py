"""签章扫描件: after the report was sent, until it is approved; and what waits for it."""

import pytest

from departments.models import Role
from reports import workflow
from reports.filing.attachments import NotAccepted
from reports.models import Attachment, Cycle, Event, Status
from reports.workflow import Refused, signed_scans
from tests.reports.filing.attachments import files
from tests.reports.filing.attachments.files import upload
from tests.reports.workflow.builders import ITEM, put, suit, take

pytestmark = pytest.mark.django_db


def add(report, by, content=b""):
    return signed_scans.add_signed_scan(report, upload("扫描件.pdf", content or files.pdf()), by=by)


@pytest.fixture
def sent(send):
    return send()


def test_a_scan_belongs_to_the_latest_submission_and_is_an_event(report, clerk, sent):
    made = add(report, clerk)
    assert (made.submission, made.kind, made.place_label) == (sent, "scan", "整份报告")
    event = Event.objects.latest("pk")
    assert (workflow.describe_event(event), event.note, event.actor, event.submission) == ("上传签章扫描件", "扫描件.pdf", clerk, sent)


def test_the_same_scan_twice_is_one(report, clerk, sent, stored):
    assert add(report, clerk) == add(report, clerk)
    assert stored() == 1


@pytest.mark.parametrize("status", sorted(Status.awaiting_review()))
def test_it_may_come_until_the_report_is_approved(report, leader, sent, status):
    assert add(put(report, status), leader)


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.awaiting_review()))
def test_but_neither_before_nor_after(report, clerk, sent, status, stored):
    with pytest.raises(NotAccepted, match="在报送以后、审核通过以前上传"):
        add(put(report, status), clerk)
    assert stored() == 0


def test_nor_from_anybody_else(report, reviewer, stranger, sent):
    for person in (reviewer, stranger):
        with pytest.raises(NotAccepted, match="只有本单位"):
            add(report, person)


def test_a_wrong_scan_is_taken_back_before_the_review_and_kept_on_the_disc(report, clerk, leader, sent, stored):
    signed_scans.remove_signed_scan(add(report, clerk), by=leader)
    assert not signed_scans.list_signed_scans(sent).exists()
    assert (Attachment.objects.get().removed_by, stored()) == (leader, 1)
    assert workflow.describe_event(Event.objects.latest("pk")) == "移除签章扫描件"


def test_during_the_review_it_stays(report, clerk, reviewer, sent):
    made = add(report, clerk)
    workflow.start_review(report, by=reviewer)
    with pytest.raises(NotAccepted, match="已开始审核"):
        signed_scans.remove_signed_scan(made, by=clerk)
    assert signed_scans.list_signed_scans(sent).exists()


FIRST, SECOND = Role.REVIEWER, Role.SECOND_REVIEWER
STEPS = [("approve", "in_review", FIRST), ("pass_on", "in_review", FIRST), ("approve", "second_review", SECOND)]


@pytest.mark.parametrize(("act", "status", "by"), STEPS)
def test_where_the_cycle_asks_nothing_is_approved_without_it(report, clerk, people, send, act, status, by):
    suit(report, needs_signature=True, second_review=(act, status) != ("approve", "in_review"))
    Cycle.objects.update(requires_scan=True)
    send()
    put(report, status)
    report.cycle.refresh_from_db()
    assert signed_scans.is_missing(report)
    with pytest.raises(Refused, match="本年度任务要求签章扫描件，单位还没有上传"):
        take(act, report, people[by])
    add(report, clerk)
    assert not signed_scans.is_missing(report)
    take(act, report, people[by])


def test_the_scan_of_an_earlier_submission_does_not_count(report, clerk, leader, reviewer, sent, send):
    Cycle.objects.update(requires_scan=True)
    report.cycle.refresh_from_db()
    add(report, clerk)
    workflow.start_review(report, by=reviewer)
    workflow.return_(report, by=reviewer, items=[ITEM])
    item = report.return_items.get()
    workflow.answer(item, by=clerk, kind="changed")
    send()
    assert signed_scans.is_missing(report)


def test_a_cycle_that_does_not_ask_costs_no_query(report, sent, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not signed_scans.is_missing(report)
