"""The texts of a district against one another: done by the worker, so that a page costs the same in a district of any size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from reports.models import Comparison, Cycle, Narrative

LIVE = timedelta(days=300)  # after the deadline; later nobody writes any more
Holder = tuple[int, str]  # report, name of its department


def compare_districts() -> int:
    """Every cycle that is being written; the one thing that the worker calls. How many reports were compared."""
    now = timezone.now()
    return sum(compare_cycle(cycle) for cycle in Cycle.objects.filter(opens__lte=now, due__gte=now - LIVE))


def compare_cycle(cycle: Cycle) -> int:
    """Two statements for any number of reports."""
    written = Narrative.objects.filter(report__cycle=cycle).exclude(marks="").order_by("report", "pk")
    rows = list(written.values_list("report", "report__department__name", "marks"))
    holders = _find_holders(rows)
    copies: dict[int, dict[str, str]] = {report: {} for report, _, _ in rows}
    for mark, held in holders.items():
        if len(held) > 1:
            for report, _ in held:
                copies[report][mark] = next(name for other, name in held if other != report)
    at = timezone.now().isoformat()
    made = [Comparison(report_id=report, found={"at": at, "copies": each}) for report, each in copies.items()]
    Comparison.objects.bulk_create(made, batch_size=500, update_conflicts=True, unique_fields=["report"], update_fields=["found"])
    return len(made)


def _find_holders(rows: Iterable[tuple[int, str, str]]) -> dict[str, list[Holder]]:
    """By fingerprint, the reports that have the sentence, each once."""
    found: dict[str, dict[int, str]] = {}
    for report, name, marks in rows:
        for mark in marks.split():
            found.setdefault(mark, {})[report] = name
    return {mark: list(held.items()) for mark, held in found.items()}
