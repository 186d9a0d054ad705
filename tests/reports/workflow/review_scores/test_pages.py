"""The table in which the bureau scores, on the review page and on a page of its own."""

from decimal import Decimal

import pytest

from reports import workflow
from reports.domain.scoring.reviewer_input import TypedScore
from reports.models import Approval, ReviewScore
from tests import builders
from tests.reports.test_query_counts import asked
from tests.reports.workflow.review_scores.conftest import LOWER, RATE

pytestmark = pytest.mark.django_db
TYPED = {f"points:{RATE}": "2.5", f"value:{RATE}": "125%", f"reason:{RATE}": "核定超编"}


def review_url(report) -> str:
    return f"/admin/reports/report/{report.pk}/change/"


def url(report) -> str:
    return f"/admin/reports/report/{report.pk}/scores/"


def row(page, place: str = RATE):
    return next(row for table in page.context["scores"].tables for row in table.rows if row.judged.line.place == place)


def test_the_review_page_shows_both_scores_with_the_working_and_the_totals(client_of, in_review, reviewer):
    page = client_of(reviewer).get(review_url(in_review))
    shown = page.content.decode()

    for part in ("指标评分表自评得分", "自评表得分", "在职人员控制率", "规则计算", "同自评", f'name="points:{RATE}"', "保存评分"):
        assert part in shown
    assert page.context["scores"].sums[0].said.gap == "0"


def test_what_is_typed_is_saved_and_the_gap_is_shown(client_of, in_review, reviewer):
    client = client_of(reviewer)
    page = client.post(url(in_review), {**TYPED, "seen": client.get(url(in_review)).context["scores"].digest}, follow=True)

    assert page.redirect_chain == [(f"{review_url(in_review)}#scores", 302)]
    assert "财政评分已保存。指标评分表自评得分：自评 " in page.content.decode()
    assert row(page).judged.said.points == "2.5"
    assert ReviewScore.objects.get().points == Decimal("2.5")


def test_a_refused_table_keeps_every_word_and_tells_at_the_row(client_of, in_review, reviewer):
    page = client_of(reviewer).post(
        url(in_review), {**TYPED, f"reason:{RATE}": "", "points:scoring.rules": "多", "reason:scoring.rules": "甲"}
    )
    shown = page.content.decode()

    assert "财政评分没有保存，有 2 行须改正" in shown
    assert "财政评分 2.5 分，与自评" in row(page).problem
    assert row(page, "scoring.rules").typed == TypedScore("", "多", "甲")
    assert 'value="125%"' in shown
    assert not ReviewScore.objects.exists()


def test_a_colleagues_scores_are_shown_beside_what_was_typed(client_of, in_review, reviewer, second):
    client = client_of(reviewer)
    seen = client.get(url(in_review)).context["scores"].digest
    workflow.score(in_review, {RATE: TypedScore(points="4", reason="少扣")}, by=second)
    page = client.post(url(in_review), {**TYPED, "seen": seen})

    assert "复审员" in page.content.decode()
    assert "存为：4" in page.content.decode()
    assert (row(page).typed.points, page.context["scores"].is_unsaved) == ("2.5", True)

    client.post(url(in_review), {**TYPED, "seen": page.context["scores"].digest})
    assert ReviewScore.objects.get().points == Decimal("2.5")


def test_rows_that_a_form_does_not_have_stay_as_they_are(client_of, in_review, reviewer):
    workflow.score(in_review, LOWER, by=reviewer)
    client_of(reviewer).post(url(in_review), {"points:scoring.rules": "0", "reason:scoring.rules": "制度不全"})
    assert ReviewScore.objects.count() == 2


def test_a_form_of_an_earlier_round_is_refused(client_of, in_review, reviewer, send_again):
    send_again()
    page = client_of(reviewer).post(url(in_review), {**TYPED, "number": "1"})
    assert "单位又报送过一次" in page.content.decode()
    assert not ReviewScore.objects.exists()


def test_scores_of_the_round_before_are_marked(client_of, in_review, reviewer, send_again):
    workflow.score(in_review, LOWER, by=reviewer)
    send_again()
    page = client_of(reviewer).get(review_url(in_review))
    assert "上轮评分" in page.content.decode()
    assert row(page).typed.points == "2.5"


