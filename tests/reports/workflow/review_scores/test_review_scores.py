"""财政评分 in the database: written all at once, carried into the next round, frozen at approval."""

from decimal import Decimal

import pytest

from departments.models import Role
from reports import workflow
from reports.domain.scoring.reviewer_input import TypedScore
from reports.models import Approval, Cycle, Event, ReviewScore, Status, Submission
from reports.workflow import BadScores, Refused, ScoredMeanwhile, events, review_scores
from tests import builders
from tests.reports.test_query_counts import asked
from tests.reports.workflow.review_scores.conftest import LOWER, RATE

pytestmark = pytest.mark.django_db


def stored() -> dict[str, tuple[Decimal | None, str]]:
    return {row.place: (row.points, row.reason) for row in ReviewScore.objects.filter(submission=latest())}


def latest() -> Submission:
    return Submission.objects.latest("number")


def test_scores_are_stored_with_who_gave_them_and_told_in_the_record(in_review, reviewer):
    told = workflow.score(in_review, LOWER, by=reviewer)
    row, event = ReviewScore.objects.get(), Event.objects.latest("pk")

    assert (row.place, row.value, row.points, row.reason, row.by) == (RATE, "125%", Decimal("2.5"), "核定超编", reviewer)
    assert told.startswith("指标评分表自评得分：自评 96.18 分，财政评分 93.68 分，优；")
    assert (event.act, event.source, event.target, event.submission) == ("score", Status.IN_REVIEW, Status.IN_REVIEW, latest())
    assert event.note == ""  # the department reads the record before the report is approved


def test_one_wrong_row_keeps_all_rows_out(in_review, reviewer):
    with pytest.raises(BadScores) as refused:
        workflow.score(in_review, LOWER | {"scoring.rules": TypedScore(points="99", reason="多")}, by=reviewer)

    assert set(refused.value.problems) == {"scoring.rules"}
    assert not ReviewScore.objects.exists()
    assert not Event.objects.filter(act="score").exists()


def test_scores_that_cannot_be_written_down_are_not_kept(in_review, reviewer, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("磁盘已满")

    monkeypatch.setattr(events, "record_event", refuse)
    with pytest.raises(RuntimeError):
        workflow.score(in_review, LOWER, by=reviewer)
    assert not ReviewScore.objects.exists()


def test_a_row_that_is_emptied_is_the_departments_own_again(in_review, reviewer):
    workflow.score(in_review, LOWER, by=reviewer)
    workflow.score(in_review, {RATE: TypedScore()}, by=reviewer)
    assert not ReviewScore.objects.exists()


def test_saving_the_same_again_writes_nothing(in_review, reviewer, second):
    workflow.score(in_review, LOWER, by=reviewer)
    workflow.score(in_review, LOWER, by=second, seen="an older page")

    assert ReviewScore.objects.get().by == reviewer
    assert Event.objects.filter(act="score").count() == 1


def test_a_page_that_did_not_show_a_colleagues_scores_does_not_overwrite_them(in_review, reviewer, second):
    before = review_scores.load_score_rounds(latest()).now.digest
    workflow.score(in_review, LOWER, by=second, seen=before)

    with pytest.raises(ScoredMeanwhile, match="同事改过财政评分"):
        workflow.score(in_review, {RATE: TypedScore(points="4", reason="少扣")}, by=reviewer, seen=before)
    assert stored() == {RATE: (Decimal("2.5"), "核定超编")}

    workflow.score(
        in_review, {RATE: TypedScore(points="4", reason="少扣")}, by=reviewer, seen=review_scores.load_score_rounds(latest()).now.digest
    )
    assert stored() == {RATE: (Decimal(4), "少扣")}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CLERK, Role.LEADER])
def test_only_reviewers_score(in_review, role):
    user = builders.person("someone")
    place = {"department": in_review.department} if role in Role.of_departments() else {"district": in_review.department.district}
    user.memberships.create(role=role, **place)
    with pytest.raises(Refused, match="“评分”只能由本区县财政局的审核员、复审员办理"):
        workflow.score(in_review, LOWER, by=user)
    assert not ReviewScore.objects.exists()


def test_a_reviewer_of_another_district_does_not_score(in_review):
    with pytest.raises(Refused, match="只能由"):
        workflow.score(in_review, LOWER, by=builders.reviewer(builders.district("邻水区"), "neighbour"))


