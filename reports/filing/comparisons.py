"""The reports of a district against one another: done by the worker, so that a page costs the same in a district of any size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.utils import timezone

from departments.models import Department, FormerName
from reports.domain.checks.likeness import cut_outline
from reports.domain.checks.rules.table_sizes import COMPARED, STAFF, WHOLE
from reports.filing.district_texts import Register, Written, find_alike, hash_text
from reports.models import Comparison, Cycle, Figure, Narrative

LIVE = timedelta(days=300)  # after the deadline; later nobody writes any more
FEWEST = 5  # reports of which a median tells
Holder = tuple[int, str]  # report, name of its department
Found = dict[str, Any]


def compare_districts() -> int:
    """Every cycle that is being written; the one thing that the worker calls. How many reports were compared."""
    now = timezone.now()
    return sum(compare_cycle(cycle) for cycle in Cycle.objects.filter(opens__lte=now, due__gte=now - LIVE))


def compare_cycle(cycle: Cycle) -> int:
    """Six statements for any number of reports."""
    written = Narrative.objects.filter(report__cycle=cycle).exclude(marks="").order_by("report", "pk")
    rows = list(written.values_list("report", "report__department__name", "key", "text", "marks"))
    texts = [Written(*row[:4]) for row in rows]
    copies = _find_copies((report, name, marks) for report, name, _, _, marks in rows)
    alike = find_alike(texts, frozenset().union(*(cut_outline(outline) for outline in cycle.outlines())))
    named = _find_named(cycle, texts)
    at, medians = timezone.now().isoformat(), compute_medians(cycle)
    hashes = {(one.report, one.key): hash_text(one.text) for one in texts}
    made = [
        Comparison(
            report_id=report,
            found={
                "at": at,
                "copies": each,
                "alike": {key: [hashes[report, key], *told] for key, told in alike.get(report, {}).items()},
                "units": named.get(report, {}),
                "medians": medians,
            },
        )
        for report, each in copies.items()
    ]
    Comparison.objects.bulk_create(made, batch_size=500, update_conflicts=True, unique_fields=["report"], update_fields=["found"])
    return len(made)


def _find_copies(rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    """By report, the fingerprints of its sentences that another has too, with whose they are."""
    holders: dict[str, dict[int, str]] = {}
    copies: dict[int, dict[str, str]] = {}
    for report, name, marks in rows:
        copies.setdefault(report, {})
        for mark in marks.split():
            holders.setdefault(mark, {})[report] = name
    for mark, held in holders.items():
        if len(held) > 1:
            first, second = list(held.items())[:2]
            for report in held:
                copies[report][mark] = second[1] if report == first[0] else first[1]
    return copies


def _find_named(cycle: Cycle, texts: Iterable[Written]) -> dict[int, dict[str, str]]:
    """By report, the registered names of other departments that its texts say."""
    departments = Department.objects.filter(district=cycle.district_id)
    former = FormerName.objects.filter(department__district=cycle.district_id).values_list("name", "department__name")
    register = Register(dict(former) | {name: each.name for each in departments for name in (*each.list_aliases(), each.name)})
    found: dict[int, dict[str, str]] = {}
    for one in texts:
        if names := register.find_names(one.text, one.department):
            found.setdefault(one.report, {}).update(names)
    return found


def compute_medians(cycle: Cycle) -> dict[str, str]:
    """Each cell a head of the staff, and the whole expenditure of a report; 万元, of five reports or more. One statement."""
    wanted = {place: place.split(".") for place in (*COMPARED, STAFF[0])}
    tables = {parts[0] for parts in wanted.values()}
    figures = Figure.objects.filter(report__cycle=cycle, table__in=tables, amount__gt=0)
    rows = figures.values_list("report", "table", "row", "column", "amount")
    amounts: dict[int, dict[str, Decimal]] = {}
    for report, *parts, amount in rows:
        if (place := ".".join(parts)) in wanted:
            amounts.setdefault(report, {})[place] = amount
    found = {}
    for place in COMPARED:
        told = [
            each[place] / (1 if place == WHOLE else each[STAFF[0]])
            for each in amounts.values()
            if place in each and (place == WHOLE or STAFF[0] in each)
        ]
        if len(told) >= FEWEST:
            found[place] = f"{round(median(told), 6).normalize():f}"
    return found
