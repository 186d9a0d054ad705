"""公开 and 撤回公开: who may, when, and what stays of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.append_only import AppendOnlyError
from departments.models import Membership, Role, User
from reports import workflow
from reports.domain.rendering import pdf, print_limits
from reports.models import Event, PaperOrder, Publication, Report, Status
from reports.release.jobs import paper_printing
from reports.release.publishing import public_version, publication_acts
from reports.workflow import Refused
from tests import builders
from tests.reports.release.publishing import shelf


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is not what these acts are about."""
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7 " + stamp.number.encode())


@pytest.fixture
def report(db: None) -> Report:
    return shelf.approved()


@pytest.fixture
def manager(report: Report) -> User:
    return builders.manager(report.department.district)


def publish(report: Report, by: User | None, **choices: object) -> Publication:
    return publication_acts.publish_report(report, **{"by": by, "on": timezone.localdate(), "withheld": {}, **choices})


def test_a_manager_publishes_an_approved_report(report, manager):
    done = publish(report, manager, withheld={"three_public": " 涉及国家秘密 ", "output": ""})
    report.refresh_from_db()
    assert (done.unit, done.year, done.by, done.withheld) == ("云水区档案馆", 2018, manager, {"three_public": "涉及国家秘密"})
    assert (report.status, done.is_standing) == (Status.APPROVED, True)


def test_publishing_is_written_down(report, manager):
    done = publish(report, manager)
    event = Event.objects.latest("pk")
    assert (event.act, event.actor, event.source, event.target) == ("publish", manager, "approved", "approved")
    assert (workflow.describe_event(event), done.reference in event.note) == ("公开", True)


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.REVIEWER, Role.SECOND_REVIEWER])
def test_nobody_else_publishes_or_withdraws(report, role):
    person = builders.person("somebody")
    at = {"department": report.department} if role in Role.of_departments() else {"district": report.department.district}
    Membership.objects.create(user=person, role=role, **at)
    done = publish(report, None)
    with pytest.raises(Refused, match="只能由本区县财政局的管理员办理"):
        publish(report, person)
    with pytest.raises(Refused, match="只能由本区县财政局的管理员办理"):
        publication_acts.withdraw_publication(done, by=person, note="更正")
    assert Publication.objects.standing().get() == done


def test_the_manager_of_another_district_does_not(report):
    stranger = builders.manager(builders.district("临水区"), "stranger")
    with pytest.raises(Refused):
        publish(report, stranger)


def test_what_is_not_approved_is_not_published(report, manager):
    workflow.reopen(report, by=manager, reason="数字有误")
    with pytest.raises(Refused, match="只有审核通过的报告可以公开"):
        publish(report, manager)


@pytest.mark.parametrize(("days", "words"), [(1, "不能晚于今天"), (-1, "不能早于审核通过的日期")])
def test_the_date_is_neither_to_come_nor_before_the_approval(report, manager, days, words):
    with pytest.raises(Refused, match=words):
        publish(report, manager, on=timezone.localdate() + timedelta(days=days))


@pytest.mark.parametrize("withheld", [{"nowhere": "涉密"}, {"output": "长" * 201}])
def test_a_section_that_is_not_there_and_a_reason_too_long_are_refused(report, manager, withheld):
    with pytest.raises(Refused):
        publish(report, manager, withheld=withheld)


def test_only_what_was_previewed_is_published(report, manager):
    with pytest.raises(Refused, match="和预览时不同"):
        publish(report, manager, seen="0" * 64)


def test_withdrawing_leaves_the_note_and_the_report_approved(report, manager):
    done = publish(report, manager)
    publication_acts.withdraw_publication(done, by=manager, note="附表有误，更正后重新公开")
    done.refresh_from_db()
    report.refresh_from_db()
    assert (done.is_standing, done.ended_by, done.end_note) == (False, manager, "附表有误，更正后重新公开")
    assert (report.status, Event.objects.latest("pk").act) == (Status.APPROVED, "withdraw_publication")


@pytest.mark.parametrize("note", ["", "  ", "长" * 501])
def test_a_withdrawal_says_why_and_not_at_length(report, manager, note):
    done = publish(report, manager)
    with pytest.raises(Refused):
        publication_acts.withdraw_publication(done, by=manager, note=note)
    assert Publication.objects.standing().get() == done


def test_a_publication_is_withdrawn_once(report, manager):
    done = publish(report, manager)
    publication_acts.withdraw_publication(done, by=manager, note="更正")
    with pytest.raises(Refused, match="已经撤回"):
        publication_acts.withdraw_publication(done, by=manager, note="再次")


def test_publishing_again_replaces_what_was_public(report, manager):
    first, second = publish(report, manager), publish(report, manager)
    first.refresh_from_db()
    assert (first.is_replaced, first.is_standing, Publication.objects.standing().get()) == (True, False, second)


def test_two_publications_of_a_report_never_stand(report, manager):
    done = publish(report, manager)
    done.pk, done.reference = None, "2018-0000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create([done])


def test_a_publication_is_never_rewritten_nor_removed(report, manager):
    done = publish(report, manager)
    for act in (done.save, done.delete, Publication.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()


def test_a_report_reopened_while_it_was_looked_through_is_not_published(report, manager, monkeypatch):
    def slow(prepared: object) -> None:
        workflow.reopen(Report.objects.get(pk=report.pk), by=manager, reason="数字有误")

    monkeypatch.setattr(public_version, "refuse_unprintable", slow)
    with pytest.raises(Refused):
        publish(report, manager)
    assert (Publication.objects.exists(), PaperOrder.objects.filter(kind="public").exists()) == (False, False)


def test_publishing_answers_at_once_and_asks_for_the_paper(report, manager, monkeypatch):
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: pytest.fail("printed in the act"))
    done = publish(report, manager)
    order = PaperOrder.objects.get(publication=done)
    assert (order.kind, order.state, order.asked_by, done.is_printed) == ("public", "waiting", manager, False)


def test_the_paper_is_printed_from_what_was_published_and_once(report, manager):
    done = publish(report, manager, withheld={"three_public": "涉及国家秘密"})
    order = PaperOrder.objects.get(publication=done)
    for _ in range(2):
        paper_printing.print_paper(order.pk)
        public_version.store_public_paper(Publication.objects.get(pk=done.pk))
    printed = Publication.objects.get(pk=done.pk)
    assert (printed.is_printed, printed.open_paper().read()) == (True, b"%PDF-1.7 " + done.reference.encode())
    assert PaperOrder.objects.get(pk=order.pk).is_done


def test_a_report_too_large_to_print_is_not_published(report, manager, monkeypatch):
    monkeypatch.setattr(print_limits, "MOST_LETTERS", 10)
    with pytest.raises(Refused, match="最多能打印10字"):
        publish(report, manager)
    assert not Publication.objects.exists()
