"""上年数: figures that last year's report holds already, offered where this year's asks for them again, and marked as taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from reports.domain import Document, Figure, Listing, Row, figures, last_year_figures
from reports.filing.forms.inputs import Before

TAKEN, OTHERWISE, OFFERED = "取自上年报告", "上年报告为 {}", "上年报告：{}"


def compare_with_last_year(value: str, before: Figure | None) -> Before | None:
    """For beside the input; None where last year's report says nothing."""
    if before is None:
        return None
    if not value.strip():
        return Before(str(before), OFFERED.format(before))
    return Before(str(before), TAKEN if _is_same(value, before) else OTHERWISE.format(before))


def _is_same(value: str, before: Figure) -> bool:
    try:
        typed = figures.parse_figure(value)
    except figures.NotANumber:
        return False
    return (typed.amount, typed.state) == (before.amount, before.state)


def count_offered(values: Mapping[str, str], before: Iterable[str]) -> int:
    """How many blank inputs last year's report can fill."""
    return sum(place in values and not values[place].strip() for place in before)


def fill_last_year_figures(data: QueryDict, document: Document, last: Document, table: str, keys: Iterable[str] = ()) -> None:
    """Into blank inputs of the table alone; `keys`: rows of a list as they stand on the page."""
    if listing := document.outline.lists.get(table):
        rows = tuple(_read_row(data, listing, key) for key in keys)
        document = Document(document.outline, document.year, document.department, lists={table: rows})
    for place, figure in last_year_figures.find_last_year_figures(document, last).items():
        if place.startswith(f"{table}.") and not str(data.get(place, "")).strip():
            data[place] = str(figure)


def _read_row(data: QueryDict, listing: Listing, key: str) -> Row:
    name = listing.naming.key if listing.naming else ""
    return Row(key, {name: str(data.get(f"{listing.key}.{key}.{name}", ""))} if name else {})
