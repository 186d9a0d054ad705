"""Asked beside changed: what became of each item, and what was changed without being asked for."""

import pytest

from reports import workflow
from reports.models import DraftItem, Figure, Narrative, ReturnItem, Status
from reports.web.admin.review.item_rounds import Round
from reports.web.admin.review.reviewed_report import Review
from reports.workflow import NewItem, gate, submissions
from reports.workflow.act_context import Attempt
from tests.reports.web.admin.review.test_page_view import act, status, url

TEXT, CELL = "narrative.management", "expenditure.total.final"


def unsigned(report):
    """The cycle as one that needs no signature."""
    report.cycle.needs_signature = False
    report.cycle.save()


def returned(report, reviewer, *items):
    workflow.return_(report, by=reviewer, items=[NewItem(*item) for item in items])


def sent_again(report, leader, reviewer, answer="changed"):
    for item in report.return_items.filter(is_open=True, answer_kind=""):
        workflow.answer(item, by=leader, kind=answer, text="见修改处")
    unsigned(report)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=reviewer)


def frozen_again(report, leader):
    """Sent whatever the checks say."""
    submissions.freeze_report(Attempt(gate.lock_report(report), leader))


def write(report, key, text):
    Narrative.objects.filter(report=report, key=key).update(text=text)


def round_of(report, person):
    return Round(Review(report, person))


def said(changes):
    return ["".join(passage.text for passage in change.passages if passage.kind != "old") for change in changes]


def test_each_item_stands_beside_what_changed_at_its_place(in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"), ("section.output", "advice", "可以更具体"))
    write(in_review, "management", "资金审批程序已写明。")
    sent_again(in_review, leader, reviewer)

    first, second = round_of(in_review, reviewer).asked

    assert (first.compared, said(first.changes)) == (True, ["资金审批程序已写明。"])
    assert (second.compared, second.changes) == (True, [])


def test_a_number_is_told_old_new_and_difference(client_of, in_review, reviewer, leader):
    returned(in_review, reviewer, (CELL, "must", "与决算不符"))
    figure = Figure.objects.get(report=in_review, table="expenditure", row="total", column="final")
    old = figure.amount
    Figure.objects.filter(pk=figure.pk).update(amount=old + 1)
    frozen_again(in_review, leader)

    (asked,) = round_of(in_review, reviewer).asked
    assert asked.changes[0].difference == "+1"
    assert asked.changes[0].passages[0].text == f"{old.normalize():f}"


def test_what_nobody_asked_for_is_told_apart(in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"))
    write(in_review, "management", "资金审批程序已写明。")
    write(in_review, "rationality", "悄悄改了一句。")
    sent_again(in_review, leader, reviewer)

    present = round_of(in_review, reviewer)

    assert [change.label for change in present.unasked] != []
    assert all("悄悄改了一句。" in text for text in said(present.unasked))
    assert said(present.asked[0].changes) == ["资金审批程序已写明。"]


def test_a_submission_that_was_taken_back_in_between_hides_nothing(in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"))
    write(in_review, "management", "第一稿。")
    for item in in_review.return_items.all():
        workflow.answer(item, by=leader, kind="changed")
    unsigned(in_review)
    workflow.submit(in_review, by=leader)
    workflow.withdraw(in_review, by=leader)
    write(in_review, "rationality", "又改了一句。")
    workflow.submit(in_review, by=leader)
    workflow.start_review(in_review, by=reviewer)

    present = round_of(in_review, reviewer)

    assert present.base.number == 1
    assert said(present.asked[0].changes) == ["第一稿。"]
    assert len(present.unasked) == 1


def test_items_of_an_earlier_round_that_stay_open_are_compared_with_their_own_submission(in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"))
    write(in_review, "management", "第二次。")
    sent_again(in_review, leader, reviewer)
    returned(in_review, reviewer, ("section.output", "must", "请补充"))
    sent_again(in_review, leader, reviewer)

    first, second = round_of(in_review, reviewer).asked

    assert said(first.changes) == ["第二次。"]
    assert second.changes == []


def test_the_reviewer_accepts_on_the_page(client_of, in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"))
    sent_again(in_review, leader, reviewer)
    item = ReturnItem.objects.get()

    page = act(client_of(reviewer), in_review, f"accept:{item.pk}").content.decode()

    item.refresh_from_db()
    assert (item.closing, item.closed_by, item.text) == ("accepted", reviewer, "请写明程序")
    assert "已认可：" in page
    assert f"accept:{item.pk}" not in page


def test_the_reviewer_raises_again_on_the_page_and_returns(client_of, in_review, reviewer, leader):
    returned(in_review, reviewer, (TEXT, "must", "请写明程序"))
    sent_again(in_review, leader, reviewer, "disputed")
    item, client = ReturnItem.objects.get(), client_of(reviewer)

    page = act(client, in_review, f"raise:{item.pk}")
    assert "已列入下次退回意见" in page.content.decode()
    draft = DraftItem.objects.get()
    assert draft.text.startswith("上次意见“请写明程序”，单位答复“有异议：见修改处”")
    row = (draft.place, draft.kind, "仍须写明程序")
    act(client, in_review, "return", row, key=[draft.key], follows=[str(item.pk)], confirmed="1")

    item.refresh_from_db()
    assert status(in_review) == Status.RETURNED
    assert item.closing == "raised"
    assert item.raised_as.get().text == "仍须写明程序"
    assert not DraftItem.objects.exists()


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, ""])
def test_an_item_that_is_not_of_this_report_is_refused(client_of, in_review, reviewer, number):
    assert "没有这条退回意见" in act(client_of(reviewer), in_review, f"accept:{number}").content.decode()


def test_before_anything_was_returned_the_page_compares_with_the_submission_before(client_of, sent, reviewer, leader):
    unsigned(sent)
    workflow.withdraw(sent, by=leader)
    write(sent, "management", "撤回后改的。")
    workflow.submit(sent, by=leader)
    assert "与上次报送相比（1 处）" in client_of(reviewer).get(url(sent)).content.decode()
