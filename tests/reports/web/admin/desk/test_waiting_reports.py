"""The first page of the 财政局: what waits, who is late, what is nobody's, and the way to the next report."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import Department, District, Membership, Role, User
from reports import workflow
from reports.models import Attachment, Cycle, Event, Exemption, OutlineVersion, Report, ReturnItem, Status, Submission
from reports.web.admin.queue import change_list
from tests import builders

pytestmark = pytest.mark.django_db
INDEX, NEXT = "/admin/", "/admin/next/"


def world(name: str, departments: int, years: int = 5) -> District:
    """So many departments of two desks with a report in each state by turns, a reviewer for the first desk, a manager."""
    district = builders.district(name)
    desks = [builders.desk(district, desk) for desk in ("教科文股", "农业股")]
    made = Department.objects.bulk_create(
        Department(district=district, code=f"{at:05}", name=f"{name}第{at}中心", desk=desks[at % 2]) for at in range(departments)
    )
    now, version, states = timezone.now(), OutlineVersion.of("tianxin-2018"), list(Status)
    for year in range(2018, 2018 + years):
        cycle = builders.cycle(district, year=year, due=now - timedelta(days=1))
        rows = Report.objects.bulk_create(
            Report(department=each, cycle=cycle, outline=version, status=states[at % 6]) for at, each in enumerate(made)
        )
        Report.objects.filter(pk=rows[0].pk).update(since=now - timedelta(days=9))
    return district


def reviewer(of: District, desk: str = "", username: str = "reviewer", role: Role = Role.REVIEWER) -> User:
    user = builders.person(username, name=username)
    Membership.objects.create(user=user, role=role, district=of, desk=builders.desk(of, desk) if desk else None)
    return user


def one(district: District, status: str, code: str = "088001", days: int = 3, desk: str = "农业股", **settings: Any) -> Report:
    """One report in that state since so many days."""
    cycle = Cycle.objects.filter(district=district, year=2018).first() or builders.cycle(district)
    home = builders.department(district, code, f"第{code}中心", desk=builders.desk(district, desk) if desk else None)
    report = builders.report(home, cycle)
    Report.objects.filter(pk=report.pk).update(status=status, since=timezone.now() - timedelta(days=days), **settings)
    return Report.objects.with_context().get(pk=report.pk)


def blocks(client: Client) -> dict[str, Any]:
    return {block.key: block for block in client.get(INDEX).context["desk"].blocks}


def units(client: Client, key: str) -> list[str]:
    return [row.report.department.code for row in blocks(client)[key].rows]


@pytest.fixture
def district() -> District:
    return builders.district()


# Queries -------------------------------------------------------------------------------------------------------------


def asked(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(INDEX).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("role", "most"), [(Role.REVIEWER, 14), (Role.SECOND_REVIEWER, 15), (Role.MANAGER, 16)])
def test_the_first_page_asks_equally_often_for_50_departments_and_500(client_of, role: Role, most: int):
    few = asked(client_of(reviewer(world("云水区", 50), "农业股", "few", role)))
    many = asked(client_of(reviewer(world("临川区", 500), "农业股", "many", role)))
    assert few == many <= most


# What waits ----------------------------------------------------------------------------------------------------------


def test_what_waits_for_me_stands_by_waiting_time(client_of, district: District):
    for code, status, days in (("001", Status.IN_REVIEW, 4), ("002", Status.SUBMITTED, 9), ("003", Status.DRAFT, 30)):
        one(district, status, code, days)
    one(district, Status.SUBMITTED, "004", 20, desk="社保股")
    client = client_of(reviewer(district, "农业股"))

    assert units(client, "waiting") == ["002", "001"]
    page = client.get(INDEX).content.decode()
    assert ("等您审核的有 <b>2</b> 份" in page, "已等 9 天" in page, "审下一份" in page) == (True, True, True)


def test_what_was_given_to_me_is_mine_whatever_its_desk(client_of, district: District):
    me, colleague = reviewer(district, "农业股"), reviewer(district, "社保股", "colleague")
    given, kept = one(district, Status.SUBMITTED, "001", desk="社保股"), one(district, Status.SUBMITTED, "002")
    workflow.assign(given, by=colleague, to=me)
    workflow.assign(kept, by=me, to=colleague)

    assert units(client_of(me), "waiting") == ["001"]
    assert units(client_of(colleague), "waiting") == ["002"]


def test_a_manager_sees_the_whole_district_and_has_no_next_report(client_of, district: District):
    one(district, Status.SUBMITTED, "001"), one(district, Status.SECOND_REVIEW, "002", desk="社保股")
    client = client_of(builders.manager(district))

    assert len(units(client, "waiting")) == 2
    assert "审下一份" not in client.get(INDEX).content.decode()


def test_a_second_reviewer_sees_what_others_passed_on(client_of, district: District):
    second = reviewer(district, "农业股", role=Role.SECOND_REVIEWER)
    own, others = one(district, Status.SECOND_REVIEW, "001"), one(district, Status.SECOND_REVIEW, "002", desk="社保股")
    for report, by in ((own, second), (others, None)):
        Event.objects.create(report=report, act="pass_on", source=Status.IN_REVIEW, target=report.status, actor=by, at=timezone.now())

    assert units(client_of(second), "second") == ["002"]
    assert "second" not in blocks(client_of(reviewer(district, "农业股", "first")))


def test_a_report_without_its_scan_says_so(client_of, district: District):
    report = one(district, Status.SUBMITTED)
    Cycle.objects.update(requires_scan=True)
    sent = {"document": "{}", "sha256": "", "sent_at": timezone.now(), "outline": report.outline, "report": report}
    first = Submission.objects.create(number=1, reference="2018-1", **sent)
    Submission.objects.create(number=2, reference="2018-2", **sent)
    scan = {"kind": Attachment.Kind.SCAN, "name": "a.pdf", "sha256": "0" * 64, "size": 1, "content_type": "application/pdf"}
    Attachment.objects.create(report=report, submission=first, place="", place_label="", file="a", **scan)
    client = client_of(reviewer(district, "农业股"))

    assert blocks(client)["waiting"].rows[0].tags == ("第 2 次报送", "缺签章扫描件")
    Attachment.objects.update(submission=Submission.objects.get(number=2))
    assert blocks(client)["waiting"].rows[0].tags == ("第 2 次报送",)


def test_what_was_returned_says_how_long_and_how_much_is_unanswered(client_of, district: District):
    report = one(district, Status.RETURNED, days=12)
    signing = one(district, Status.AWAITING_SIGNATURE, "002", before_signature=Status.RETURNED)
    one(district, Status.AWAITING_SIGNATURE, "003")
    for text in ("请写明", "请改"):
        ReturnItem.objects.create(report=report, place="section.basics", place_label="基本情况", kind="must", text=text)
    rows = blocks(client_of(reviewer(district, "农业股")))["returned"].rows

    assert [row.report.pk for row in rows] == [report.pk, signing.pk]
    assert [(row.words, row.tags) for row in rows] == [("已退回 12 天", ("2 条未答复",)), ("已退回 3 天", ("已全部答复",))]


# Deadlines -----------------------------------------------------------------------------------------------------------


def noon() -> Any:
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Deadlines of today need a day that is neither over nor just begun."""
    moment = noon()
    monkeypatch.setattr("reports.web.admin.desk.navigation.timezone.now", lambda: moment)
    return moment


