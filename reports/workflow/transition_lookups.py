"""Questions to the table of steps."""

from __future__ import annotations

from collections.abc import Iterable

from reports.models import Event, Status
from reports.workflow import events, transitions
from reports.workflow.transition import Transition


def list_rows(name: str) -> tuple[Transition, ...]:
    return tuple(row for row in transitions.TRANSITIONS if row.name == name)


def find_row(name: str, status: str) -> Transition | None:
    """The row of the act in that state; None when the act is not taken from there."""
    return next((row for row in list_rows(name) if status in row.sources), None)


def is_repeatable(event: Event) -> bool:
    """Whether a second click of the same person finds this step done."""
    return any(row.repeatable for row in list_rows(event.act) if event.source in row.sources)


def find_department_row(name: str) -> Transition | None:
    """A row of the act, where it is one of the department's; None for any other name."""
    return next((row for row in list_rows(name) if row.is_of_department), None)


def sort_rows(found: Iterable[Transition]) -> list[Transition]:
    """As they come up for a report: by the state where they begin, what goes back before what goes on."""
    order = list(Status)
    return sorted(found, key=lambda row: (order.index(row.sources[0]), not row.gives_back))


def describe_event(event: Event) -> str:
    """What the 办理记录 calls an event."""
    row = find_row(event.act, event.source) or next(iter(list_rows(event.act)), None)
    known = {act.name: act.label for act in events.WITHOUT_STEP}
    return row.label if row else known.get(event.act, event.act)
