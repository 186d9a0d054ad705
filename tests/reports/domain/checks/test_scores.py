"""C20: the score that was typed against the one that the rule gives."""

from decimal import Decimal

import pytest

from reports.domain import checks
from reports.domain.checks import Finding, Outcome
from tests.reports.domain.scoring.papers import paper


def found(**rows: dict[str, str]) -> list[Finding]:
    return [finding for finding in checks.run(paper(rows=rows)) if finding.check == "C20"]


def test_scores_as_the_rules_give_them_say_nothing():
    assert found() == []


def test_another_score_is_told_with_the_working():
    [finding] = found(procurement_rate={"score": "3.87"})
    assert (finding.outcome, finding.difference) == (Outcome.MUST_EXPLAIN, Decimal("0.09"))
    assert finding.message == "政府采购执行率 = 64.26 ÷ 68 = 94.5%，94.5% × 4 分 → 3.78 / 4 分，填报 3.87 分"
    assert finding.places == ("scoring.procurement_rate.score", "procurement.total.final", "procurement.total.budget")


def test_the_score_that_was_typed_is_the_cell_that_the_finding_names():
    [finding] = found(procurement_rate={"score": "3.87"})
    assert finding.named == ("scoring.procurement_rate.score",)
    assert finding.operands == ("procurement.total.final", "procurement.total.budget")


@pytest.mark.parametrize(("score", "difference"), [("3.1", "-0.1"), ("4.5", "0.5")])
def test_a_judgement_outside_its_band_is_told(score, difference):
    [finding] = found(economic={"score": score})
    assert finding.difference == Decimal(difference)


def test_the_lower_band_leaves_its_upper_end_to_the_next():
    assert len(found(economic={"actual": "部分达到", "score": "3.2"})) == 1
    assert found(economic={"actual": "部分达到", "score": "3.19"}) == []


@pytest.mark.parametrize("row", ["thrift", "economic"])
def test_a_judgement_below_full_marks_needs_a_reason(row):
    [finding] = found(**{row: {"reason": ""}})
    assert finding.places == (f"scoring.{row}.score", f"scoring.{row}.reason")


def test_full_marks_by_hand_need_none():
    assert found(economic={"score": "4", "reason": ""}) == []


def test_a_blank_score_is_not_evaluated():
    [finding] = found(rules={"score": ""})
    assert (finding.outcome, finding.message) == (Outcome.NOT_EVALUATED, "未能核对：“管理制度健全性”的得分未填")


def test_what_was_typed_wrongly_is_not_evaluated_and_says_what_is_wanted():
    [finding] = found(rules={"actual": "基本健全"})
    assert finding.outcome is Outcome.NOT_EVALUATED
    assert "请填达到的各项序号，如 ①②③" in finding.message


def test_a_row_that_does_not_apply_may_stay_without_a_score():
    assert found(ecological={"actual": "不适用", "score": "", "reason": ""}) == []
