"""What a reviewer writes on the review page is on the server before it is sent."""

import pytest

from departments.models import Role
from reports import workflow
from reports.domain import places
from reports.filing import drafts
from reports.models import DraftItem, Phrase, ReturnItem, Status
from reports.workflow import Draft
from tests import builders
from tests.reports.web.admin.review.test_page_view import act, status, url

SECTION, OTHER = "section.overview", "narrative.management"


@pytest.fixture
def second(complete):
    return builders._at(complete.department.district, Role.SECOND_REVIEWER, builders.person("second", name="复审员"))


def test_drafts_come_back_on_the_next_visit(client_of, in_review, reviewer):
    act(client_of(reviewer), in_review, "keep", (SECTION, "explain", "请说明"), key=["a1"])

    page = client_of(reviewer).get(url(in_review))

    assert [(item.key, item.place, item.kind, item.text) for item in page.context["items"]] == [("a1", SECTION, "explain", "请说明")]
    assert ReturnItem.objects.count() == 0


def test_items_are_added_and_removed_without_javascript(client_of, in_review, reviewer):
    client = client_of(reviewer)
    act(client, in_review, "add", (SECTION, "explain", "请说明"), key=["a1"], new_place=OTHER)
    nothing = act(client, in_review, "add", new_place="")
    assert [(item.place, item.kind, item.text) for item in nothing.context["items"]] == [
        (SECTION, "explain", "请说明"),
        (OTHER, "must", ""),
    ]

    removed = client.post(url(in_review), {"remove": "a1"}, follow=True)
    assert [item.place for item in removed.context["items"]] == [OTHER]


def test_a_save_in_the_background_answers_with_the_time(client_of, in_review, reviewer):
    posted = {"act": "keep", "key": "a1", "place": SECTION, "kind": "must", "text": "请改", "follows": ""}
    answer = client_of(reviewer).post(url(in_review), posted, headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert set(answer.json()) == {"message", "at"}
    assert DraftItem.objects.get().text == "请改"


def test_a_save_in_the_background_that_is_refused_says_why(client_of, in_review, manager):
    posted = {"act": "keep", "key": "a1", "place": SECTION, "kind": "must", "text": "请改", "follows": ""}
    answer = client_of(manager).post(url(in_review), posted, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert "只能由" in answer.json()["message"]


def test_a_save_in_the_background_that_comes_after_the_return_is_refused(client_of, in_review, reviewer):
    posted = {"act": "keep", "key": "a1", "place": SECTION, "kind": "must", "text": "请改", "since": in_review.since.isoformat()}
    workflow.return_(in_review, by=reviewer, items=[workflow.NewItem(SECTION, "must", "请改")])
    answer = client_of(reviewer).post(url(in_review), posted, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert not DraftItem.objects.exists()


def test_what_may_not_be_kept_stays_on_the_screen(client_of, in_review, manager):
    page = act(client_of(manager), in_review, "keep", (SECTION, "must", "管理员也写了一条")).content.decode()
    assert "管理员也写了一条" in page
    assert not DraftItem.objects.exists()


def test_items_written_on_another_computer_are_not_sent_unseen(client_of, in_review, reviewer):
    workflow.keep_items(in_review, by=reviewer, items=[Draft(OTHER, "must", "在家写的", "home")])

    page = act(client_of(reviewer), in_review, "return", (SECTION, "must", "请改"), key=["a1"])

    assert "您还有 1 条意见不在刚才的页面上" in page.content.decode()
    assert status(in_review) == Status.IN_REVIEW
    assert {item.text for item in page.context["items"]} == {"在家写的", "请改"}


def test_a_colleague_sees_whose_drafts_wait(client_of, in_review, reviewer, second):
    workflow.keep_items(in_review, by=reviewer, items=[Draft(OTHER, "must", "请写明程序", "a1")])
    page = client_of(second).get(url(in_review))
    shown = page.content.decode()
    assert "审核员写了 1 条，还没有发出" in shown
    assert "请写明程序" in shown
    assert page.context["items"] == []


def test_the_department_sees_no_draft(client_of, in_review, reviewer, leader):
    workflow.keep_items(in_review, by=reviewer, items=[Draft(OTHER, "must", "还没有想好的意见", "a1")])
    assert "还没有想好的意见" not in client_of(leader).get(f"/reports/{in_review.pk}/").content.decode()


def test_a_phrase_is_put_into_the_last_item_or_into_a_new_one(client_of, in_review, reviewer):
    district = in_review.department.district
    Phrase.objects.create(district=district, text="请与决算报表核对。")
    Phrase.objects.create(district=district, owner=reviewer, text="请写明程序。")
    client = client_of(reviewer)
    assert [phrase.text for phrase in client.get(url(in_review)).context["phrases"]] == ["请写明程序。", "请与决算报表核对。"]

    act(client, in_review, "insert", (SECTION, "must", "第一条。"), key=["a1"], phrase="请写明程序。")
    page = act(client, in_review, "add", new_place=OTHER, phrase="请与决算报表核对。")
    assert [item.text for item in page.context["items"]] == ["第一条。请写明程序。", "请与决算报表核对。"]
    assert "请先添加一条意见" in act(client_of(reviewer), in_review, "insert", phrase="").content.decode()


def test_phrases_of_others_are_not_offered(client_of, in_review, reviewer, second):
    Phrase.objects.create(district=in_review.department.district, owner=second, text="别人的")
    Phrase.objects.create(district=builders.district("临水区"), text="别处的")
    assert client_of(reviewer).get(url(in_review)).context["phrases"] == []


def test_rows_sections_and_cells_can_be_chosen(client_of, in_review, reviewer):
    document = drafts.load_document(in_review)
    row = document.rows("projects")[0].key
    page = client_of(reviewer).get(url(in_review)).content.decode()
    for place in (SECTION, "table.expenditure", "expenditure.total", "expenditure.final", "expenditure.total.final", f"projects.{row}"):
        assert places.is_place(document, place)
        assert f'<option value="{place}">' in page


def test_the_list_is_printed_with_whom_to_call(client_of, in_review, reviewer, leader):
    leader.phone = "0731-81234567"
    leader.save()
    workflow.return_(in_review, by=reviewer, items=[workflow.NewItem(OTHER, "must", "请写明程序")])
    workflow.keep_items(in_review, by=reviewer, items=[Draft(SECTION, "advice", "可以更具体", "a1")])
    page = client_of(reviewer).get(f"/admin/reports/report/{in_review.pk}/items/").content.decode()
    for text in (
        "云水区档案馆",
        "0731-81234567",
        "请写明程序",
        "可以更具体",
        "未答复",
        places.label_place(drafts.load_document(in_review), OTHER),
    ):
        assert text in page


def test_the_list_of_another_district_is_404(client_of, in_review):
    stranger = builders.reviewer(builders.district("临水区"), "stranger")
    assert client_of(stranger).get(f"/admin/reports/report/{in_review.pk}/items/").status_code == 404