def test_who_is_due_today_and_who_is_late_follows_the_own_deadline(client_of, district: District, at_noon):
    one(district, Status.DRAFT, "001")
    one(district, Status.DRAFT, "002", extended_to=at_noon + timedelta(hours=5))
    one(district, Status.RETURNED, "003", extended_to=at_noon + timedelta(hours=6))
    one(district, Status.DRAFT, "004", extended_to=at_noon + timedelta(hours=13))
    one(district, Status.SUBMITTED, "005", extended_to=at_noon + timedelta(hours=5))
    Cycle.objects.update(due=at_noon - timedelta(days=2))
    client = client_of(reviewer(district, "农业股"))

    assert (units(client, "today"), units(client, "overdue")) == (["002", "003"], ["001"])
    found = blocks(client)
    assert (found["overdue"].rows[0].words, found["today"].rows[0].words) == ("逾期 2 天", "17:00 截止")


def test_the_cycles_own_deadline_is_today_for_everybody(client_of, district: District, at_noon):
    one(district, Status.DRAFT, "001")
    Cycle.objects.update(due=at_noon + timedelta(hours=5, minutes=30))
    assert units(client_of(reviewer(district, "农业股")), "today") == ["001"]


def test_neither_exempt_units_nor_years_gone_by_are_late(client_of, district: District, at_noon):
    exempt, merged, sent = one(district, Status.DRAFT, "001"), one(district, Status.DRAFT, "002"), one(district, Status.RETURNED, "003")
    Exemption.objects.create(cycle=exempt.cycle, department=exempt.department, reason="本年撤并")
    Department.objects.filter(pk=merged.department_id).update(active=False)
    given = {"document": "{}", "sha256": "", "sent_at": at_noon - timedelta(days=9), "outline": sent.outline}
    Submission.objects.create(report=sent, number=1, reference="2018-1", **given)
    late = one(district, Status.DRAFT, "004")
    Cycle.objects.update(due=at_noon - timedelta(days=2))
    client = client_of(reviewer(district, "农业股"))

    assert units(client, "overdue") == ["004"]
    builders.cycle(district, year=late.cycle.year + 1)
    assert units(client, "overdue") == []


