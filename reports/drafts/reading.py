"""What the database holds of a report's facts, in two queries for any number of years and rows; one more for own lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable

from departments.models import DepartmentProfile
from reports import figures
from reports.drafts.storage import LISTS, PROFILE, Scope
from reports.models import ExtraRow, Figure, Narrative, Report

NARRATIVE, PROFILED = "narrative", "profile"  # kinds beside the keys of lists
WIDTH = max(len(PROFILE), *(len(store.texts) for store in LISTS.values()))
SLOTS = [f"text{at}" for at in range(WIDTH)]
Cell = tuple[str, str, str]  # table, row, column


@dataclass
class Line:
    """The words of a row of a list."""

    key: str
    texts: dict[str, str]
    answers: str = ""
    position: int = 0


@dataclass
class Stored:
    """Facts of one department and year as they are kept; blank ones are absent."""

    profile_id: int | None = None
    profile: dict[str, str] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Line]] = field(default_factory=dict)
    figures: dict[Cell, figures.Figure] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.profile or self.narratives or any(self.lists.values()) or self.figures)


def read(report: Report, scope: Scope, *years: int) -> dict[int, Stored]:
    """What is kept of the scope for the report's department in each of the years."""
    found = {year: Stored() for year in years}
    for kind, year, pk, position, key, answers, *texts in _words(report, scope, years):
        _place(found[year], kind, pk, Line(key, dict(zip(_names(kind), texts, strict=False)), answers, position))
    for year, table, row, column, amount, state in _figures(report, scope, years):
        found[year].figures[table, row, column] = figures.Figure.of(amount) if amount is not None else _without_amount(state)
    for year, own, position, key, answers, extra in _extra_rows(report, scope, years):
        found[year].lists.setdefault(own, []).append(Line(key, extra, answers, position))
    return found


def _place(stored: Stored, kind: str, pk: int, line: Line) -> None:
    if kind == NARRATIVE:
        stored.narratives[line.key] = line.texts["text"]
    elif kind == PROFILED:
        stored.profile_id, stored.profile = pk, line.texts
    else:
        stored.lists.setdefault(kind, []).append(line)


def _names(kind: str) -> tuple[str, ...]:
    if kind == NARRATIVE:
        return ("text",)
    return tuple(PROFILE.values()) if kind == PROFILED else LISTS[kind].texts


def _without_amount(state: str) -> figures.Figure:
    return figures.Figure(None, figures.State(state))


def _words(report: Report, scope: Scope, years: tuple[int, ...]) -> list[tuple[Any, ...]]:
    """Every list row, narrative and profile in one query: a union of columns of equal width."""
    queries = list(_queries(report, scope, years))
    if not queries:
        return []
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return sorted(rows, key=lambda row: (row[0], row[1], row[3]))


def _queries(report: Report, scope: Scope, years: tuple[int, ...]) -> Iterator[QuerySet[Any, Any]]:
    ours = {"report__department": report.department_id, "report__cycle__year__in": years}
    if keys := scope.narratives():
        narratives = Narrative.objects.filter(**ours, key__in=keys)
        yield _padded(narratives, NARRATIVE, F("report__cycle__year"), ("text",), answers=Value(""), at=Value(0))
    if scope.has_profile:
        profiles = DepartmentProfile.objects.filter(department=report.department_id, year__in=years)
        yield _padded(profiles, PROFILED, F("year"), tuple(PROFILE.values()), key=Value(""), answers=Value(""), at=Value(0))
    for key in scope.known_lists:
        store = LISTS[key]
        if store.of_profile:
            rows = store.rows.filter(profile__department=report.department_id, profile__year__in=years)
            yield _padded(rows, key, F("profile__year"), store.texts)
        else:
            yield _padded(store.rows.filter(**ours), key, F("report__cycle__year"), store.texts)


def _padded(
    rows: QuerySet[Any, Any],
    kind: str,
    year: F,
    texts: tuple[str, ...],
    *,
    key: Combinable | None = None,
    answers: Combinable | None = None,
    at: Combinable | None = None,
) -> Any:
    """The rows as (kind, year, primary key, position, key, answers, texts …)."""
    head = {"kind_": Value(kind), "year_": year, "at_": at or F("position"), "key_": key or F("key"), "answers_": answers or F("answers")}
    filled = [*map(F, texts), *(Value("", TextField()) for _ in range(WIDTH - len(texts)))]
    chosen = rows.order_by().annotate(**head, **dict(zip(SLOTS, filled, strict=True)))
    return chosen.values_list("kind_", "year_", "pk", "at_", "key_", "answers_", *SLOTS)


def _figures(report: Report, scope: Scope, years: tuple[int, ...]) -> list[tuple[Any, ...]]:
    tables = {*scope.lists, *(grid for grid, _ in scope.cells)}
    if not tables:
        return []
    found = Figure.objects.filter(report__department=report.department_id, report__cycle__year__in=years, table__in=tables)
    return list(found.values_list("report__cycle__year", "table", "row", "column", "amount", "state"))


def _extra_rows(report: Report, scope: Scope, years: tuple[int, ...]) -> list[tuple[Any, ...]]:
    if not scope.own_lists:
        return []
    found = ExtraRow.objects.filter(report__department=report.department_id, report__cycle__year__in=years, list__in=scope.own_lists)
    return list(found.order_by("position").values_list("report__cycle__year", "list", "position", "key", "answers", "texts"))
