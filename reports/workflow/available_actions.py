"""Which acts a page offers to a person."""

from __future__ import annotations

from collections.abc import Collection

from departments.models import User
from reports.models import Report, obligation
from reports.workflow import permissions, transitions
from reports.workflow.act_context import Attempt, Refused
from reports.workflow.guards import SETTINGS
from reports.workflow.transition import Transition


def list_actions(report: Report, user: User, roles: Collection[str] | None = None) -> list[Transition]:
    """What the person may do now, in the order of the table. One query at most.

    What only a look at the whole report can tell (a blank, an own report, 免报 where the report came without it) is said when the
    act is tried.
    """
    if obligation.find_known_excuse(report):
        return []
    held = permissions.get_known_roles(report, user) if roles is None else frozenset(roles)
    rows = [row for row in transitions.TRANSITIONS if report.status in row.sources and not held.isdisjoint(row.who)]
    return [row for row in rows if _match_settings(row, report)]


def _match_settings(row: Transition, report: Report) -> bool:
    try:
        for guard in SETTINGS.intersection(row.guards):
            guard(Attempt(report))
    except Refused:
        return False
    return True