# Nobody's ------------------------------------------------------------------------------------------------------------


def test_what_nobody_is_responsible_for_heads_the_page_with_links(client_of, district: District):
    one(district, Status.SUBMITTED, "001", desk=""), one(district, Status.SUBMITTED, "002", desk="社保股")
    one(district, Status.SUBMITTED, "003")
    unstaffed = [
        f"3 个须报送的单位没有{role}：第001中心、第002中心、第003中心，请在人员的任职里指定。" for role in ("填报人", "单位负责人")
    ]
    for user, more in ((reviewer(district, "农业股"), []), (builders.manager(district), unstaffed)):
        client = client_of(user)
        gaps = client.get(INDEX).context["gaps"]
        assert [gap.words for gap in gaps] == [
            "2 份待审核的报告没有审核员负责，请分配经办人。",
            "1 个单位没有业务股室，请管理员选定股室。",
            "社保股（1 个单位）没有审核员，请管理员在人员的任职里指定。",
            *more,
        ]
        assert [client.get(gap.url).status_code for gap in gaps] == [200] * len(gaps)
        listed = [report.department.code for report in client.get(gaps[0].url).context["cl"].result_list]
        assert sorted(listed) == ["001", "002"]


def test_nothing_is_said_where_everything_is_somebodys(client_of, district: District):
    one(district, Status.SUBMITTED)
    page = client_of(reviewer(district, "农业股")).get(INDEX)
    assert (page.context["gaps"], "没有人负责" in page.content.decode()) == ([], False)


def test_empty_lists_say_so(client_of, district: District):
    page = client_of(reviewer(district, "农业股", role=Role.SECOND_REVIEWER)).get(INDEX).content.decode()
    for words in ("现在没有等您审核的报告", "没有等您复审的报告", "没有退回后等单位答复的报告", "今天没有到期的单位", "没有逾期未报的单位"):
        assert words in page


def test_the_neighbours_reports_are_nowhere(client_of, district: District):
    one(district, Status.SUBMITTED, desk="")
    client = client_of(reviewer(builders.district("临川区")))
    page = client.get(INDEX)
    assert (page.context["gaps"], [block.total for block in page.context["desk"].blocks]) == ([], [0, 0, 0, 0])


def test_a_long_list_shows_the_first_and_links_to_all(client_of):
    district = world("云水区", 60, years=1)
    client = client_of(reviewer(district, "农业股"))
    for block in blocks(client).values():
        assert len(block.rows) + block.more == block.total
        listed = client.get(block.url).context["cl"].result_count
        assert listed == block.total or block.key == "returned"
    assert blocks(client)["overdue"].more > 0


# The next one --------------------------------------------------------------------------------------------------------


def goes(client: Client, after: object = "") -> str:
    return client.get(f"{NEXT}?after={after}")["Location"]


def test_one_click_leads_to_the_longest_waiting_and_on_to_the_next(client_of, district: District):
    made = [one(district, Status.SUBMITTED, f"00{days}", days).pk for days in (9, 5, 1)]
    other = one(district, Status.SUBMITTED, "007", 30, desk="社保股").pk
    client = client_of(reviewer(district, "农业股"))
    page = "/admin/reports/report/{}/change/".format

    assert goes(client) == page(made[0])
    assert [goes(client, pk) for pk in made] == [page(made[1]), page(made[2]), page(made[0])]
    assert [goes(client, pk) for pk in (other, "x", "9" * 30)] == [page(made[0])] * 3