def test_who_only_reads_gets_no_fields(client_of, in_review):
    manager = builders.manager(in_review.department.district)
    shown = client_of(manager).get(review_url(in_review)).content.decode()
    assert "在职人员控制率" in shown
    assert f'name="points:{RATE}"' not in shown
    page = client_of(manager).post(url(in_review), TYPED)
    assert "“评分”只能由" in page.content.decode()
    assert not ReviewScore.objects.exists()


def test_the_approved_scores_are_shown_as_frozen(client_of, in_review, reviewer):
    workflow.score(in_review, LOWER, by=reviewer)
    workflow.approve(in_review, by=reviewer)
    client = client_of(reviewer)
    shown = client.get(review_url(in_review)).content.decode()

    assert "审核通过时的评分，不再改变。" in shown
    assert "核定超编" in shown
    assert f'name="points:{RATE}"' not in shown
    assert "不能评分" in client.post(url(in_review), {f"points:{RATE}": "5"}).content.decode()
    assert Approval.objects.get().points == Approval.objects.get().self_points + Decimal("2.5") - _own()


def _own() -> Decimal:
    raw = Approval.objects.get().scores["assessments"][0]["rows"]
    return next(Decimal(one["self"]) for one in raw if one["place"] == RATE)


def test_strangers_find_nothing(client_of, in_review):
    neighbour = builders.reviewer(builders.district("邻水区"), "neighbour")
    client = client_of(neighbour)
    assert [client.get(url(in_review)).status_code, client.post(url(in_review), TYPED).status_code] == [404, 404]
    assert not ReviewScore.objects.exists()


def test_an_outline_without_points_has_no_table(client_of):
    report = builders.complete_report()
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    page = client_of(builders.reviewer(report.department.district)).get(review_url(report))
    assert page.context["scores"] is None
    assert 'id="scores"' not in page.content.decode()


def test_scores_cost_the_review_page_one_query(client_of, in_review, reviewer):
    client = client_of(reviewer)
    client.get(review_url(in_review))
    with asked() as queries:
        client.get(review_url(in_review))
    assert sum("reviewscore" in query for query in queries) == 1
    assert sum("approval" in query for query in queries) <= 1
    assert len(queries) <= 25


def test_the_department_sees_both_scores_once_the_report_is_approved(client_of, in_review, reviewer):
    clerk = client_of(builders.clerk(in_review.department))
    workflow.score(in_review, LOWER, by=reviewer)
    before = clerk.get(f"/reports/{in_review.pk}/").content.decode()
    workflow.approve(in_review, by=reviewer)
    after = clerk.get(f"/reports/{in_review.pk}/").content.decode()

    assert "核定超编" not in before
    assert "财政评分" not in before
    assert "在职人员控制率：自评 5 分，财政评分 2.5 分，核定完成值 125%。核定超编" in after
    assert "差 −2.5 分，等次 <b>优</b>" in after


def test_nobody_approves_scores_that_the_question_did_not_show(client_of, in_review, reviewer, second):
    client = client_of(reviewer)
    asked_ = client.post(review_url(in_review), {"act": "approve"})
    workflow.score(in_review, LOWER, by=second)
    posted = {"act": "approve", "confirmed": "1", "scores_seen": asked_.context["scores_seen"]}
    page = client.post(review_url(in_review), posted)
    assert "财政评分又改过" in page.content.decode()
    assert not Approval.objects.exists()

    again = client.post(review_url(in_review), {"act": "approve"}).context["scores_seen"]
    client.post(review_url(in_review), {**posted, "scores_seen": again})
    assert Approval.objects.exists()


def test_without_a_script_scores_are_typed_where_no_other_button_can_lose_them(client_of, in_review, reviewer):
    client = client_of(reviewer)
    beside, alone = (client.get(address).content.decode() for address in (review_url(in_review), url(in_review)))
    assert ('<fieldset class="scores-entry" disabled>' in beside, f'请到<a href="{url(in_review)}">评分页</a>' in beside) == (True, True)
    assert ("<fieldset" in alone, "disabled>" in alone, "<noscript>" in alone) == (True, False, False)
