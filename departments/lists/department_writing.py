"""Does what the plan of a list of departments says.

Statements: some for each 500 new and each 200 changed departments, whatever else the list holds.
"""

from __future__ import annotations

from django.db.models import QuerySet

from departments import audit
from departments.former_names import keep_former_names
from departments.lists.plan import Plan, Verdict
from departments.models import Department, desks_moved

NEW_AT_ONCE, CHANGED_AT_ONCE = 500, 200
WRITTEN = ["name", "desk", "parent", "active"]


def write_departments(plan: Plan) -> None:
    """Inside the transaction in which it was planned."""
    new = [line.row for line in plan.written if line.verdict == Verdict.NEW]
    changed = [line.row for line in plan.written if line.verdict == Verdict.CHANGED]
    before = {row.pk: row for row in Department.objects.select_related("desk", "parent").filter(pk__in=[row.pk for row in changed])}
    parents = {row.code: row.parent for row in new}
    for row in new:
        row.parent = None
    Department.objects.bulk_create(new, batch_size=NEW_AT_ONCE)
    for row in new:
        row.parent = parents[row.code]
    for row in (*new, *changed):
        row.parent = row.parent  # its id, now that it has one
    _update_rows([row for row in new if row.parent_id])
    _update_rows(changed)
    keep_former_names((row, before[row.pk].name) for row in changed)
    desks_moved.send(Department, departments=[row for row in changed if row.desk_id != before[row.pk].desk_id])
    with audit.collect_entries():
        audit.record_changes([(row, None) for row in new])
        audit.record_changes([(row, audit.read_values(before[row.pk])) for row in changed])


def _update_rows(rows: list[Department]) -> None:
    """Past the guard of DepartmentQuerySet.update: whoever follows a 股室 is told afterwards, of all of them at once."""
    plain: QuerySet[Department] = QuerySet(Department)
    plain.bulk_update(rows, WRITTEN, batch_size=CHANGED_AT_ONCE)
