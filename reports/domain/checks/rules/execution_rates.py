"""C12: the execution rate, by interval arithmetic: below the bound only when no rounding of its operands reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, rounding, short_names
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, report_finding, report_unevaluated, rule

LEAST = "90"  # per cent


@rule(
    "C12",
    name="预算执行率不低于 90 %",
    severity="R",
    source="预算法第五十七条",
    explanation="执行率 = 实际数 ÷ 计划数；四舍五入的尾差容许到最高的执行率仍不足时列出。",
    settings={"actual": "cell", "planned": "cell"},
    thresholds={"least": Limit("执行率不低于", "%", LEAST)},
)
def check_execution_rate(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: actual, planned (cells), least (per cent)."""
    places = (check.settings["actual"], check.settings["planned"])
    amounts = [numbers.read_amount(document, place) for place in places]
    least = Decimal(check.settings.get("least", LEAST))
    if None in amounts:
        blank = [short_names.name_place(document, place) for place in places if numbers.read_amount(document, place) is None]
        yield report_unevaluated(check, places, f"{'、'.join(blank)}未填")
        return
    actual, planned = (amount or Decimal(0) for amount in amounts)
    if planned <= 0 or compute_highest_rate(document, places, actual, planned) >= least:
        return
    rate = f"{short_names.name_line(document, places[0])}执行率 = {numbers.show_amount(actual)} ÷ {numbers.show_amount(planned)}"
    words = f"{rate} = {actual * 100 / planned:.2f} %，低于 {numbers.show_amount(least)} %"
    yield replace(report_finding(check, places, words), difference=actual - planned, figures=short_names.show_figures(document, *places))


def compute_highest_rate(document: Document, places: tuple[str, str], actual: Decimal, planned: Decimal) -> Decimal:
    """The highest rate, in per cent, that the figures may have been rounded from."""
    above, below = actual + rounding.compute_half_unit(document, places[0]), planned - rounding.compute_half_unit(document, places[1])
    return above * 100 / below if below > 0 else Decimal("Infinity")
