"""Who is told of which act, and in which words: written with the act, and not without it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.models import Desk, Membership, Role, User
from reports import workflow
from reports.models import Event, Exemption, ItemKind, Notice, NoticeKind, OutboxMail, Report, Status
from reports.workflow import NewItem, events, transitions
from reports.workflow.reminders import remind_department
from tests.departments.raw_rows import store_raw_name
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db
WITHOUT_NOTICE = {"start_review"}


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")


@pytest.fixture(autouse=True)
def _addresses(people: dict[str, User]) -> None:
    for name, person in people.items():
        User.objects.filter(pk=person.pk).update(email=f"{name}@example.cn")


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def sent(report: Report, people: dict[str, User]) -> Report:
    workflow.hand_over(report, by=people[Role.CLERK])
    workflow.submit(report, by=people[Role.LEADER])
    return report


def in_review(report: Report, people: dict[str, User]) -> Report:
    workflow.start_review(sent(report, people), by=people[Role.REVIEWER])
    return report


# Which acts -------------------------------------------------------------------------------------------------------------


def test_every_step_is_told_but_the_ones_that_concern_nobody_else():
    assert {row.name for row in transitions.TRANSITIONS if not row.words.notification} == WITHOUT_NOTICE
    told_of = {act.name for act in events.WITHOUT_STEP if act.words.notification}
    assert told_of == {"assign", "extend", "move_outline", "remind", "publish", "withdraw_publication"}


def test_a_notice_is_of_an_act_or_of_the_calendar(report: Report, people: dict[str, User]):
    told_of = {"recipient": people[Role.CLERK], "report": report, "created": timezone.now(), "title": "通知", "path": "/"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(kind="hand_over", day=timezone.localdate(), **told_of)
    Notice.objects.create(kind=NoticeKind.DUE_0, day=timezone.localdate(), **told_of)
    assert list(Notice.objects.values_list("kind", flat=True)) == ["due_0"]


@pytest.mark.parametrize(
    ("act", "status", "by", "whom"),
    [
        ("hand_over", Status.DRAFT, Role.CLERK, ["leader"]),
        ("give_back", Status.AWAITING_SIGNATURE, Role.LEADER, ["clerk"]),
        ("take_back", Status.AWAITING_SIGNATURE, Role.CLERK, ["leader"]),
        ("submit", Status.AWAITING_SIGNATURE, Role.LEADER, ["reviewer"]),
        ("withdraw", Status.SUBMITTED, Role.LEADER, ["reviewer"]),
        ("start_review", Status.SUBMITTED, Role.REVIEWER, []),
        ("return", Status.IN_REVIEW, Role.REVIEWER, ["clerk", "leader"]),
        ("approve", Status.IN_REVIEW, Role.REVIEWER, ["clerk", "leader"]),
        ("reopen", Status.APPROVED, Role.MANAGER, ["clerk", "leader"]),
    ],
)
def test_a_step_is_told_to_those_whose_turn_it_is(report: Report, people: dict[str, User], act: str, status: str, by: str, whom: list[str]):
    builders.take(act, builders.put(report, status), people[by])
    assert (told(act), Notice.objects.count()) == (whom, len(whom))


@pytest.mark.parametrize(
    ("act", "by", "whom"), [("pass_on", Role.REVIEWER, ["second_reviewer"]), ("send_back", Role.SECOND_REVIEWER, ["reviewer"])]
)
def test_so_in_second_review(report: Report, people: dict[str, User], act: str, by: str, whom: list[str]):
    builders.suit(report, needs_signature=True, second_review=True)
    builders.take(act, builders.put(report, Status.IN_REVIEW if act == "pass_on" else Status.SECOND_REVIEW), people[by])
    assert told(act) == whom


def test_nobody_is_told_of_the_own_act(report: Report, department):
    alone = builders.make_person("alone", Role.CLERK, Role.LEADER, department=department)
    workflow.hand_over(report, by=alone)
    assert told("hand_over") == ["leader"]


def test_a_second_click_tells_nothing_more(report: Report, people: dict[str, User]):
    workflow.hand_over(report, by=people[Role.CLERK])
    workflow.hand_over(report, by=people[Role.CLERK])
    assert told("hand_over") == ["leader"]


def test_acts_that_change_no_state(report: Report, people: dict[str, User], manager: User):
    until = timezone.now() + timedelta(days=30)
    workflow.extend(report, by=manager, until=until, reason="汛期救灾")
    remind_department(report, by=manager, note="请抓紧")
    assert (told("extend"), told("remind")) == (["clerk", "leader"], ["clerk", "leader"])
    extended, reminded = Notice.objects.filter(recipient__username="clerk").order_by("pk")
    assert f"{timezone.localtime(until):%Y-%m-%d %H:%M}：汛期救灾" in extended.text
    assert reminded.text.endswith("财政局的话：请抓紧")


def test_who_is_given_a_report_is_told(report: Report, people: dict[str, User], manager: User):
    workflow.assign(report, by=manager, to=people[Role.REVIEWER], note="我下周休假")
    assert told("assign") == ["reviewer"]
    assert "我下周休假" in Notice.objects.get().text


def test_answers_and_explanations_are_told_with_the_next_sending_only(report: Report, people: dict[str, User]):
    workflow.return_(in_review(report, people), by=people[Role.REVIEWER], items=[builders.ITEM])
    workflow.answer(report.return_items.get(), by=people[Role.CLERK], kind="explained", text="已按程序审批")
    assert not Notice.objects.filter(kind="answer").exists()
    sent(report, people)
    again = Notice.objects.filter(kind="submit").latest("pk")
    assert again.text == "第 2 次报送，对 1 条退回意见的答复如下。"
    assert "答复：已说明。已按程序审批" in again.lines[0]["text"]


# Which words ------------------------------------------------------------------------------------------------------------


def test_a_return_quotes_every_item_with_its_place_and_links_to_it(report: Report, people: dict[str, User]):
    items = [builders.ITEM, NewItem("section.management", ItemKind.ADVICE, "可以写得短些\n分两段")]
    workflow.return_(in_review(report, people), by=people[Role.REVIEWER], items=items, note="共两条")
    notice, found = Notice.objects.get(kind="return", recipient__username="clerk"), list(report.return_items.order_by("pk"))
    assert notice.lines == [
        {"text": f"〔{item.get_kind_display()}〕{item.place_label}：{item.text}", "path": f"/reports/{report.pk}/#item-{item.pk}"}
        for item in found
    ]
    assert [item.text for item in found] == [item.text for item in items]
    assert notice.text == "请逐条修改并答复以下 2 条意见，再重新报送。\n说明：共两条"


def test_a_later_return_counts_what_is_still_open_from_before(report: Report, people: dict[str, User]):
    workflow.return_(in_review(report, people), by=people[Role.REVIEWER], items=[builders.ITEM])
    workflow.answer(report.return_items.get(), by=people[Role.CLERK], kind="changed")
    workflow.return_(in_review(report, people), by=people[Role.REVIEWER], items=[NewItem(builders.PLACE, ItemKind.MUST, "还缺日期")])
    notice = Notice.objects.filter(kind="return").latest("pk")
    assert ([line["text"][-4:] for line in notice.lines], "以前的意见还有 1 条没有了结" in notice.text) == (["还缺日期"], True)


def test_a_reopening_says_why(report: Report, manager: User):
    workflow.reopen(builders.put(report, Status.APPROVED), by=manager, reason="审计要求调整")
    assert "理由：审计要求调整" in Notice.objects.first().text


def test_a_title_is_one_line_whatever_the_department_is_called(report: Report, people: dict[str, User]):
    store_raw_name(report.department, "档案馆\r\nBcc: all@example.cn" + "长" * 70)
    workflow.hand_over(report, by=people[Role.CLERK])
    title = Notice.objects.get().title
    assert ("\n" in title, "\r" in title, title.startswith("请签发：档案馆 Bcc: all@example.cn")) == (False, False, True)


# Who looks after it -----------------------------------------------------------------------------------------------------


@pytest.fixture
def desks(department, district, people: dict[str, User]) -> dict[str, Desk]:
    """Two desks with a reviewer each; the department belongs to the first. The reviewer of all is switched off."""
    found = {name: Desk.objects.create(district=district, name=name) for name in ("own", "other")}
    for name, desk in found.items():
        builders.make_person(name, Role.REVIEWER, district=district).memberships.update(desk=desk)
    department.desk = found["own"]
    department.save()
    User.objects.filter(username="reviewer").update(is_active=False)
    return found


def test_a_report_is_told_to_its_own_desk(report: Report, people: dict[str, User], desks: dict[str, Desk]):
    sent(report, people)
    assert told("submit") == ["own"]


def test_to_its_person_where_it_has_one(report: Report, people: dict[str, User], desks: dict[str, Desk]):
    Report.objects.update(reviewer=User.objects.get(username="other"))
    sent(report, people)
    assert told("submit") == ["other"]


def test_to_everybody_where_its_desk_has_nobody(report: Report, people: dict[str, User], desks: dict[str, Desk]):
    Membership.objects.filter(user__username="own").update(desk=desks["other"])
    sent(report, people)
    assert told("submit") == ["other", "own"]


def test_to_the_manager_where_there_is_no_reviewer_at_all(report: Report, people: dict[str, User]):
    User.objects.filter(username__in=("reviewer", "second_reviewer")).update(is_active=False)
    sent(report, people)
    assert told("submit") == ["manager"]


def test_who_returned_it_hears_of_the_next_round_too(report: Report, people: dict[str, User], desks: dict[str, Desk]):
    Event.objects.create(
        report=report,
        act="return",
        source=Status.IN_REVIEW,
        target=Status.RETURNED,
        at=timezone.now(),
        actor=User.objects.get(username="other"),
    )
    sent(report, people)
    assert told("submit") == ["other", "own"]


def test_people_of_another_district_hear_of_nothing(report: Report, people: dict[str, User], stranger: User):
    sent(report, people)
    assert not Notice.objects.filter(recipient=stranger).exists()


def test_an_exempt_department_is_told_nothing(report: Report, people: dict[str, User]):
    waiting = in_review(report, people)
    Notice.objects.all().delete()
    Exemption.objects.create(cycle=report.cycle, department=report.department, reason="机构改革")
    with pytest.raises(workflow.Refused):
        workflow.return_(waiting, by=people[Role.REVIEWER], items=[builders.ITEM])
    events.record_event(Report.objects.get(pk=report.pk), events.EXTEND, by=people[Role.MANAGER])
    assert not Notice.objects.exists()


# The mail ---------------------------------------------------------------------------------------------------------------


def test_one_mail_per_person_and_act_is_written_and_none_is_sent(report: Report, people: dict[str, User], mailoutbox):
    workflow.return_(in_review(report, people), by=people[Role.REVIEWER], items=[builders.ITEM])
    addresses = list(OutboxMail.objects.filter(notice__kind="return").order_by("pk").values_list("address", "state"))
    assert addresses == [("clerk@example.cn", "waiting"), ("leader@example.cn", "waiting")]
    assert mailoutbox == []


def test_without_an_address_or_without_the_wish_it_is_told_in_the_page_only(report: Report, people: dict[str, User]):
    User.objects.filter(username="clerk").update(email="")
    User.objects.filter(username="leader").update(wants_mail=False)
    workflow.return_(builders.put(report, Status.IN_REVIEW), by=people[Role.REVIEWER], items=[builders.ITEM])
    assert (told("return"), OutboxMail.objects.count()) == (["clerk", "leader"], 0)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_undone_tells_nobody(report: Report, people: dict[str, User]):
    with transaction.atomic():
        workflow.hand_over(report, by=people[Role.CLERK])
        transaction.set_rollback(True)
    assert (Notice.objects.count(), OutboxMail.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_cannot_be_told_does_not_happen(report: Report, people: dict[str, User], monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reports.workflow.notices.delivery.write_notices", broken)
    with pytest.raises(ZeroDivisionError):
        workflow.hand_over(report, by=people[Role.CLERK])
    report.refresh_from_db()
    assert (report.status, report.events.count()) == (Status.DRAFT, 0)


def test_an_act_that_is_not_told_asks_the_database_nothing(report: Report, django_assert_num_queries):
    with django_assert_num_queries(2):  # the 审计日志 and the event itself
        events.record_event(report, events.SCORE, by=None)


def test_publishing_is_told_to_the_department(report: Report):
    events.record_event(report, events.PUBLISH, by=None, note="2020-0123456789：公开日期 2021-03-31")
    assert told("publish") == ["clerk", "leader"]
