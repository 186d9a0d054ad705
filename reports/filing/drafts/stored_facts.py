"""What the database holds of a report's facts: one query for any number of years, lists and rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from departments.compiled_queries import CompiledUnion, Found, Parameter, compile_union
from departments.models import Kind, ProfileRow
from reports.domain import figures
from reports.filing.drafts.storage import LISTS, PROFILE, Scope
from reports.models import ExtraRow, Figure, Narrative, Report

NARRATIVE, EXTRA, FIGURE = ":narrative", ":extra", ":figure"  # kinds beside the keys of lists
WIDTH = max(len(store.texts) for store in LISTS.values())
SLOTS = [f"text{at}" for at in range(WIDTH)]
YEAR, POSITION, KEY, ANSWERS = F("report__cycle__year"), F("position"), F("key"), F("answers")
EMPTY, NOWHERE = Value("", TextField()), Value(0)
DEPARTMENT, REPORT = Parameter("department"), Parameter("report")
YEARS = [Parameter("year0"), Parameter("year1")]
SHAPES = 1_000  # compiled unions that are kept, of some 10 kB: sections and outlines that are in use
Cell = tuple[str, str, str]  # table, row, column


@dataclass
class StoredLine:
    """The words of a row of a list."""

    key: str
    texts: dict[str, str]
    answers: str = ""
    position: int = 0


@dataclass
class Stored:
    """Facts of one department and year as they are kept; blank ones are absent."""

    particulars: dict[str, str] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[StoredLine]] = field(default_factory=dict)
    figures: dict[Cell, figures.Figure] = field(default_factory=dict)
    own_texts: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # of a county, in rows of standard lists
    beside: list[tuple[Any, ...]] = field(default_factory=list)  # rows of the queries that came along: kind, key, texts …

    def __bool__(self) -> bool:
        return bool(self.particulars or self.narratives or any(self.lists.values()) or self.figures)


def load_stored_facts(report: Report, scope: Scope, *years: int, beside: tuple[Callable[[], Found], ...] = ()) -> dict[int, Stored]:
    """What is kept of the scope for the report's department in each of the one or two years.

    `beside` makes queries by `select_padded_columns` that come along.
    """
    found = {year: Stored() for year in years}
    for kind, year, position, key, answers, *texts in run_union(_compile_facts(scope, len(years), beside), report, *years):
        _place_stored_line(found[year], kind, StoredLine(key, {}, answers, position), texts)
    return found


def run_union(union: CompiledUnion, report: Report, *years: int) -> list[tuple[Any, ...]]:
    """Of one report and its department."""
    numbered = {parameter.name: year for parameter, year in zip(YEARS, years, strict=False)}
    return union.run(department=report.department_id, report=report.pk, **numbered)


@lru_cache(SHAPES)
def _compile_facts(scope: Scope, years: int, beside: tuple[Callable[[], Found], ...]) -> CompiledUnion:
    return compile_union([*_build_fact_queries(scope, YEARS[:years]), *(build() for build in beside)])


def _place_stored_line(stored: Stored, kind: str, line: StoredLine, texts: list[str]) -> None:
    own = stored.own_texts.get((kind, line.key), {})  # rows of ":extra" come before those of lists
    if kind in PROFILE:
        stored.lists.setdefault(kind, []).append(replace(line, texts={PROFILE[kind]: texts[0]} | own))
    elif kind in LISTS:
        stored.lists.setdefault(kind, []).append(replace(line, texts=dict(zip(LISTS[kind].texts, texts, strict=False)) | own))
    elif kind == EXTRA and (texts[0] in PROFILE or texts[0] in LISTS):
        stored.own_texts[texts[0], line.key] = json.loads(texts[1])
    elif kind == EXTRA:
        stored.lists.setdefault(texts[0], []).append(replace(line, texts=json.loads(texts[1])))
    elif kind == FIGURE:
        stored.figures[texts[0], line.key, line.answers] = _make_stored_figure(*texts[1:3])
    elif kind not in (NARRATIVE, Kind.PARTICULAR):
        stored.beside.append((kind, line.key, *texts))
    elif texts[0]:
        (stored.narratives if kind == NARRATIVE else stored.particulars)[line.key] = texts[0]


def _make_stored_figure(state: str, amount: str | None) -> figures.Figure:
    return figures.Figure.of(amount) if amount is not None else figures.Figure(None, figures.State(state))


def _build_fact_queries(scope: Scope, years: list[Parameter]) -> Iterator[Found]:
    ours = {"report__department": DEPARTMENT, "report__cycle__year__in": years}
    if kinds := scope.profile_kinds:
        rows = ProfileRow.objects.filter(department=DEPARTMENT, year__in=years, kind__in=kinds)
        yield select_padded_columns(rows, F("kind"), "text", year=F("year"))
    if keys := scope.narratives():
        yield select_padded_columns(Narrative.objects.filter(**ours, key__in=keys), NARRATIVE, "text", at=NOWHERE, answers=EMPTY)
    for key in scope.report_lists:
        yield select_padded_columns(LISTS[key].rows.filter(**ours), key, *LISTS[key].texts)
    if own := scope.extra_lists:
        yield select_padded_columns(ExtraRow.objects.filter(**ours, list__in=own), EXTRA, "list", _cast_to_text("texts"))
    if tables := {*scope.lists, *(grid for grid, _ in scope.cells)}:
        numbers = Figure.objects.filter(**ours, table__in=tables)
        yield select_padded_columns(
            numbers, FIGURE, "table", "state", _cast_to_text("amount"), at=NOWHERE, key=F("row"), answers=F("column")
        )


def _cast_to_text(name: str) -> Combinable:
    """A column as text: every slot of the union has one type. A decimal of 15 digits comes through exactly on both databases."""
    return Cast(F(name), TextField())


def select_padded_columns(
    rows: Found,
    kind: str | Combinable,
    *texts: str | Combinable,
    year: Combinable = YEAR,
    at: Combinable = POSITION,
    key: Combinable = KEY,
    answers: Combinable = ANSWERS,
) -> Found:
    """The rows as (kind, year, position, key, answers, texts …), as wide as every other of the union."""
    head = {"kind_": Value(kind) if isinstance(kind, str) else kind, "year_": year, "at_": at, "key_": key, "answers_": answers}
    filled = [*(F(text) if isinstance(text, str) else text for text in texts), *(EMPTY for _ in range(WIDTH - len(texts)))]
    chosen: Found = rows.order_by().annotate(**head, **dict(zip(SLOTS, filled, strict=True)))
    return chosen.values_list("kind_", "year_", "at_", "key_", "answers_", *SLOTS)
