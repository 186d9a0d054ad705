"""C16: 三公 final above its budget must be mended; a budget of which nothing was spent must be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, rounding, short_names
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, report_finding, report_unevaluated, rule


@rule(
    "C16",
    name="“三公”经费决算不超过预算；有预算而没有支出的说明原因",
    severity="E",
    source="预算法第十四条",
    explanation="逐行比较决算数与预算数，容许四舍五入的尾差。",
    settings={"grid": "grid", "planned": "columns", "actual": "columns"},
    also=("R",),
)
def check_three_public(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: grid, planned, actual (columns)."""
    grid = document.outline.grids[check.settings["grid"]]
    columns = [check.settings[name] for name in ("planned", "actual")]
    for row in grid.rows:
        places = tuple(f"{grid.key}.{row.key}.{column}" for column in columns if grid.has(row.key, column))
        if len(places) < len(columns):
            continue
        planned, actual = (numbers.read_amount(document, place) for place in places)
        room = sum((rounding.compute_half_unit(document, place) for place in places), Decimal(0))
        if planned is None or actual is None:
            yield report_unevaluated(check, places, f"{short_names.name_line(document, places[0])}未填全")
        elif actual - planned > room:
            yield _build_finding(document, check, places, Outcome(check.severity), "决算超过预算")
        elif planned > 0 == actual and not row.parts:
            yield _build_finding(document, check, places, Outcome.MUST_EXPLAIN, "有预算而没有支出")


def _build_finding(document: Document, check: Check, places: tuple[str, ...], outcome: Outcome, what: str) -> Finding:
    planned, actual = (document.figure(place).amount or Decimal(0) for place in places)
    names = [short_names.name_column(document, place) for place in places]
    decimals, unit = short_names.count_decimals(document, places[0]), short_names.find_unit(document, places[0])
    gap = f"差 {numbers.show_difference(actual - planned, decimals)} {unit}"
    head = short_names.name_line(document, places[0])
    words = f"{head}：{names[0]} {numbers.show_amount(planned)}，{names[1]} {numbers.show_amount(actual)}，{gap}，{what}"
    return replace(
        report_finding(check, places, words, outcome), difference=actual - planned, figures=short_names.show_figures(document, *places)
    )
