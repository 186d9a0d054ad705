"""Performance indicators: weights and scores (C19), reasons (C21), completion (C22), measurable values (C23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, short_names
from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.rules.registry import Limit, report_finding, report_unevaluated, rule
from reports.domain.checks.targets import LIST, Indicator, list_indicators
from reports.domain.document import Document
from reports.domain.outlines import Check

WHOLE, LEAST, MOST = "100", "70", "130"  # points; per cent of the target


@rule(
    "C19",
    name="指标分值合计 100，得分不超过分值",
    severity="E",
    source="财预〔2020〕10号",
    explanation="把各指标的分值相加；逐个指标比较得分与分值。",
    thresholds={"whole": Limit("分值合计", "分", WHOLE)},
    watches=(LIST,),
)
def check_weights(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: whole (points of all weights). Weights add up to it; no score above its weight."""
    rows = list_indicators(document)
    blank = [one.place("weight") for one in rows if one.weight is None]
    if blank:
        yield report_unevaluated(check, tuple(blank), f"{len(blank)} 个指标的分值未填")
    whole = Decimal(check.settings.get("whole", WHOLE))
    total = sum((one.weight or Decimal(0) for one in rows), Decimal(0))
    if rows and not blank and total != whole:
        gap = f"差 {numbers.show_difference(total - whole, 0)} 分"
        words = f"各指标分值合计 {numbers.show_amount(total)}，应为 {numbers.show_amount(whole)}，{gap}"
        places = tuple(one.place("weight") for one in rows)
        yield replace(report_finding(check, places, words, subject="weights"), difference=total - whole)
    for one in rows:
        if one.weight is not None and one.score is not None and one.score > one.weight:
            words = f"“{one.name}”得分 {numbers.show_amount(one.score)}，超过分值 {numbers.show_amount(one.weight)}"
            yield _report_at(document, check, one, ("score", "weight"), words, one.score - one.weight)


@rule(
    "C21",
    name="扣分说明原因；未达到指标值的不得满分",
    severity="E",
    source="财预〔2020〕10号",
    explanation="得分低于分值的看有没有原因；得满分的比较完成值与指标值。",
    watches=(LIST,),
    also=("E", "R"),
)
def check_reasons(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Points lost without a reason (R); full marks though the target is missed (E)."""
    for one in list_indicators(document):
        if one.weight is None or one.score is None:
            continue
        if one.score < one.weight and not one.reason:
            words = f"“{one.name}”得分 {numbers.show_amount(one.score)}，低于分值 {numbers.show_amount(one.weight)}，没有写明原因"
            yield _report_at(document, check, one, ("score", "reason"), words, one.score - one.weight, Outcome.MUST_EXPLAIN)
        elif one.score == one.weight and one.misses:
            words = f"“{one.name}”得满分 {numbers.show_amount(one.score)}，但完成值 {one.actual} 未达到指标值 {one.sign}{one.target}"
            yield _report_at(document, check, one, ("score", "actual", "target"), words, None, Outcome.MUST_FIX)


@rule(
    "C22",
    name="完成值在指标值的 70 % 至 130 % 之间",
    severity="R",
    source="财预〔2020〕10号",
    explanation="完成率 = 完成值 ÷ 指标值，两者是同一单位的数字时才计算。",
    thresholds={"least": Limit("完成率不低于", "%", LEAST), "most": Limit("完成率不高于", "%", MOST)},
    watches=(LIST,),
)
def check_completion(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: least, most (per cent of the target)."""
    least, most = (Decimal(check.settings.get(name, default)) for name, default in (("least", LEAST), ("most", MOST)))
    for one in list_indicators(document):
        target, actual = one.numbers
        if not target or actual is None or target < 0 or least <= actual * 100 / target <= most:
            continue
        rate = f"{actual * 100 / target:.2f} %"
        words = f"“{one.name}”完成值 ÷ 指标值 = {numbers.show_amount(actual)} ÷ {numbers.show_amount(target)} = {rate}"
        bound = f"低于 {numbers.show_amount(least)} %" if actual * 100 / target < least else f"高于 {numbers.show_amount(most)} %"
        yield _report_at(document, check, one, ("actual", "target"), f"{words}，{bound}", actual - target)


@rule(
    "C23",
    name="定量指标的完成值是同一单位的数字",
    severity="E",
    source="财预〔2020〕10号",
    explanation="指标值是数字的，完成值也应是同一单位的数字。",
    watches=(LIST,),
)
def check_measurable(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """A quantitative target asks for a number in its own unit."""
    for one in list_indicators(document):
        target, actual = one.numbers
        if target is None or not one.is_measured:
            continue
        if not one.actual:
            yield report_unevaluated(check, (one.place("actual"),), f"“{one.name}”的完成值未填")
        elif actual is None:
            words = f"“{one.name}”指标值 {one.target}{one.unit} 可以计量，完成值“{one.actual[:20]}”不是同一单位的数字"
            yield _report_at(document, check, one, ("actual", "target"), words)


def _report_at(
    document: Document,
    check: Check,
    one: Indicator,
    fields: tuple[str, ...],
    words: str,
    difference: Decimal | None = None,
    outcome: Outcome | None = None,
) -> Finding:
    places = tuple(one.place(field) for field in fields)
    shown = tuple((place, text) for place, text in short_names.show_figures(document, *places) if text)
    return replace(report_finding(check, places, words, outcome), difference=difference, figures=shown)
