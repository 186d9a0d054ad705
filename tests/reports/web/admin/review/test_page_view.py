"""One report before its reviewer."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from departments.models import User
from reports import workflow
from reports.domain import places
from reports.filing import drafts, report_import
from reports.models import Event, ItemKind, Report, ReturnItem, Status, Submission
from reports.workflow import NewItem
from tests import builders


def url(report: Report) -> str:
    return f"/admin/reports/report/{report.pk}/change/"


def act(client: Client, report: Report, name: str, *items: tuple[str, str, str], **data: Any) -> Any:
    rows = {"place": [row[0] for row in items], "kind": [row[1] for row in items], "text": [row[2] for row in items]}
    return client.post(url(report), {"act": name, **rows, **data}, follow=True)


def status(report: Report) -> str:
    return Report.objects.get(pk=report.pk).status


@pytest.fixture
def cell(complete: Report) -> str:
    """A figure that stands in a printed table."""
    return next(
        place
        for place in places.iter_all_places(drafts.load_document(complete))
        if place.startswith("expenditure.") and place.count(".") == 2
    )


def test_a_draft_shows_its_state_and_nothing_of_its_content(client_of, complete, reviewer):
    page = client_of(reviewer).get(url(complete)).content.decode()

    assert "单位还没有报送" in page
    assert "填报中" in page
    assert '<article class="report"' not in page


def test_the_report_is_shown_as_printed_with_an_anchor_for_each_place(client_of, in_review, reviewer, cell):
    page = client_of(reviewer).get(url(in_review)).content.decode()
    submission = Submission.objects.get()

    assert f'id="{cell}"' in page
    assert f'<option value="{cell}">' in page
    for shown in (submission.reference, submission.sha256[:12], f"/submissions/{submission.reference}.pdf", "开始审核", "第 1 次"):
        assert shown in page


def test_what_was_changed_after_the_return_stays_unseen_until_it_is_sent(client_of, in_review, reviewer, leader):
    secret = "退回后新写、还没有报送的一段话"
    workflow.return_(in_review, by=reviewer, items=[_item(in_review)])
    in_review.narratives.update(text=secret)

    page = client_of(reviewer).get(url(in_review)).content.decode()

    assert secret not in page
    assert "以下是第 1 次报送的内容" in page


def _item(report: Report) -> NewItem:
    first = report.outline.definition.section[0].key
    return NewItem(f"section.{first}", ItemKind.MUST, "请写得更具体")


def test_starting_the_review_changes_the_offers(client_of, sent, reviewer):
    client = client_of(reviewer)
    assert set(client.get(url(sent)).context["offers"]) == {"start_review"}

    page = act(client, sent, "start_review")

    assert status(sent) == Status.IN_REVIEW
    assert set(page.context["offers"]) == {"return", "approve"}
    assert "已开始审核。" in page.content.decode()


def test_items_go_back_with_the_report(client_of, in_review, reviewer, cell):
    section = f"section.{in_review.outline.definition.section[0].key}"

    client, items = client_of(reviewer), [(section, "must", " 请补充 "), (cell, "advice", "建议核对")]
    asked = act(client, in_review, "return", *items)
    assert status(in_review) == Status.IN_REVIEW
    assert ("将要发给单位的 2 条意见" in asked.content.decode(), "确认退回" in asked.content.decode()) == (True, True)

    sent = {name: [getattr(item, name) or "" for item in asked.context["items"]] for name in ("key", "place", "kind", "text", "follows")}
    page = client.post(url(in_review), {"act": "return", "confirmed": "1", **sent}, follow=True)

    assert status(in_review) == Status.RETURNED
    assert list(ReturnItem.objects.values_list("place", "kind", "text", "author__username")) == [
        (section, "must", "请补充", "reviewer"),
        (cell, "advice", "建议核对", "reviewer"),
    ]
    assert "本轮退回意见和答复（2 条）" in page.content.decode()


def test_after_the_confirmation_the_next_report_can_be_opened_at_once(client_of, in_review, reviewer):
    unit = {"code": "066003", "name": "云水区图书馆", "district": in_review.department.district.name}
    other = report_import.import_file(builders.paper(department=unit), create=True).report
    workflow.hand_over(other, by=None)
    workflow.submit(other, by=None)
    client = client_of(reviewer)
    asked = act(client, in_review, "approve").content.decode()
    assert f'formaction="{url(in_review)}?onward=1"' in asked

    sent = {"act": "approve", "confirmed": "1", "since": in_review.since.isoformat()}
    page = client.post(f"{url(in_review)}?onward=1", sent, follow=True)

    assert (status(in_review), page.redirect_chain[-1][0]) == (Status.APPROVED, url(other))
    assert "的报告已审核通过。" in page.content.decode()


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "退回时至少写一条意见"),
        ([("section.nowhere", "must", "改这里")], "在报告里找不到"),
        ([("FIRST", "must", "改这里"), ("FIRST", "must", "  ")], "第 2 条退回意见没有内容"),
    ],
)
def test_a_refused_return_keeps_what_was_typed(client_of, in_review, reviewer, items, sentence):
    first = f"section.{in_review.outline.definition.section[0].key}"
    typed = [(first if place == "FIRST" else place, kind, text) for place, kind, text in items]

    page = act(client_of(reviewer), in_review, "return", *typed)

    assert (status(in_review), ReturnItem.objects.count()) == (Status.IN_REVIEW, 0)
    assert sentence in page.content.decode()
    assert [(item.place, item.kind, item.text) for item in page.context["items"]] == [(p, k, t.strip()) for p, k, t in typed]


def test_user_text_is_escaped(client_of, in_review, reviewer, cell):
    page = act(client_of(reviewer), in_review, "add", (cell, "must", "<script>alert(1)</script>"), new_place="").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_approval_is_asked_for_once_more(client_of, in_review, reviewer, cell):
    client = client_of(reviewer)

    asked = act(client, in_review, "approve", (cell, "must", "写了一半"))
    assert status(in_review) == Status.IN_REVIEW
    assert "您写了 1 条退回意见，“通过”时不会发出。" in asked.content.decode()
    back = client.get(url(in_review))
    assert [item.text for item in back.context["items"]] == ["写了一半"]

    done = act(client, in_review, "approve", confirmed="1", note="同意")

    assert status(in_review) == Status.APPROVED
    assert Event.objects.latest("pk").note == "同意"
    assert "的报告已审核通过。" in done.content.decode()


def test_nobody_approves_the_own_work_and_is_told_why(client_of, in_review, reviewer):
    builders.edited(in_review, reviewer)

    page = act(client_of(reviewer), in_review, "approve", confirmed="1").content.decode()

    assert "不能由您审核通过" in page
    assert status(in_review) == Status.IN_REVIEW


def test_who_looked_at_an_older_state_is_asked_to_look_again(client_of, in_review, reviewer):
    page = act(client_of(reviewer), in_review, "approve", confirmed="1", since="2020-01-01T00:00:00+00:00").content.decode()

    assert "您打开页面以后，这份报告又被办理过" in page
    assert status(in_review) == Status.IN_REVIEW


def test_items_typed_while_another_returned_the_report_are_still_shown(client_of, in_review, reviewer, cell):
    client = client_of(reviewer)
    workflow.return_(in_review, by=reviewer, items=[_item(in_review)])

    page = act(client, in_review, "return", (cell, "must", "我也写了一条")).content.decode()

    assert "没有发出的意见" in page
    assert "我也写了一条" in page


def test_a_manager_reopens_with_a_reason(client_of, in_review, reviewer, manager):
    workflow.approve(in_review, by=reviewer)
    client = client_of(manager)

    assert "理由（必填）" in act(client, in_review, "reopen").content.decode()
    assert "请写明理由" in act(client, in_review, "reopen", confirmed="1").content.decode()
    act(client, in_review, "reopen", confirmed="1", note="决算数有误")

    assert status(in_review) == Status.RETURNED
    assert ReturnItem.objects.get().text == "决算数有误"


def test_a_manager_who_does_not_review_is_offered_nothing_before_the_approval(client_of, in_review, manager):
    client = client_of(manager)

    assert client.get(url(in_review)).context["offers"] == {}
    assert "只能由" in act(client, in_review, "approve", confirmed="1").content.decode()
    assert status(in_review) == Status.IN_REVIEW


def test_a_clerk_does_not_reach_the_page(client_of, in_review):
    clerk = builders.clerk(in_review.department)

    assert client_of(clerk).get(url(in_review)).status_code == 302
    assert client_of(clerk).post(url(in_review), {"act": "approve", "confirmed": "1"}).status_code == 302
    assert status(in_review) == Status.IN_REVIEW


def test_earlier_rounds_show_items_answers_and_what_changed(client_of, in_review, reviewer, leader):
    workflow.return_(in_review, by=reviewer, items=[_item(in_review)])
    workflow.answer(ReturnItem.objects.get(), by=leader, kind="explained", text="已在文中说明")
    row = in_review.narratives.first()
    row.text += "补充了一句。"
    row.save()
    workflow.hand_over(in_review, by=None)
    workflow.submit(in_review, by=leader)

    page = client_of(reviewer).get(url(in_review))

    shown = page.content.decode()
    for text in ("请写得更具体", "已在文中说明", "改动了但未要求（1 处）", "补充了一句。", "第 2 次", "第 1 次"):
        assert text in shown


def test_the_page_takes_the_same_few_queries_for_any_number_of_rounds_and_items(client_of, in_review, reviewer, leader):
    client = client_of(reviewer)
    counts = []
    for rounds in (1, 3):
        for _ in range(rounds):
            _another_round(in_review, reviewer, leader)
        with CaptureQueriesContext(connection) as queries:
            client.get(url(in_review))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25


def _another_round(report: Report, reviewer: User, leader: User) -> None:
    workflow.return_(report, by=reviewer, items=[_item(report)] * 5)
    for item in ReturnItem.objects.filter(is_open=True):
        workflow.answer(item, by=leader, kind="changed")
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=reviewer)


def test_submissions_and_events_are_read_only(client_of, in_review, manager):
    client = client_of(manager)
    rows = {"submission": Submission.objects.get(), "event": Event.objects.first()}

    for name, row in rows.items():
        page = f"/admin/reports/{name}/{row.pk}/change/"
        assert client.get(f"/admin/reports/{name}/").status_code == 200
        assert client.get(page).status_code == 200
        assert client.post(page, {}).status_code == 403
        assert client.post(f"/admin/reports/{name}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
        assert client.get(f"/admin/reports/{name}/add/").status_code == 403


def test_submissions_and_events_of_another_district_are_404(client_of, in_review):
    client = client_of(builders.manager(builders.district("临川区"), "stranger"))

    for name, row in {"submission": Submission.objects.get(), "event": Event.objects.first()}.items():
        assert "档案馆" not in client.get(f"/admin/reports/{name}/").content.decode()
        assert client.get(f"/admin/reports/{name}/{row.pk}/change/").status_code == 404