def test_nobody_scores_before_the_review_has_started(sent, reviewer):
    with pytest.raises(Refused, match="这份报告现在是“已报送”，不能评分"):
        workflow.score(sent, LOWER, by=reviewer)


def test_during_the_second_review_the_second_reviewer_scores_alone(in_review, reviewer, second):
    Cycle.objects.update(second_review=True)
    in_review.refresh_from_db()
    workflow.pass_on(in_review, by=reviewer)

    with pytest.raises(Refused, match="只能由本区县财政局的复审员"):
        workflow.score(in_review, LOWER, by=reviewer)
    workflow.score(in_review, LOWER, by=second)
    assert stored() == {RATE: (Decimal("2.5"), "核定超编")}


def test_approval_freezes_both_scores_and_nothing_changes_them_any_more(in_review, reviewer):
    workflow.score(in_review, LOWER, by=reviewer)
    workflow.approve(in_review, by=reviewer)
    approval = Approval.objects.get()
    [rating, _] = review_scores.thawed(approval.scores)

    assert (approval.points, approval.grade) == (rating.points, rating.grade)
    assert approval.self_points - approval.points == next(row.own for row in rating.rows if row.place == RATE) - Decimal("2.5")
    with pytest.raises(Refused, match="这份报告现在是“已通过”，不能评分"):
        workflow.score(in_review, {RATE: TypedScore()}, by=reviewer)
    assert stored() == {RATE: (Decimal("2.5"), "核定超编")}
    ReviewScore.objects.all().delete()
    assert review_scores.thawed(Approval.objects.get().scores)[0] == rating


def test_cuts_that_change_after_sending_change_no_grade_of_what_was_sent(in_review, reviewer):
    Cycle.objects.update(grade_cuts={"高": "99", "低": "0"})
    workflow.approve(in_review, by=reviewer)
    assert Approval.objects.get().grade == "优"


def test_the_cuts_of_the_cycle_are_sent_along(in_review, reviewer, send_again):
    Cycle.objects.update(grade_cuts={"高": "99", "低": "0"})
    in_review.refresh_from_db()
    submission = send_again()
    Cycle.objects.update(grade_cuts={})
    workflow.approve(in_review, by=reviewer)

    assert '"grade_cuts":{"低":"0","高":"99"}' in submission.document
    assert submission.cycle_settings["grade_cuts"] == {"高": "99", "低": "0"}
    assert Approval.objects.get().grade == "低"


def test_the_next_round_begins_with_the_scores_of_unchanged_lines(in_review, reviewer, second, send_again):
    rules = TypedScore(points="0", reason="制度不全")
    workflow.score(in_review, LOWER | {"scoring.rules": rules}, by=second)
    submission = send_again(rules="制度已补充")
    found = review_scores.load_score_rounds(submission)

    assert stored() == {RATE: (Decimal("2.5"), "核定超编")}
    assert found.now.rows[RATE].by == second
    assert found.is_repeated(RATE)
    assert set(found.before.rows) == {RATE, "scoring.rules"}


def test_a_line_that_is_scored_otherwise_than_before_is_no_repetition(in_review, reviewer, send_again):
    workflow.score(in_review, LOWER, by=reviewer)
    submission = send_again()
    workflow.score(in_review, {RATE: TypedScore(points="3", reason="少扣")}, by=reviewer)
    assert not review_scores.load_score_rounds(submission).is_repeated(RATE)


def test_scores_of_the_earlier_round_stay_with_it(in_review, reviewer, send_again):
    first = latest()
    workflow.score(in_review, LOWER, by=reviewer)
    send_again()
    workflow.score(in_review, {RATE: TypedScore()}, by=reviewer)
    assert ReviewScore.objects.get().submission == first


def test_saving_costs_the_same_for_one_row_and_for_all(in_review, reviewer):
    places = [
        line.line.place
        for sheet in review_scores.scoring.build_review_sheets(review_scores.load_sent_document(latest()), {})
        for line in sheet.lines
    ]

    def save(*wanted: str) -> int:
        ReviewScore.objects.all().delete()
        with asked() as queries:
            workflow.score(in_review, {place: TypedScore(points="0", reason="见核查记录") for place in wanted}, by=reviewer)
        return len(queries)

    assert save(RATE) == save(*places) <= 9
    assert ReviewScore.objects.count() == len(places) > 20
