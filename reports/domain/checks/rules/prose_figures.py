"""C41: an amount in prose against the table, by name and unit; C42: two sentences whose amounts differ by a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.domain.checks import amounts, mentions, numbers, short_names
from reports.domain.checks.likeness import contain_letters, pair_letters
from reports.domain.checks.matching_names import normalise_name
from reports.domain.checks.mentions import Mention
from reports.domain.checks.rounding import compute_half_unit
from reports.domain.checks.rules.narrative_amounts import ENDINGS
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.checks.rules.unit_slips import is_slip

IGNORED = ("支出", "经费")  # words that C09 leaves out of names
NEAR = Decimal("0.1")  # C09 compares figures of one name that are nearer than that
FEWEST = 3  # digits of a number that is no round one
TELLING, SHORTEST = 3, 2  # letters of a subject that two sentences, or two years, may share
FILLING = re.compile(r"事项|实际|工作|数量|总数|累计|全年|各类")  # says nothing of what is counted
MOSTLY = 60  # per cent of the pairs of letters of the shorter name
KEPT = 6  # amounts of one subject that are compared with each other
UNITS = ("万元", "人", "个")


@dataclass(frozen=True)
class Candidate:
    place: str
    amount: Decimal
    half: Decimal


@rule(
    "C41",
    name="文字中的金额、人数与表格一致",
    severity="R",
    source="财政部门审核惯例",
    explanation="文字里的金额、人数按名称和单位（元、万元、亿元先换算）与表格相比；约数只看是否差十倍、百倍、一万倍。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_prose_figures(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from mentions.tell_apart(finding for one in _select_mentions(document) for finding in _compare(document, check, one))


def _select_mentions(document: Document) -> Iterable[Mention]:
    """Each name with its amount once a text, since a text may say it often."""
    found: dict[tuple[object, ...], Mention] = {}
    for one in mentions.list_mentions(document):
        if one.named and one.unit in UNITS and not one.amount.is_elsewhen and one.prose.source not in mentions.GOALS:
            found.setdefault((one.prose.place, one.subject, one.amount.value, one.unit), one)
    return found.values()


def _compare(document: Document, check: Check, one: Mention) -> Iterator[Finding]:
    found = list(_list_candidates(document, one))
    if not found or any(_agrees(one, each) for each in found):
        return
    nearest = min(found, key=lambda each: (_rank(one, each), not each.place.endswith((".final", ".actual"))))
    why = _explain(document, one, nearest)
    if why:
        yield _build_finding(document, check, one, nearest, why)


def _list_candidates(document: Document, one: Mention) -> Iterator[Candidate]:
    """The cells that the name may mean, in the unit of the text."""
    for place in one.named.places if one.named else ():
        column = place.rpartition(".")[2]
        amount = document.figure(place).amount
        unit = "人" if one.unit == "个" and place.startswith("staff.") else one.unit
        if amount is not None and short_names.find_unit(document, place) == unit and not column.startswith("last_"):
            yield Candidate(place, amount, compute_half_unit(document, place))


def _agrees(one: Mention, each: Candidate) -> bool:
    room = one.amount.half + each.half
    if one.amount.is_rough:
        room += abs(each.amount) * NEAR
    return abs(one.amount.value - each.amount) <= room


def _rank(one: Mention, each: Candidate) -> int:
    """The best explanation first: a power of ten, swapped digits, nearness."""
    if mentions.differ_by_power(one.amount.value, one.amount.half, each.amount, each.half):
        return 0
    if mentions.is_swapped(one.amount.value, each.amount):
        return 1
    return 2 if _is_near(one.amount.value, each.amount) else 3


def _is_near(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= max(abs(value), abs(other)) * NEAR


def _explain(document: Document, one: Mention, each: Candidate) -> str:
    """Why the two should be one; "" where they may well be two."""
    value, exact = one.amount.value, bool(one.named and one.named.is_exact)
    certain = exact or one.digits >= FEWEST
    if _is_near(value, each.amount):
        return "" if one.amount.is_rough or not exact or _is_asked_by_c09(document, one, each) else _describe_gap(document, each, value)
    power = mentions.differ_by_power(value, one.amount.half, each.amount, each.half)
    if power and certain:
        return f"相差 {numbers.show_amount(Decimal(10) ** abs(power))} 倍，请核对单位和小数点"
    if one.amount.is_rough:
        return ""
    if certain and mentions.is_swapped(value, each.amount):
        return f"{_describe_gap(document, each, value)}，请核对数字是否前后颠倒"
    return _describe_gap(document, each, value) if exact else ""


def _describe_gap(document: Document, each: Candidate, value: Decimal) -> str:
    unit = short_names.find_unit(document, each.place)
    return f"差 {numbers.show_difference(value - each.amount, short_names.count_decimals(document, each.place))} {unit}"


def _is_asked_by_c09(document: Document, one: Mention, each: Candidate) -> bool:
    """C09 reads the words up to the last mark and knows the labels alone."""
    table, row, column = each.place.split(".")
    grid = document.outline.grids.get(table)
    subjects = [normalise_name(one.amount.subject, ()), ENDINGS.sub("", normalise_name(one.amount.subject, IGNORED))]
    if grid is None:
        name = next((other.text("name") for other in document.rows(table) if other.key == row), "")
        names = [ENDINGS.sub("", normalise_name(name, IGNORED))]
    else:
        label = document.fill(grid.row_by_key[row].label).removeprefix("其中：")
        names = [normalise_name(label, ()), normalise_name(label + document.fill(grid.column_by_key[column].label), ())]
    return any(len(name) >= TELLING and subject.endswith(name) for name in names for subject in subjects)


def _build_finding(document: Document, check: Check, one: Mention, each: Candidate, why: str) -> Finding:
    unit, value = one.unit, one.amount.value
    words = f"“{one.quote}”称{one.subject} {numbers.show_amount(value)} {unit}"
    words += f"，{short_names.name_place(document, each.place)}为 {numbers.show_amount(each.amount)} {unit}，{why}"
    made = report_finding(check, (one.prose.place, each.place), words, subject=f"{one.prose.place}|{each.place}|{one.subject}")
    return replace(made, difference=value - each.amount, figures=short_names.show_figures(document, each.place))


@rule(
    "C42",
    name="文字前后的数字一致",
    severity="R",
    source="财政部门审核惯例",
    explanation="不同句子里名称相同（或一个是另一个的结尾）、单位相同的数字，只差小数点或相邻两个数字颠倒的列出；"
    "与上年报告里名称相同的数字相比，只差小数点、相邻两个数字颠倒或差约一万倍的列出。",
    watches=(Watched.TEXTS, Watched.LISTS),
    version=2,
    everywhere=True,
)
def check_sentences(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from mentions.tell_apart(_find_slips(document, check))
    if context.last_year:
        yield from mentions.tell_apart(_find_last_year_slips(document, check, context.last_year))


def _find_last_year_slips(document: Document, check: Check, last: Document) -> Iterator[Finding]:
    """What last year's report says under the same name is of the same size; the same digits with the point elsewhere are a slip."""
    before: dict[tuple[str, str], list[Decimal]] = {}
    for text in mentions.list_own_prose(last):
        for amount in amounts.read_amounts(text.text, last.year):
            if len(amount.subject) >= SHORTEST:
                before.setdefault((amount.subject, amount.unit), []).append(amount.value)
    for one in mentions.list_mentions(document) if before else ():
        known = before.get((one.amount.subject, one.amount.unit), ())
        if one.amount.value not in known and (value := next((value for value in known if _is_slip_of_last_year(one, value)), None)):
            words = f"“{one.quote}”称{one.amount.subject} {numbers.show_amount(one.amount.value)} {one.unit}"
            words += f"，上年的报告写 {numbers.show_amount(value)} {one.unit}，请核对小数点、单位和数字的顺序"
            made = report_finding(check, (one.prose.place,), words, subject=f"{one.prose.place}|{one.amount.subject}|last")
            yield replace(made, rests_on=f"{value:f}")


