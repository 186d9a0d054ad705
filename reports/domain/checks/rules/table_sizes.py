"""C47: a table that was filled in 元 as a whole: larger than what it is a part of, or out of proportion to the staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers, short_names
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Outcome, report_finding, rule

MOST, LEAST = "500", "0.1"  # 万元 of basic expenditure a head: no salary is outside
PARTS = (  # what is always a part of the other, in every column that both have
    ("three_public.total", "expenditure.total", Outcome.MUST_FIX),
    ("running.total", "expenditure.total", Outcome.MUST_FIX),
    ("procurement.total", "expenditure.total", Outcome.MUST_EXPLAIN),
)
COLUMNS = ("last_final", "budget", "final")
COMPARED = ("expenditure.basic.final", "running.total.final", "three_public.total.final", "expenditure.total.final")  # with the district
WHOLE = "expenditure.total.final"  # compared where a report has no staff
FARTHEST = Decimal(1000)  # times the district's median; the largest unit of a district is not outside
STAFF = ("staff.total.actual", "staff.retired.actual")
HEADS = ("expenditure.basic.final", "expenditure.basic.budget", "expenditure.personnel.final")


@rule(
    "C47",
    name="整张表的单位是万元",
    severity="R",
    source="财政部门审核惯例",
    explanation="“三公”经费、公用经费不大于支出合计，政府采购大于支出合计的须说明；人均基本支出不在界限之内的，"
    "或人均数（没有人数的取合计数）与全区中位数相差一千倍以上的，核对是否按元填报。",
    thresholds={"most": Limit("人均基本支出不高于", "万元", MOST), "least": Limit("人均基本支出不低于", "万元", LEAST)},
    also=("E",),
    version=2,
    everywhere=True,
)
def check_table_sizes(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for part, whole, outcome in PARTS:
        pairs = ((f"{part}.{column}", f"{whole}.{column}") for column in COLUMNS)
        found = next((pair for pair in pairs if _exceeds(document, *pair)), None)
        if found:
            yield _build_finding(document, check, found, outcome)
    outside = list(_check_heads(document, check))
    yield from outside or _check_medians(document, check, context)


def _check_medians(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Each table against the district: a head of its staff, or the whole where the report has no staff."""
    people = document.figure(STAFF[0]).amount
    for place, told in context.medians.items():
        amount, median = document.figure(place).amount, Decimal(told)
        is_whole = place == WHOLE
        if not amount or amount < 0 or median <= 0 or is_whole == bool(people) or short_names.find_unit(document, place) != "万元":
            continue
        own = amount if is_whole else amount / (people or 1)
        if not 1 / FARTHEST < own / median < FARTHEST:
            head = "" if is_whole else f" ÷ {numbers.show_amount(people or Decimal(0))} 人 = 人均 {numbers.show_amount(round(own, 6))} 万元"
            words = f"{short_names.name_place(document, place)} {numbers.show_amount(amount)} 万元{head}"
            words += f"，全区各单位的中位数是 {numbers.show_amount(median)} 万元，相差一千倍以上，请核对这张表的单位是否为万元"
            made = report_finding(check, (place,), words, Outcome.MUST_EXPLAIN, f"{place}|median")
            yield replace(made, figures=short_names.show_figures(document, place))


def _exceeds(document: Document, part: str, whole: str) -> bool:
    first, second = (document.figure(place).amount for place in (part, whole))
    if not first or not second or short_names.find_unit(document, part) != short_names.find_unit(document, whole):
        return False
    return first - second > compute_half_unit(document, part) + compute_half_unit(document, whole)


def _build_finding(document: Document, check: Check, pair: tuple[str, str], outcome: Outcome) -> Finding:
    first, second = (document.figure(place).amount or Decimal(0) for place in pair)
    names = [short_names.name_place(document, place) for place in pair]
    words = f"{names[0]} {numbers.show_amount(first)}，大于{names[1]} {numbers.show_amount(second)}"
    if first >= second * 10:
        words += f"，为其 {numbers.show_amount(round(first / second, 1))} 倍，请核对这张表是否按元填报"
    made = report_finding(check, pair, words, outcome)
    return replace(made, difference=first - second, figures=short_names.show_figures(document, *pair))


def _check_heads(document: Document, check: Check) -> Iterator[Finding]:
    """Expenditure a head; the retired count too, since they may be paid from it."""
    people = [(place, amount) for place in STAFF if (amount := document.figure(place).amount)]
    count = sum((amount for _, amount in people), Decimal(0))
    most, least = (Decimal(check.settings.get(name, usual)) for name, usual in (("most", MOST), ("least", LEAST)))
    for place in HEADS if count > 0 else ():
        amount = document.figure(place).amount
        if amount and short_names.find_unit(document, place) == "万元" and not least <= amount / count <= most:
            head = numbers.show_amount(round(amount / count, 4))
            words = f"{short_names.name_place(document, place)} {numbers.show_amount(amount)} 万元 ÷ {numbers.show_amount(count)} 人"
            words += f" = 人均 {head} 万元，请核对单位是否为万元"
            places = (place, *(name for name, _ in people))
            yield replace(report_finding(check, places, words, Outcome.MUST_EXPLAIN), figures=short_names.show_figures(document, *places))
            return
