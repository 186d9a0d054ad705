"""更名: the name that a department loses is kept, with the moment and the person, whatever changed it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from departments.audit.recording import get_present_person
from departments.models import Department, FormerName


def name_then(department: str, moment: str) -> Subquery:
    """For a query: what the department, found along `department`, was called at the moment in the column `moment`.

    NULL where it is still called so.
    """
    later = FormerName.objects.filter(department=OuterRef(department), until__gt=OuterRef(moment)).exclude(name=F("department__name"))
    return Subquery(later.order_by("until").values("name")[:1])


def keep_former_names(renamed: Iterable[tuple[Department, str]]) -> None:
    """For statements that send no signal: departments as they are now, each with the name it had. One statement."""
    by = get_present_person()
    FormerName.objects.bulk_create(FormerName(department=row, name=was, by=by) for row, was in renamed if was != row.name)


@receiver(pre_save, sender=Department)
def keep_name_before(sender: object, instance: Department, raw: bool = False, **_: object) -> None:
    """What the department was called, for the comparison afterwards."""
    known = Department.objects.filter(pk=instance.pk).values_list("name", flat=True).first() if instance.pk and not raw else None
    instance._was_called = known  # type: ignore[attr-defined]


@receiver(post_save, sender=Department)
def record_former_name(sender: object, instance: Department, update_fields: Any = None, **_: object) -> None:
    was = getattr(instance, "_was_called", None)
    if was and was != instance.name and (update_fields is None or "name" in update_fields):
        FormerName.objects.create(department=instance, name=was, by=get_present_person())
