"""What a published paper states beside its facts: counts (C18), and figures said twice (C09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain import formulas, numbering
from reports.domain.checks import short_names
from reports.domain.checks.prose import collect_narratives
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, report_finding, rule
from reports.domain.document import Statement
from reports.domain.patterns import printing

COUNT = re.compile(r"(?:内设|下设|设有)(?P<count>[一二三四五六七八九十]+|\d+)个(?:内设机构|职能科室|科室|股室|处室|科|股)")
BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
PLATE = re.compile(r"挂牌|加挂|合署|牌子")
PLATE_ALONE = re.compile(r"[（(](?:挂牌|加挂|合署|合署办公|挂牌机构|不计数)[^（）()]*[）)]$")
SHARED = re.compile(r"[、，,；;/]|和")
NUMBER = re.compile(r"\d+(\.\d+)?")


@rule(
    "C18",
    name="文中所称个数与列出的一致",
    severity="W",
    source="财政部门审核惯例",
    explanation="文中写的内设机构等个数与列表的行数相比；括号里的名称和挂牌的与本名算一个。",
    version=2,
)
def check_counts(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Stated in the published text, or in a narrative beside the list of offices."""
    for one in document.statements:
        key = one.place.removeprefix("table.")
        listed = len(document.rows(key))
        stated = _read_count(one.stated)
        if one.place.startswith("table.") and key in document.outline.lists and stated is not None and stated not in _count(document, key):
            label = document.outline.lists[key].label
            yield report_finding(check, (one.place,), f"文中称{label} {one.stated} 个，列出 {listed} 个：“{one.quote}”")
    listed = len(document.rows("offices"))
    for text in collect_narratives(document) if listed else ():
        match = COUNT.search(text.text)
        if match and _read_count(match["count"]) not in _count(document, "offices"):
            words = f"文中称内设机构 {match['count']} 个，列出 {listed} 个：“{text.passage(match.start())}”"
            yield report_finding(check, (text.place, "table.offices"), words)


def _count(document: Document, key: str) -> range:
    """How many the rows may be taken for: a second name (in brackets, 挂牌) is none of its own, several names may share a row."""
    naming = document.outline.lists[key].fields[0].key
    names = [row.text(naming) for row in document.rows(key)]
    bare = [BRACKETS.sub("", name).strip() for name in names]
    second = sum(not own or bool(PLATE.search(own) or PLATE_ALONE.search(name)) for name, own in zip(names, bare, strict=True) if name)
    shared = sum(max(1, len(SHARED.split(own))) for own in bare)
    return range(len(names) - second, max(shared, len(names)) + 1)


def _read_count(stated: str) -> int | None:
    return int(stated) if stated.isdecimal() else numbering.from_chinese(stated.replace("两", "二"))


def find_contradictions(document: Document, check: Check) -> Iterator[Finding]:
    """One declared fact that the published text states twice, and differently."""
    for one in document.statements:
        if one.place in document.outline.fields:
            yield from _check_stated_field(document, check, one)
        if one.place.count(".") != 2 or one.place.split(".")[0] not in document.outline.grids:
            continue
        if one.stated.endswith(("%", "％")):
            yield from _check_share(document, check, one)
        elif _show_figure(document, one.place) == one.found and NUMBER.fullmatch(one.stated.replace(",", "")):
            yield _build_finding(document, check, one, Outcome.MUST_FIX)
        elif not NUMBER.match(one.stated):
            yield from _report_branch(document, check, one)


def _check_stated_field(document: Document, check: Check, one: Statement) -> Iterator[Finding]:
    """A number, date or choice that the text says otherwise too; names are C33's. Once the field is another, the statement is answered."""
    field = document.outline.fields[one.place]
    is_counted = field.is_figure or bool(field.choices)
    if is_counted and document.field(one.place) == one.found:
        words = f"{field.label}：一处为 {one.found}，文中另称 {one.stated}：“{one.quote}”"
        yield report_finding(check, (one.place,), words, Outcome.MUST_FIX, subject=f"{one.place}|{one.stated}")


def _show_figure(document: Document, place: str) -> str:
    """The figure as the statement has it; once it is another, a person has looked at it and the statement is answered."""
    return printing.format_figure(document.figure(place))


def _build_finding(document: Document, check: Check, one: Statement, outcome: Outcome, found: str = "") -> Finding:
    words = f"{short_names.name_place(document, one.place)}：一处为 {found or one.found}，文中另称 {one.stated}：“{one.quote}”"
    if found or outcome is not Outcome.MUST_FIX:
        difference = None
    else:
        difference = Decimal(one.stated.replace(",", "")) - (document.figure(one.place).amount or 0)
    made = report_finding(check, (one.place,), words, outcome, subject=f"{one.place}|{one.stated}")
    return replace(made, difference=difference, figures=short_names.show_figures(document, one.place))


def _check_share(document: Document, check: Check, one: Statement) -> Iterator[Finding]:
    """Under the sum that the share belongs to: shares fit (C01, C02)."""
    grid, row, column = one.place.split(".")
    whole = document.cell(grid, document.outline.grids[grid].total, column) if document.outline.grids[grid].total else None
    now = printing.format_figure(formulas.compute_share(document.cell(grid, row, column), whole), ("share",)) if whole else ""
    if now and now == one.found and now != one.stated:
        home = next((other for other in document.outline.check if other.grid == grid), check)
        words = f"{short_names.name_place(document, one.place)}：文中称占 {one.stated}，按金额应占 {now}：“{one.quote}”"
        yield report_finding(home, (one.place,), words, Outcome.MUST_FIX, subject=f"{one.place}|{one.stated}")


def _report_branch(document: Document, check: Check, one: Statement) -> Iterator[Finding]:
    """The text claims what the figures do not bear out; whether that still holds, a person must say."""
    words = f"{short_names.name_place(document, one.place)}：文中称“{one.stated}”，按表中数字应为“{one.found}”"
    yield report_finding(check, (one.place,), words, Outcome.MUST_EXPLAIN, subject=f"{one.place}|{one.stated}")
