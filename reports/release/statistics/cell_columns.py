"""Single cells of grids beside each report: `table.row.column` as a column of the query."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from reports.models import Figure, Report

# What the bureau compares across departments, in 万元.
TOTALS = {
    "budget": "expenditure.total.budget",
    "adjusted": "expenditure.total.adjusted",
    "final": "expenditure.total.final",
    "three_budget": "three_public.total.budget",
    "three_final": "three_public.total.final",
}


def select_amount(place: str) -> Subquery:
    """The amount in 万元 (Decimal); None where the cell is blank, 不适用 or 涉密."""
    return Subquery(_select_cell(place).values("amount")[:1])


def select_state(place: str) -> Subquery:
    """amount, not_applicable or classified; None where the cell is blank."""
    return Subquery(_select_cell(place).values("state")[:1])


def add_amounts(reports: QuerySet[Report, Any], **places: str) -> QuerySet[Report, Any]:
    return reports.annotate(**{name: select_amount(place) for name, place in places.items()})


def add_states(reports: QuerySet[Report, Any], **places: str) -> QuerySet[Report, Any]:
    return reports.annotate(**{name: select_state(place) for name, place in places.items()})


def _select_cell(place: str) -> QuerySet[Figure, Any]:
    table, row, column = place.split(".")
    return Figure.objects.filter(report=OuterRef("pk"), table=table, row=row, column=column)
