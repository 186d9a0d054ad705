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


def amount(place: str) -> Subquery:
    """The amount in 万元 (Decimal); None where the cell is blank, 不适用 or 涉密."""
    return Subquery(_cell(place).values("amount")[:1])


def state(place: str) -> Subquery:
    """amount, not_applicable or classified; None where the cell is blank."""
    return Subquery(_cell(place).values("state")[:1])


def with_amounts(reports: QuerySet[Report, Any], **places: str) -> QuerySet[Report, Any]:
    return reports.annotate(**{name: amount(place) for name, place in places.items()})


def with_states(reports: QuerySet[Report, Any], **places: str) -> QuerySet[Report, Any]:
    return reports.annotate(**{name: state(place) for name, place in places.items()})


def _cell(place: str) -> QuerySet[Figure, Any]:
    table, row, column = place.split(".")
    return Figure.objects.filter(report=OuterRef("pk"), table=table, row=row, column=column)
