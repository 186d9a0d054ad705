"""Everything that is stored of reports, whatever their outline asks for: as many queries for any number of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from departments.models import Kind, ProfileRow
from reports.domain import Figure as Number
from reports.domain.figures import State
from reports.filing.drafts.storage import LISTS, PROFILE
from reports.models import Attachment, Explanation, ExtraRow, Figure, Narrative, Report

Sort = Literal["field", "text", "wording", "cell", "figure", "attachment", "explanation"]
PREFIXES: tuple[tuple[str, Sort], ...] = (("field.", "field"), ("wording.", "wording"))
Found = tuple[int, "StoredValue"]  # id of the report, and what it keeps


@dataclass(frozen=True)
class StoredValue:
    """One value as it is stored.

    `field`, `text`, `wording`: the words of the fact `key`. `cell`: the words in `column` of the row `row` of the list `key`.
    `figure`: the number there, `key` being a list or a grid. `attachment`: the name of a file at the place `key`. `explanation`: what
    was said of a finding of the rule `key`.
    """

    sort: Sort
    key: str
    text: str
    row: str = ""
    column: str = ""


def load_stored_values(reports: Collection[Report]) -> dict[int, list[StoredValue]]:
    """By id of the report; `reports` bring their cycle along. What belongs to the department and year is each report's."""
    found: dict[int, list[StoredValue]] = {report.pk: [] for report in reports}
    for pk, value in _iter_all(reports):
        if value.text:
            found[pk].append(value)
    return found


def _iter_all(reports: Collection[Report]) -> Iterator[Found]:
    ids = [report.pk for report in reports]
    yield from _iter_profiles(reports)
    for pk, key, text in Narrative.objects.filter(report__in=ids).order_by("pk").values_list("report", "key", "text"):
        prefix, sort = next(((prefix, sort) for prefix, sort in PREFIXES if key.startswith(prefix)), ("", "text"))
        yield pk, StoredValue(sort, key.removeprefix(prefix), text)
    yield from _iter_rows(ids)
    numbers = Figure.objects.filter(report__in=ids).order_by("table", "pk")
    for pk, table, row, column, amount, state in numbers.values_list("report", "table", "row", "column", "amount", "state"):
        number = Number.of(amount) if amount is not None else Number(None, State(state))
        yield pk, StoredValue("figure", table, str(number), row, column)
    yield from _iter_beside(ids)


def _iter_profiles(reports: Collection[Report]) -> Iterator[Found]:
    """The particulars and lists of the department in the year."""
    of_year: dict[tuple[int, int], list[int]] = defaultdict(list)
    for report in reports:
        of_year[report.department_id, report.cycle.year].append(report.pk)
    departments, years = {department for department, _ in of_year}, {year for _, year in of_year}
    rows = ProfileRow.objects.filter(department__in=departments, year__in=years)
    for department, year, kind, key, text in rows.values_list("department", "year", "kind", "key", "text"):
        for pk in of_year.get((department, year), ()):
            if kind == Kind.PARTICULAR:
                yield pk, StoredValue("field", key, text)
            else:
                yield pk, StoredValue("cell", kind, text, key, PROFILE[kind])


def _iter_rows(ids: list[int]) -> Iterator[Found]:
    for name, store in LISTS.items():
        for pk, key, *texts in store.rows.filter(report__in=ids).values_list("report", "key", *store.texts):
            yield from ((pk, StoredValue("cell", name, text, key, column)) for column, text in zip(store.texts, texts, strict=True))
    for pk, name, key, words in ExtraRow.objects.filter(report__in=ids).values_list("report", "list", "key", "texts"):
        yield from ((pk, StoredValue("cell", name, str(text), key, column)) for column, text in words.items())


def _iter_beside(ids: list[int]) -> Iterator[Found]:
    """What hangs on the facts: files and reasons."""
    files = Attachment.objects.filter(report__in=ids, kind=Attachment.Kind.EVIDENCE, removed_at=None)
    for pk, place, name in files.values_list("report", "place", "name"):
        yield pk, StoredValue("attachment", place, name)
    for pk, rule, text in Explanation.objects.filter(report__in=ids).order_by("pk").values_list("report", "rule", "text"):
        yield pk, StoredValue("explanation", rule, text)
