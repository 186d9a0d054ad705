"""Reports follow their department to another 股室: the queue finds them by an index of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver

from departments.models import Department, desks_moved
from reports.models.report import Report


@receiver(post_save, sender=Department)
def move_reports_along(
    sender: object, instance: Department, created: bool, raw: bool = False, update_fields: Any = None, **_: object
) -> None:
    if not (created or raw) and (update_fields is None or "desk" in update_fields):
        elsewhere = ~Q(desk=instance.desk_id) if instance.desk_id else Q(desk__isnull=False)
        Report.objects.filter(elsewhere, department=instance).update(desk=instance.desk_id)


@receiver(desks_moved)
def move_reports_of_many(sender: object, departments: Sequence[Department], **_: object) -> None:
    """One statement for each 股室 that departments came to."""
    by_desk: dict[int | None, list[int]] = defaultdict(list)
    for department in departments:
        by_desk[department.desk_id].append(department.pk)
    for desk, moved in by_desk.items():
        Report.objects.filter(department__in=moved).update(desk=desk)
