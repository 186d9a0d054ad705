"""One act on many reports: preview, confirmation, the result of each."""

import pytest

from departments.models import District, User
from reports import workflow
from reports.models import Batch, Cycle, Event, Report, ReturnItem, Status
from reports.review import bulk
from reports.review.bulk.confirmation import BROKEN, CHANGED, count_outcomes
from reports.review.bulk.dry_run import select_chosen
from reports.workflow import Refused
from reports.workflow.reminders import remind_department
from tests.reports.workflow import builders

TOKEN = "a" * 32


@pytest.fixture
def three(short_outline: None, district: District, cycle: Cycle, reviewer: User, monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """In review, submitted, still a draft."""
    monkeypatch.setattr("reports.domain.rendering.pdf.print_pdf", lambda *_, attachment: attachment)
    Cycle.objects.update(needs_signature=False)
    made = [builders.make_report(builders.make_department(district, f"A{at}"), cycle) for at in range(3)]
    for report in made[:2]:
        workflow.submit(report, by=None)
    workflow.start_review(made[0], by=reviewer)
    return select_chosen(Report.objects.all())


def outcomes(batch: Batch) -> list[str]:
    return [line["outcome"] for line in Batch.objects.get(pk=batch.pk).lines]


def sentences(batch: Batch) -> list[str]:
    return [line["sentence"] for line in batch.lines]


def confirm(name: str, reports: list[Report], by: User, text: str = "", token: str = TOKEN) -> Batch:
    seen = {line.report.pk: line.seen for line in bulk.preview_acts(bulk.list_acts()[name], reports, by)}
    return bulk.confirm_acts(name, reports, seen, by, bulk.Words(text), token)


# Preview -----------------------------------------------------------------------------------------------------------------


def test_the_preview_says_of_each_what_will_happen(three, reviewer: User):
    lines = bulk.preview_acts(bulk.list_acts()["approve"], three, reviewer)
    assert [line.refusal for line in lines] == ["", "这份报告现在是“已报送”，不能通过。", "这份报告现在是“填报中”，不能通过。"]


@pytest.mark.parametrize("name", list(bulk.list_acts()))
def test_the_preview_changes_nothing(three, reviewer: User, name: str):
    before = list(Report.objects.order_by("pk").values()), Event.objects.count(), ReturnItem.objects.count()
    lines = bulk.preview_acts(bulk.list_acts()[name], three, reviewer)
    assert before == (list(Report.objects.order_by("pk").values()), Event.objects.count(), ReturnItem.objects.count())
    assert [line.report.status for line in lines] == [Status.IN_REVIEW, Status.SUBMITTED, Status.DRAFT]


def test_who_may_not_is_told_so(three, clerk: User):
    lines = bulk.preview_acts(bulk.list_acts()["approve"], three, clerk)
    assert "只能由" in lines[0].refusal


def test_each_shows_what_was_sent(three, reviewer: User):
    lines = bulk.preview_acts(bulk.list_acts()["approve"], three, reviewer)
    assert [line.hash for line in lines] == [three[0].submissions.get().sha256[:12], three[1].submissions.get().sha256[:12], ""]


def test_nothing_or_too_many_is_a_sentence(three, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.review.bulk.dry_run.MOST", 2)
    with pytest.raises(bulk.TooMany, match="一次最多办理 2 份报告"):
        select_chosen(Report.objects.all())
    with pytest.raises(bulk.TooMany, match="没有选中报告"):
        select_chosen(Report.objects.none())


# Confirmation ------------------------------------------------------------------------------------------------------------


def test_what_is_refused_holds_no_other_back(three, reviewer: User):
    batch = confirm("start_review", three, reviewer)
    assert outcomes(batch) == ["done", "done", "refused"]
    assert count_outcomes(batch) == {"done": 2, "refused": 1, "waiting": 0}
    assert [Report.objects.get(pk=report.pk).status for report in three] == ["in_review", "in_review", "draft"]


def test_approval_is_that_of_one_by_one(three, reviewer: User):
    batch = confirm("approve", three, reviewer)
    assert (outcomes(batch), sentences(batch)[0]) == (["done", "refused", "refused"], "已通过")
    assert three[0].submissions.get().approval.by == reviewer


def test_the_papers_are_left_to_the_first_download(three, reviewer: User, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        confirm("approve", three, reviewer)
    assert callbacks == []


def test_each_returned_report_gets_the_common_item(three, reviewer: User):
    workflow.start_review(Report.objects.get(pk=three[1].pk), by=reviewer)
    batch = confirm("return", select_chosen(Report.objects.all()), reviewer, "请补充附件。")
    assert outcomes(batch) == ["done", "done", "refused"]
    assert {(item.report_id, item.kind, item.text) for item in ReturnItem.objects.all()} == {
        (report.pk, "must", "请补充附件。") for report in three[:2]
    }


def test_the_same_confirmation_twice_has_one_effect(three, reviewer: User):
    first = confirm("remind", three, reviewer)
    events = Event.objects.count()
    assert confirm("remind", three, reviewer) == first
    assert (Event.objects.count(), Batch.objects.count()) == (events, 1)


def test_a_report_that_was_handled_since_the_preview_is_refused(three, reviewer: User):
    seen = {line.report.pk: line.seen for line in bulk.preview_acts(bulk.list_acts()["start_review"], three, reviewer)}
    other = Report.objects.get(pk=three[1].pk)
    workflow.withdraw(other, by=None)
    workflow.submit(Report.objects.get(pk=three[1].pk), by=None)

    batch = bulk.confirm_acts("start_review", three, seen, reviewer, bulk.Words(), TOKEN)
    assert sentences(batch)[1] == CHANGED
    assert Report.objects.get(pk=three[1].pk).status == Status.SUBMITTED


def test_so_is_one_whose_review_a_colleague_has_started(three, reviewer: User):
    seen = {line.report.pk: line.seen for line in bulk.preview_acts(bulk.list_acts()["assign"], three, reviewer)}
    workflow.start_review(Report.objects.get(pk=three[1].pk), by=reviewer)

    batch = bulk.confirm_acts("assign", three, seen, reviewer, bulk.Words(to=reviewer), TOKEN)
    assert sentences(batch)[1] == CHANGED


def test_a_report_that_the_preview_did_not_show_is_refused(three, reviewer: User):
    batch = bulk.confirm_acts("start_review", three, {}, reviewer, bulk.Words(), TOKEN)
    assert set(sentences(batch)) == {CHANGED}


def test_an_error_at_one_is_said_and_the_rest_goes_on(three, reviewer: User, monkeypatch: pytest.MonkeyPatch):
    real = workflow.take_action

    def broken(name: str, report: Report, **given: object) -> object:
        if report.pk == three[0].pk:
            raise RuntimeError("x")
        return real(name, report, **given)

    seen = {line.report.pk: line.seen for line in bulk.preview_acts(bulk.list_acts()["start_review"], three, reviewer)}
    monkeypatch.setattr(workflow, "take_action", broken)
    batch = bulk.confirm_acts("start_review", three, seen, reviewer, bulk.Words(), TOKEN)
    assert (sentences(batch)[0], outcomes(batch)) == (BROKEN, ["refused", "done", "refused"])


def test_many_are_passed_on_to_the_second_reviewer(three, reviewer: User):
    assert "不需要复审" in bulk.preview_acts(bulk.list_acts()["pass_on"], three, reviewer)[0].refusal
    Cycle.objects.update(second_review=True)
    batch = confirm("pass_on", select_chosen(Report.objects.all()), reviewer, "请复核得分")
    assert outcomes(batch) == ["done", "refused", "refused"]
    assert Report.objects.get(pk=three[0].pk).status == Status.SECOND_REVIEW


# 提醒 --------------------------------------------------------------------------------------------------------------------


def test_a_reminder_is_written_down_and_changes_no_state(three, reviewer: User):
    event = remind_department(three[2], by=reviewer, note="请于周五前报送")
    assert (event.act, event.source, event.target, event.note) == ("remind", "draft", "draft", "请于周五前报送")
    assert workflow.describe_event(event) == "提醒报送"


def test_once_a_day_is_enough(three, reviewer: User):
    remind_department(three[2], by=reviewer)
    with pytest.raises(Refused, match="今天已经提醒过"):
        remind_department(three[2], by=reviewer)


def test_who_has_sent_is_not_reminded(three, reviewer: User):
    with pytest.raises(Refused, match="不用提醒"):
        remind_department(three[1], by=reviewer)


def test_only_the_bureau_reminds(three, clerk: User, stranger: User):
    for person in (clerk, stranger):
        with pytest.raises(Refused, match="只能由本区县财政局"):
            remind_department(three[2], by=person)


# 分配 --------------------------------------------------------------------------------------------------------------------


def test_many_go_to_one_colleague_whatever_their_state(three, reviewer: User, people: dict[str, User]):
    seen = {line.report.pk: line.seen for line in bulk.preview_acts(bulk.list_acts()["assign"], three, reviewer)}
    to = people["second_reviewer"]
    batch = bulk.confirm_acts("assign", three, seen, reviewer, bulk.Words("下周休假", to=to), TOKEN)
    assert outcomes(batch) == ["done", "done", "done"]
    assert set(Report.objects.values_list("reviewer", flat=True)) == {to.pk}
    assert Event.objects.filter(act="assign", note="由 second_reviewer 办理：下周休假").count() == 3
