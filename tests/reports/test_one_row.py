"""A state and an act are one row each: added by it alone, every page shows them, and says what is true on both sides."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import Role, User
from reports import workflow
from reports.models import Event, Notice, Report, State, Status
from reports.release.statistics import filing_progress
from reports.release.statistics.scope import Scope
from reports.review import bulk
from reports.web.admin import downloads
from reports.workflow import Refused, Transition, guards
from reports.workflow.events import ActWords
from reports.workflow.notices import recipients
from reports.workflow.notices.notifications import AT_DEPARTMENT, Notification, build_sentence
from tests.one_row import add_acts, add_state, with_constraints
from tests.permissions.addresses import path, routes
from tests.permissions.requests import answer
from tests.permissions.requests import client as log_in
from tests.permissions.test_matrix import SLUGS
from tests.permissions.world import BUREAU, FILLS_IN, world
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db

AT_BUREAU = State(desk=Role.MANAGER, look="amber", waiting="财政局暂缓办理", at_bureau="报告暂缓办理，由管理员恢复。")
STATES = {
    "the bureau's": AT_BUREAU,
    "nobody's": State(desk=None, waiting="不再办理", at_bureau="报告不再办理。"),
    "the clerk's": State(desk=Role.CLERK, look="red", is_editable=True, step="补正材料"),
    "the leader's": State(desk=Role.LEADER, step="核对材料", idle="等待负责人核对。"),
}
STATE_CELL = '<td class="nowrap">暂缓办理</td>'
FIRST, *_ = STATES
UNSAID = ("logout", "health_ready")  # the one ends the walk, the other answers 503 while no worker runs
OF_REPORTS = (
    *("home", "report", "preview", "draft_pdf", "sign", "section", "attachments", "scans", "notices", "public", "verify", "printout"),
    *("admin:index", "admin:dashboard", "admin:next", "admin:export", "admin:reports_report", "admin:reports_event"),
    *("draft_word", "sent_word", "admin:reports_publication", "admin:reports_cycle_participants"),
)
POSTPONE = Notification(
    recipients.list_department, "财政局暂缓办理：{paper}", build_sentence("请等待财政局通知。", "暂缓的理由"), AT_DEPARTMENT
)


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("reports.workflow.printouts.print_draft", lambda *_, **__: b"%PDF-")
    yield
    with_constraints()


@pytest.fixture
def postponed(monkeypatch: pytest.MonkeyPatch, report: Report) -> Status:
    """The state, and the acts that lead into it and out of it."""
    state = add_state(monkeypatch, "postponed", "暂缓办理", AT_BUREAU)
    add_acts(
        monkeypatch,
        Transition(
            "postpone",
            "暂缓办理",
            (Status.IN_REVIEW,),
            state,
            (Role.REVIEWER,),
            (guards.reason_is_given,),
            words=ActWords(
                hint="暂缓以后，由管理员恢复办理。",
                done="{report.department.name} 的报告已暂缓办理。",
                in_bulk="已暂缓",
                notification=POSTPONE,
            ),
        ),
        Transition("resume", "恢复办理", (state,), Status.IN_REVIEW, (Role.MANAGER,), words=ActWords(done="已恢复办理。")),
        Transition("object", "提出异议", (state,), Status.RETURNED, (Role.LEADER,), words=ActWords(hint="财政局会收到您的异议。")),
    )
    return state


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


@pytest.fixture
def in_review(report: Report) -> Report:
    builders.put(report, Status.AWAITING_SIGNATURE)
    workflow.submit(report, by=None)
    workflow.start_review(report, by=None)
    return report


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("kind", STATES)
def test_no_page_breaks_on_a_state_of_one_row(kind: str, monkeypatch: pytest.MonkeyPatch, short_outline: None) -> None:
    """Every address of the site; beyond the first kind those that are about reports."""
    state = add_state(monkeypatch, "postponed", "暂缓办理", STATES[kind])
    around = world(state)
    clients = {who: log_in(around, who) for who in sorted(FILLS_IN | BUREAU)}
    walked = [(name, route) for name, route in routes() if not name.endswith(UNSAID) and (kind == FIRST or name.startswith(OF_REPORTS))]
    broken = []
    for name, route in walked:
        address = path(name, route, around, SLUGS | {"key": around.report.outline.definition.section[0].key})
        found = {who: answer(client, "get", address)[0] for who, client in clients.items()}
        broken += [f"{who}: {name} → {status}" for who, status in found.items() if status >= 500]
    assert (len(walked) > 30, broken) == (True, [])


@pytest.mark.parametrize("kind", STATES)
def test_what_is_done_with_many_reports_names_the_state(
    kind: str, monkeypatch: pytest.MonkeyPatch, report: Report, people: dict[str, User], client_of: Callable[[User], Client]
) -> None:
    builders.put(report, add_state(monkeypatch, "postponed", "暂缓办理", STATES[kind]))
    manager, ids = client_of(people[Role.MANAGER]), f"?ids={report.pk}"
    addresses = [reverse("admin:bulk", args=[name]) + ids for name in bulk.list_acts()]
    assert [address for address in addresses if STATE_CELL not in page(manager, address)] == []
    queue = reverse("admin:reports_report_changelist") + "?state=all"
    for action in downloads.ACTIONS:
        shown = manager.post(queue, {"action": action.__name__, "_selected_action": [report.pk]}, follow=True)
        assert (shown.status_code, STATE_CELL in shown.content.decode()) == (200, True)


def test_both_sides_read_what_the_row_says(
    postponed: Status, in_review: Report, people: dict[str, User], client_of: Callable[[User], Client]
) -> None:
    workflow.take_action("postpone", in_review, by=people[Role.REVIEWER], note="等待上级批复")
    own, review = f"/reports/{in_review.pk}/", f"/admin/reports/report/{in_review.pk}/change/"
    home = page(client_of(people[Role.CLERK]), "/")
    assert ("暂缓办理</span>" in home, "财政局暂缓办理" in home, "报送截止" in home) == (True, True, False)
    assert "财政局暂缓办理" in page(client_of(people[Role.CLERK]), own)
    bureau = page(client_of(people[Role.REVIEWER]), review)
    assert ("报告暂缓办理，由管理员恢复。" in bureau, "等待单位报送" in bureau, "单位正在修改" in bureau) == (True, False, False)
    assert "恢复办理</button>" in page(client_of(people[Role.MANAGER]), review)


def test_a_state_is_listed_and_counted_by_its_row(postponed: Status, report: Report, people: dict[str, User], client_of) -> None:
    builders.put(report, postponed)
    client = client_of(people[Role.MANAGER])
    queue = page(client, "/admin/reports/report/?state=postponed")
    assert ("暂缓办理</a>" in queue, report.department.name in queue) == (True, True)
    assert report.department.name in page(client, "/admin/reports/report/")  # it is the bureau's turn
    assert "暂缓办理" in page(client, "/admin/")
    scope = Scope(report.cycle.district_id, report.cycle.year)
    assert filing_progress.count_by_state(scope)[report.cycle.year]["postponed"] == 1
    assert [desk.waiting for desk in filing_progress.count_by_desk(scope, report.since)[report.cycle.year].values()] == [1]
    assert list(Report.objects.awaiting_review()) == [report]
    assert list(Report.objects.values_list("turn", flat=True)) == ["bureau"]


def test_an_act_of_the_bureau_is_offered_asked_done_told_and_recorded(
    postponed: Status, in_review: Report, people: dict[str, User], client_of: Callable[[User], Client]
) -> None:
    client, address = client_of(people[Role.REVIEWER]), f"/admin/reports/report/{in_review.pk}/change/"
    assert re.search(r'value="postpone"\s+class="button act-postpone">暂缓办理</button>', page(client, address))
    asked = client.post(address, {"act": "postpone", "since": in_review.since.isoformat()}).content.decode()
    assert ("暂缓以后，由管理员恢复办理。" in asked, "理由（必填）" in asked, "确认暂缓办理</button>" in asked) == (True, True, True)
    posted = {"act": "postpone", "since": in_review.since.isoformat(), "confirmed": "1", "note": "等待上级批复"}
    done = client.post(address, posted, follow=True).content.decode()
    assert f"{in_review.department.name} 的报告已暂缓办理。" in done
    event = Event.objects.latest("pk")
    assert (workflow.describe_event(event), event.source, event.target, event.note) == (
        "暂缓办理",
        "in_review",
        "postponed",
        "等待上级批复",
    )
    told = Notice.objects.filter(kind="postpone")
    assert sorted(told.values_list("recipient__username", flat=True)) == ["clerk", "leader"]
    assert set(told.values_list("title", "text")) == {
        (f"财政局暂缓办理：{in_review.department.name}2020年度部门整体支出绩效自评报告", "请等待财政局通知。\n暂缓的理由：等待上级批复")
    }


def test_an_act_is_done_in_bulk_where_its_row_says_so(postponed: Status, in_review: Report, people: dict[str, User]) -> None:
    act = bulk.list_acts()["postpone"]
    assert (act.label, act.done, act.prompt, act.consequence) == ("暂缓办理", "已暂缓", "理由（必填）", "暂缓以后，由管理员恢复办理。")
    assert (act.needs_text, act.takes_kind) == (True, False)
    with pytest.raises(Refused, match="请写明理由"):
        act.take(in_review, people[Role.REVIEWER], bulk.Words())
    act.take(in_review, people[Role.REVIEWER], bulk.Words("等待上级批复"))
    assert Report.objects.get().status == postponed


def test_an_act_of_the_department_is_offered_and_done_on_its_page(
    postponed: Status, report: Report, people: dict[str, User], client_of: Callable[[User], Client]
) -> None:
    builders.put(report, postponed)
    client = client_of(people[Role.LEADER])
    overview = page(client, f"/reports/{report.pk}/")
    assert ("提出异议</button>" in overview, "财政局会收到您的异议。" in overview) == (True, True)
    assert "提出异议</button>" not in page(client_of(people[Role.CLERK]), f"/reports/{report.pk}/")
    done = client.post(f"/reports/{report.pk}/act/object/", follow=True).content.decode()
    assert ("已办理。" in done, Report.objects.get().status) == (True, Status.RETURNED)


def test_a_state_that_says_nothing_while_the_department_waits_is_refused() -> None:
    with pytest.raises(ValueError, match="exactly while"):
        State(desk=Role.REVIEWER)
    with pytest.raises(ValueError, match="exactly while"):
        State(desk=Role.CLERK, waiting="等待")