def test_after_the_last_one_the_desk_says_so(client_of, district: District):
    report = one(district, Status.SUBMITTED)
    client = client_of(reviewer(district, "农业股"))
    assert "没有别的报告等您审核了" in client.get(f"{NEXT}?after={report.pk}", follow=True).content.decode()
    Report.objects.update(status=Status.APPROVED)
    assert "没有等您审核的报告" in client.get(NEXT, follow=True).content.decode()


def test_the_review_page_links_to_the_next(client_of, in_review: Report):
    user = reviewer(in_review.department.district, username="second")
    assert (
        f'href="/admin/next/?after={in_review.pk}"' in client_of(user).get(f"/admin/reports/report/{in_review.pk}/change/").content.decode()
    )


# Handing over --------------------------------------------------------------------------------------------------------


def test_a_report_is_handed_over_with_a_note_from_its_page(client_of, district: District):
    me, colleague = reviewer(district, "农业股"), reviewer(district, "社保股", "colleague")
    report = one(district, Status.SUBMITTED)
    client, page = client_of(me), f"/admin/reports/report/{report.pk}/assign/"

    assert "colleague" in client.get(page).content.decode()
    answer = client.post(page, {"to": colleague.pk, "note": "下周休假"}, follow=True).content.decode()

    assert "已分配，由colleague办理" in answer
    assert ("由 colleague 办理：下周休假" in answer, Report.objects.get().reviewer) == (True, colleague)
    assert "已经由 colleague 办理" in client.post(page, {"to": colleague.pk}).content.decode()


def test_who_may_not_assign_gets_404(client_of, district: District):
    report = one(district, Status.APPROVED)
    page = f"/admin/reports/report/{report.pk}/assign/"
    assert client_of(reviewer(district, "农业股")).get(page).status_code == 404
    assert client_of(reviewer(builders.district("临川区"), username="stranger")).post(page, {}).status_code == 404


@pytest.mark.parametrize(("who", "found"), [("me", ["001"]), ("others", ["002"]), ("none", ["003"]), ("x", ["001", "002", "003"])])
def test_the_queue_is_filtered_by_whose_it_is(client_of, district: District, who: str, found: list[str]):
    for code, desk in (("001", "农业股"), ("002", "社保股"), ("003", "")):
        one(district, Status.SUBMITTED, code, desk=desk)
    reviewer(district, "社保股", "colleague")
    page = client_of(reviewer(district, "农业股")).get(f"/admin/reports/report/?who={who}")
    assert [report.department.code for report in page.context["cl"].result_list] == found


def test_the_queue_says_whose_each_report_is(client_of, district: District):
    me = reviewer(district, "农业股")
    reports = [one(district, Status.SUBMITTED, code, desk=desk) for code, desk in (("001", "农业股"), ("002", "农业股"), ("003", ""))]
    workflow.assign(reports[1], by=me, to=me)
    rows = client_of(me).get("/admin/reports/report/").context["cl"].result_list

    assert [change_list.name_responsible(row) for row in rows] == ["农业股", "reviewer", ""]


def test_years_never_mix_on_the_desk(client_of):
    """Lists, numbers and the sentence are told year by year, the latest first."""
    district = builders.district()
    new = [one(district, Status.SUBMITTED, f"08800{number}") for number in range(3)]
    old = builders.cycle(district, 2017)
    for report in new[:2]:
        late = builders.report(report.department, old)
        Report.objects.filter(pk=late.pk).update(status=Status.SUBMITTED, since=timezone.now() - timedelta(days=400))
    client = client_of(reviewer(district))

    response = client.get(INDEX)

    waiting = response.context["desk"].waiting
    assert [(group.year, group.total, len(group.rows)) for group in waiting.groups] == [(2018, 3, 3), (2017, 2, 2)]
    assert [(each.year, each.pending.number) for each in response.context["years"]] == [(2018, 3), (2017, 2)]
    page = response.content.decode()
    assert "份（2018 年度 3 份，2017 年度 2 份）。" in page
    assert "2017 年度各状态的报告" in page


def test_reports_of_a_year_of_which_no_row_is_shown_are_counted(client_of, monkeypatch: pytest.MonkeyPatch):
    district = builders.district()
    report = one(district, Status.SUBMITTED)
    late = builders.report(report.department, builders.cycle(district, 2017))
    Report.objects.filter(pk=late.pk).update(status=Status.SUBMITTED)
    monkeypatch.setattr("reports.web.admin.desk.waiting_reports.SHOWN", 1)

    page = client_of(reviewer(district)).get(INDEX).content.decode()

    assert "还有 1 份（其中其他年度 1 份）" in page
