"""C09 in prose: an amount whose name is that of a figure, or of another sentence, and that nearly agrees with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.domain.checks import amounts, numbers, short_names
from reports.domain.checks.amounts import Amount
from reports.domain.checks.matching_names import normalise_name
from reports.domain.checks.prose import Prose, collect_prose
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.checks.rules import stated_counts
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, Watched, report_finding, rule

ENDINGS = re.compile(r"(?:支出|经费|资金|费用|费|人数|人员|数)$")
SHORTEST = 3  # letters of a name in a table
SHORTEST_SUBJECT = 4  # letters, where two sentences are compared
GOALS = ("goals", "goal_expected")  # what was aimed at may differ from what was done
Named = Mapping[str, list[str]]  # plain name → places of its figures


@dataclass(frozen=True)
class Mention:
    prose: Prose
    amount: Amount


@rule(
    "C09",
    name="同一事项金额一致",
    severity="R",
    source="财政部门审核惯例",
    explanation="文字里名称相同的金额与表格、与其他文字相比，相近而不相等的列出；同一数据项在文中两处不一致的必须修改。",
    watches=(Watched.TEXTS,),
    also=("E", "R"),
)
def check_same_figure(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from stated_counts.find_contradictions(document, check)
    mentions = [
        Mention(one, amount)
        for one in collect_prose(document)
        if one.source not in GOALS
        for amount in amounts.read_amounts(one.text, document.year)
    ]
    compared = [one for one in mentions if not one.amount.is_rough and not one.amount.is_elsewhen]
    named = collect_names(document, check) if compared else {}
    against = {id(one): _compare_with_figures(document, check, one, named) for one in compared}
    yield from (finding for finding in against.values() if finding)
    yield from _compare_sentences(check, [one for one in compared if not against[id(one)]])


def collect_names(document: Document, check: Check) -> Named:
    """Figures by the names that prose may call them."""
    found: dict[str, list[str]] = {}
    for grid in document.outline.grid:
        for row, column in itertools.product(grid.rows, grid.columns):
            if grid.has(row.key, column.key):
                label, when = document.fill(row.label).removeprefix("其中："), document.fill(column.label)
                for name in dict.fromkeys((normalise_name(label, ()), normalise_name(label + when, ()))):
                    found.setdefault(name, []).append(f"{grid.key}.{row.key}.{column.key}")
    for listing in document.outline.listing:
        fields = [field.key for field in listing.fields if field.is_figure]
        for one in document.rows(listing.key) if fields else ():
            name = _strip_ending(one.text("name"), check)
            found.setdefault(name, []).extend(f"{listing.key}.{one.key}.{field}" for field in fields)
    return {name: places for name, places in found.items() if len(name) >= SHORTEST}


def _strip_ending(name: str, check: Check) -> str:
    return ENDINGS.sub("", normalise_name(name, check.ignore))


def _compare_with_figures(document: Document, check: Check, one: Mention, named: Named) -> Finding | None:
    """Against the figures of its name; None where one of them agrees, or where none is near."""
    name = _find_name(one.amount.subject, check, named)
    places = [place for place in named.get(name, ()) if short_names.find_unit(document, place) == one.amount.unit]
    gaps = [(abs(one.amount.value - amount), place, amount) for place in places if (amount := document.figure(place).amount) is not None]
    gap, place, amount = min(gaps, default=(Decimal(0), "", Decimal(0)), key=lambda found: (found[0], not found[1].endswith(".final")))
    if not place or gap <= one.amount.half + compute_half_unit(document, place) or not _is_near(check, gap, one.amount.value, amount):
        return None
    unit = one.amount.unit
    words = f"“{one.prose.passage(one.amount.at)}”称{one.amount.subject} {numbers.show_amount(one.amount.value)} {unit}"
    difference = one.amount.value - amount
    gap_words = f"差 {numbers.show_difference(difference, short_names.count_decimals(document, place))} {unit}"
    words += f"，{short_names.name_place(document, place)}为 {numbers.show_amount(amount)} {unit}，{gap_words}"
    made = report_finding(check, (one.prose.place, place), words, _choose_outcome(check), subject=f"{one.prose.place}|{place}|{name}")
    return replace(made, difference=difference, figures=short_names.show_figures(document, place))


def _find_name(subject: str, check: Check, named: Named) -> str:
    """The longest name that the subject ends with; "" where there is none."""
    forms = (normalise_name(subject, ()), _strip_ending(subject, check))
    return next((form[at:] for form in forms for at in range(len(form) - SHORTEST + 1) if form[at:] in named), "")


def _compare_sentences(check: Check, mentions: list[Mention]) -> Iterator[Finding]:
    """Two sentences on one subject, each against the first of its kind."""
    first: dict[tuple[str, str], Mention] = {}
    for one in mentions:
        if len(one.amount.subject) < SHORTEST_SUBJECT:
            continue
        other = first.setdefault((one.amount.subject, one.amount.unit), one)
        gap = abs(one.amount.value - other.amount.value)
        if gap > one.amount.half + other.amount.half and _is_near(check, gap, one.amount.value, other.amount.value):
            yield _report_two(check, other, one)


def _report_two(check: Check, first: Mention, second: Mention) -> Finding:
    unit = second.amount.unit
    quotes = (f"“{one.prose.passage(one.amount.at)}”（{numbers.show_amount(one.amount.value)} {unit}）" for one in (first, second))
    places = tuple(dict.fromkeys((first.prose.place, second.prose.place)))
    subject = f"{'|'.join(places)}|{second.amount.subject}"
    made = report_finding(check, places, f"{second.amount.subject}前后不一：{'与'.join(quotes)}", _choose_outcome(check), subject=subject)
    return replace(made, difference=second.amount.value - first.amount.value)


def _is_near(check: Check, gap: Decimal, first: Decimal, second: Decimal) -> bool:
    return gap <= max(abs(first), abs(second)) * check.nearness / 100


def _choose_outcome(check: Check) -> Outcome:
    """Only the names match, so it is never worse than something to explain."""
    return max(Outcome(check.severity), Outcome.MUST_EXPLAIN, key=lambda outcome: outcome.rank)
