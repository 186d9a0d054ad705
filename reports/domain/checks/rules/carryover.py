"""C04: what the last year left over is what this year began with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.domain.checks import numbers, rounding, short_names
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, report_finding, report_unevaluated, rule


@rule(
    "C04",
    name="年初结转结余 = 上年年末结转结余",
    severity="R",
    source="预算法第七十五条",
    explanation="把本年的年初数与上年报告的年末数相比，各容许半个末位的尾差。",
    settings={"opening": "cell", "closing": "cell"},
)
def check_opening(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: opening, closing (cells)."""
    place, closing = check.settings["opening"], check.settings["closing"]
    if context.last_year is None:
        yield report_unevaluated(check, (place,), "没有上年的报告")
        return
    now, before = document.figure(place).amount, context.last_year.figure(closing).amount
    name = short_names.name_place(document, place)
    if before is None:
        yield report_unevaluated(check, (place,), f"上年报告的{short_names.name_place(context.last_year, closing)}未填")
    elif now is None:
        words = f"{name}{document.figure(place).state.label}；按上年年末数应为 {numbers.show_amount(before)}"
        yield replace(report_unevaluated(check, (place,), words), difference=before)
    elif abs(now - before) > rounding.compute_half_unit(document, place) + rounding.compute_half_unit(context.last_year, closing):
        gap = numbers.show_difference(now - before, short_names.count_decimals(document, place))
        both = f"{name} {numbers.show_amount(now)}，上年报告的年末数 {numbers.show_amount(before)}"
        words = f"{both}，差 {gap} {short_names.find_unit(document, place)}"
        made = report_finding(check, (place,), words)
        yield replace(made, difference=now - before, figures=short_names.show_figures(document, place), rests_on=f"{before:f}")
