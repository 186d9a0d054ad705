"""Adds a state, or an act, by its row alone, for the length of a test; nothing else of the program knows of it."""

import pytest
from django.db import connection

from reports.models import Event, Report, State, Status
from reports.workflow import Transition, transitions

FIELDS = ((Report, "status"), (Report, "before_signature"), (Event, "source"), (Event, "target"))
CONSTRAINTS = ("report_status_is_known", "report_turn_is_that_of_its_status")


def add_state(patch: pytest.MonkeyPatch, code: str, label: str, state: State) -> Status:
    """As if its line stood in the enumeration; what a migration would do to the constraints is done by `without_constraints`."""
    status = str.__new__(Status, code)
    status._name_, status._value_, status._label_, status.state = code.upper(), code, label, state  # type: ignore[attr-defined]
    patch.setattr(Status, "_member_names_", [*Status._member_names_, status.name])
    patch.setitem(Status._member_map_, status.name, status)
    patch.setitem(Status._value2member_map_, code, status)
    for model, name in FIELDS:
        patch.setattr(model._meta.get_field(name), "choices", Status.choices)
    without_constraints()
    return status


def without_constraints() -> None:
    """In the test's own transaction on PostgreSQL; until its connection closes, or `with_constraints`, on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in CONSTRAINTS:
            cursor.execute(f"ALTER TABLE reports_report DROP CONSTRAINT {name}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def with_constraints() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def add_acts(patch: pytest.MonkeyPatch, *rows: Transition) -> None:
    patch.setattr(transitions, "TRANSITIONS", (*transitions.TRANSITIONS, *rows))