def _is_slip_of_last_year(one: Mention, before: Decimal) -> bool:
    value = one.amount.value
    if not value or not before:
        return False
    if is_slip(value, before):
        return True
    power = mentions.differ_by_power(value, Decimal(0), before, Decimal(0))
    return (one.digits >= TELLING - 1 and bool(power)) or (one.digits >= FEWEST and mentions.is_swapped(value, before))


def _find_slips(document: Document, check: Check) -> Iterator[Finding]:
    """Each amount against the few of its kind that came before it, so that the work grows with the text alone."""
    known: dict[tuple[str, str], list[Mention]] = {}
    digits: dict[tuple[str, tuple[int, ...]], Mention] = {}
    for one in mentions.list_mentions(document):
        if one.digits >= FEWEST and (other := _find_shifted(digits, one)):
            yield _report_two(check, other, one)
            continue
        if len(one.subject) < TELLING or one.amount.is_rough or one.amount.is_elsewhen:
            continue
        before = known.setdefault((one.subject[-TELLING:], one.unit), [])
        if any(each.amount.value == one.amount.value for each in before) or one.digits < FEWEST:
            continue
        other = next((each for each in before if _is_slip(each, one)), None)
        if other:
            yield _report_two(check, other, one)
        if len(before) < KEPT:
            before.append(one)


def _find_shifted(known: dict[tuple[str, tuple[int, ...]], Mention], one: Mention) -> Mention | None:
    """The first of the same digits and unit with the point elsewhere, of a thing with a word in common: 受理412项, 受理事项4120项."""
    if one.amount.is_rough or one.amount.is_elsewhen or len(one.subject) < SHORTEST:
        return None
    other = known.setdefault((one.unit, one.amount.value.normalize().as_tuple().digits), one)
    is_shifted = other is not one and other.amount.value != one.amount.value
    is_told = other.subject[-TELLING:] == one.subject[-TELLING:]  # below
    return other if is_shifted and not is_told and _share_name(other.subject, one.subject) else None


def _share_name(first: str, second: str) -> bool:
    letters = (pair_letters(FILLING.sub("", name)) for name in (first, second))
    return contain_letters(*letters) >= MOSTLY


def _is_slip(first: Mention, second: Mention) -> bool:
    if not (first.subject.endswith(second.subject) or second.subject.endswith(first.subject)):
        return False
    value, other = second.amount.value, first.amount.value
    if mentions.differ_by_power(value, second.amount.half, other, first.amount.half):
        return True
    is_told = first.amount.subject == second.amount.subject and _is_near(value, other)  # by C09
    return not is_told and mentions.is_swapped(value, other)


def _report_two(check: Check, first: Mention, second: Mention) -> Finding:
    quotes = (f"“{one.quote}”（{numbers.show_amount(one.amount.value)} {one.unit}）" for one in (first, second))
    places = tuple(dict.fromkeys((first.prose.place, second.prose.place)))
    words = f"{second.subject}前后不一：{'与'.join(quotes)}，请核对小数点和数字的顺序"
    made = report_finding(check, places, words, subject=f"{'|'.join(places)}|{second.subject}")
    return replace(made, difference=second.amount.value - first.amount.value)
