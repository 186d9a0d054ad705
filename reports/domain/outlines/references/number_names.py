"""Numbers that a formula of the outline may name: cells, fields, and what sum( ) and count( ) give of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from reports.domain import formulas
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.errors import propose_nearest_name
from reports.domain.outlines.positions import Location

Problem = tuple[Location, str]


def list_cells(outline: Outline) -> list[str]:
    """Fact ids of every cell that exists."""
    return [
        f"{grid.key}.{row.key}.{column.key}"
        for grid in outline.grid
        for row in grid.rows
        for column in grid.columns
        if grid.has(row.key, column.key)
    ]


def list_number_columns(outline: Outline) -> list[str]:
    """Numbers of lists: list.field."""
    return [
        f"{listing.key}.{field.key}" for listing in outline.listing for field in listing.fields if field.is_figure and not field.computed
    ]


def list_number_fields(outline: Outline) -> list[str]:
    return [field.key for field in outline.field if field.is_figure]


@lru_cache(maxsize=256)
def list_number_names(outline: Outline) -> tuple[str, ...]:
    """Everything that gives a formula one number, as it is written there."""
    sums = (f"sum({name})" for name in list_number_columns(outline))
    counts = (f"count({listing.key})" for listing in outline.listing)
    return (*list_cells(outline), *list_number_fields(outline), *sums, *counts)


def find_formula_problems(outline: Outline, location: Location, text: str, *, is_condition: bool = False) -> Iterator[Problem]:
    """Of a formula over the whole report."""
    known = list_number_names(outline)
    yield from check_formula(location, text, known, is_condition=is_condition, worded=outline)


def check_formula(
    location: Location, text: str, known: Iterable[str], *, is_condition: bool = False, worded: Outline | None = None
) -> Iterator[Problem]:
    """`known`: the operands that there are; `worded`: the outline whose choices a condition may name."""
    if not text:
        return
    try:
        used = formulas.list_formula_operands(text)
        compares = formulas.parse_formula(text).sign in formulas.COMPARE
        words = formulas.list_compared_words(text)
    except formulas.FormulaError as error:
        yield location, str(error)
        return
    if compares != is_condition:
        yield location, f"“{text}”{'缺少比较符号' if is_condition else '不应有比较符号'}"
    for name in sorted(set(used) - set(known) - set(words)):
        yield location, describe_unknown_operand(text, name, known)
    for name, word in words.items():
        yield from _check_compared_word(worded, location, text, name, word)


def describe_unknown_operand(text: str, operand: str, known: Iterable[str]) -> str:
    """With the nearest of what may stand in its place: in sum( ) a column of a list."""
    function, name = formulas.parse_aggregate(operand)
    fitting = [inner for aggregate, inner in map(formulas.parse_aggregate, known) if aggregate == function]
    return f"“{text}”中的“{name}”不存在{propose_nearest_name(name, fitting)}"


def _check_compared_word(outline: Outline | None, location: Location, text: str, name: str, word: str) -> Iterator[Problem]:
    field = outline.fields.get(name) if outline else None
    if not name or outline is None:
        yield location, f"“{text}”中带引号的文字只能写在条件里，与一个有选项的栏目相比：栏目 = '选项'"
    elif field is None or not field.choices:
        choosing = [one.key for one in outline.field if one.choices]
        yield location, f"“{text}”中的“{name}”不是有选项的栏目{propose_nearest_name(name, choosing)}"
    elif word not in field.choices:
        yield location, f"“{field.label}”没有选项“{word}”，可选：{'、'.join(field.choices)}"
