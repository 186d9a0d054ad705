"""A list is read, planned, and done as it was shown; between the two nothing is trusted that a browser could change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.db import IntegrityError, transaction

from departments import access, audit
from departments.lists import department_writing, people_writing
from departments.lists.columns import DEPARTMENT_COLUMNS, PEOPLE_COLUMNS, Column
from departments.lists.department_plan import plan_departments
from departments.lists.people_plan import plan_people
from departments.lists.plan import AT_ONCE, BadList, Options, Plan
from departments.lists.sheet_cells import Unreadable
from departments.lists.sheet_table import SheetTable, read_table
from departments.models import District, User
from departments.slips import Slip


@dataclass(frozen=True)
class ListKind:
    """`plan`: table, district, options, who brings it → Plan; `write`: what it says, and the slips that come of it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    plan: Callable[[SheetTable, District, Options, User | None], Plan]
    write: Callable[[Plan, District], list[Slip]]


class ChangedMeanwhile(Exception):
    """The plan is no longer what the person saw; `plan` is the one of now. Nothing was written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__()


def _write_departments(plan: Plan, district: District) -> list[Slip]:
    department_writing.write_departments(plan)
    return []


DEPARTMENTS = ListKind(
    "departments",
    "导入单位名单",
    DEPARTMENT_COLUMNS,
    plan_departments,
    _write_departments,
)
PEOPLE = ListKind(
    "people",
    "导入人员名单",
    PEOPLE_COLUMNS,
    plan_people,
    people_writing.write_people,
)


def read_list(kind: ListKind, file: IO[bytes]) -> SheetTable:
    """Raises BadList."""
    try:
        return read_table(file, kind.columns)
    except Unreadable as error:
        raise BadList([str(error)]) from error


def preview_list(kind: ListKind, table: SheetTable, district: District, options: Options, by: User | None) -> Plan:
    """What would happen. That somebody would give a role to himself is written down. Raises BadList."""
    plan = kind.plan(table, district, options, by)
    if any(access.TO_ONESELF in line.problems for line in plan.lines):
        audit.record_entry(audit.Act.REFUSED, by, district=district.pk, detail=access.TO_ONESELF)
    return plan


def confirm_list(
    kind: ListKind, table: SheetTable, district: District, options: Options, by: User | None, seen: str
) -> tuple[Plan, list[Slip]]:
    """Does it, where it still is what was seen. Two lists of one district come one after the other.

    Raises ChangedMeanwhile, BadList; then nothing was written.
    """
    try:
        with transaction.atomic(), audit.act_for(by):
            list(District.objects.select_for_update().filter(pk=district.pk))
            plan = kind.plan(table, district, options, by)
            if plan.digest != seen:
                raise ChangedMeanwhile(plan)
            slips = kind.write(plan, district)
            _record_import(kind, plan, district)
            return plan, slips
    except IntegrityError as error:
        raise BadList([AT_ONCE]) from error


def _record_import(kind: ListKind, plan: Plan, district: District) -> None:
    counts = "，".join(f"{verdict} {number}" for verdict, number in plan.count_lines().items() if number)
    audit.record_entry(audit.Act.SETTING, kind.title, district=district.pk, detail=counts)
