"""Performance indicators: weights and scores (C19), reasons (C21), completion (C22), measurable values (C23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, short_names
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Outcome, report_finding, report_unevaluated, rule
from reports.domain.checks.targets import LIST, NOT_APPLICABLE, Indicator, iter_answered, list_indicators
from reports.domain.measures import Kind

WHOLE, LEAST, MOST = "100", "70", "130"  # points; per cent of the target
CEILINGS = ("≤", "<")


@rule(
    "C19",
    name="指标分值合计 100，得分不超过分值",
    severity="E",
    source="财预〔2020〕10号",
    explanation="把各指标的分值相加；逐个指标比较得分与分值。",
    thresholds={"whole": Limit("分值合计", "分", WHOLE)},
    listing=LIST,
    columns=("weight", "score"),
)
def check_weights(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: whole (points of all weights). Weights add up to it; no score above its weight."""
    rows = list_indicators(document, check)
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
    listing=LIST,
    columns=("weight", "score", "reason"),
    also=("E", "R"),
    version=2,
)
def check_reasons(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Points lost without a reason (R); full marks though the target is missed (E)."""
    for one in list_indicators(document, check):
        if one.weight is None or one.score is None:
            continue
        if one.score < one.weight and not one.reason:
            words = f"“{one.name}”得分 {numbers.show_amount(one.score)}，低于分值 {numbers.show_amount(one.weight)}，没有写明原因"
            yield _report_at(document, check, one, ("score", "reason"), words, one.score - one.weight, Outcome.MUST_EXPLAIN)
        elif one.score == one.weight and one.misses:
            words = f"“{one.name}”得满分 {numbers.show_amount(one.score)}，但完成值 {one.actual} 未达到指标值 {one.aim}"
            yield _report_at(document, check, one, ("score", "actual", "target"), words, None, Outcome.MUST_FIX)


@rule(
    "C22",
    name="完成值在指标值的 70 % 至 130 % 之间",
    severity="R",
    source="财预〔2020〕10号",
    explanation="完成率 = 完成值 ÷ 指标值，同类单位先换算；指标值是上限（≤）的，低于指标值不列出；定性的和日期不计算。",
    thresholds={"least": Limit("完成率不低于", "%", LEAST), "most": Limit("完成率不高于", "%", MOST)},
    listing=LIST,
    columns=("target", "actual"),
    version=2,
)
def check_completion(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: least, most (per cent of the target). Below a target that is a ceiling nothing has to be explained."""
    least, most = (Decimal(check.settings.get(name, default)) for name, default in (("least", LEAST), ("most", MOST)))
    for one in iter_answered(document, check):
        found = one.comparison
        if one.is_contradictory or found.rate is None or found.bound < 0 or (found.is_met is None and one.bound in CEILINGS):
            continue
        floor = Decimal(0) if one.bound in CEILINGS else least
        if floor <= found.rate <= most:
            continue
        words = f"“{one.name}”完成值 ÷ 指标值 = {_show(found.reached)} ÷ {_show(found.bound)} = {found.rate:.2f} %{_name_converted(one)}"
        bound = f"低于 {numbers.show_amount(least)} %" if found.rate < floor else f"高于 {numbers.show_amount(most)} %"
        yield _report_at(document, check, one, ("actual", "target"), f"{words}，{bound}", found.reached - found.bound)


def _show(amount: Decimal) -> str:
    return numbers.show_amount(round(amount, 6))


def _name_converted(one: Indicator) -> str:
    """In which unit both were divided, where they were written in two."""
    aimed, reached = one.aimed.unit, one.reached.unit
    return f"（都按{aimed.name}计）" if aimed.factor != reached.factor and aimed.name else ""


@rule(
    "C23",
    name="定量指标的完成值是同一单位的数字",
    severity="E",
    source="财预〔2020〕10号",
    explanation="指标值是数字或日期的，完成值也应是；同类单位换算，括号里的备注不计。单位明显不同的必须修改，读不出的请说明。",
    listing=LIST,
    columns=("target", "actual"),
    also=("E", "R"),
    version=2,
)
def check_measurable(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """A quantitative target asks for a number in a unit of its family, a date for a date. What cannot be read is asked, never refused."""
    for one in list_indicators(document, check):
        if not one.is_measured:
            continue
        if why := _explain_unread(one):
            yield report_unevaluated(check, (one.place("target"),), f"“{one.name}”{why}")
        elif one.actual in ("", NOT_APPLICABLE):
            yield report_unevaluated(check, (one.place("actual"),), f"“{one.name}”的完成值{'填为不适用' if one.actual else '未填'}")
        elif one.is_of_another_unit:
            words = f"“{one.name}”指标值 {_name_target(one)} 可以计量，完成值“{one.actual[:20]}”不是同一单位的数字"
            yield _report_at(document, check, one, ("actual", "target"), words)
        elif not one.comparison.is_answered:
            words = f"“{one.name}”指标值 {_name_target(one)}，完成值“{one.actual[:20]}”{_ask(one)}"
            yield _report_at(document, check, one, ("actual", "target"), words, outcome=Outcome.MUST_EXPLAIN)


def _explain_unread(one: Indicator) -> str:
    """Why the target cannot be compared; "" where it can."""
    if one.aimed.kind is Kind.UNREAD:
        return f"的指标值“{one.target[:20]}”读不出唯一的数字"
    return f"的符号“{one.sign}”与指标值“{one.target[:20]}”里的“{one.aimed.sign}”不一致" if one.is_contradictory else ""


def _name_target(one: Indicator) -> str:
    return one.target if one.unit and one.target.endswith(one.unit) else f"{one.target}{one.unit}"


def _ask(one: Indicator) -> str:
    if one.aimed.kind is Kind.DATE:
        return "读不出日期，是哪一天完成的？"
    return "的单位不同，能否换成指标值的单位？" if one.reached.is_numeric else "读不出数字，完成了多少？"


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
