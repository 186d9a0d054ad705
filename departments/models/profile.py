"""What a department says of itself in one year: its particulars, duties, offices, units, leaders.

One table for all of it, so that a save writes it in one statement. Written only through reports.filing.drafts, under the lock and
status of that year's report; read-only in the admin.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from departments.models.organisation import Department
from departments.rows import OrderedRow, There


class Kind(models.TextChoices):
    """What a row is: a particular of the unit (then its key is the fact's, as "unit.superior"), or a row of a list."""

    PARTICULAR = "particular", "单位概况"
    DUTY = "duties", "部门职责"
    OFFICE = "offices", "内设机构"
    BUDGET_UNIT = "budget_units", "决算单位"
    LEADER = "leaders", "单位领导"


class ProfileRow(OrderedRow):
    """部门概况: one thing that a department says of itself in a year."""

    department = models.ForeignKey(Department, models.CASCADE, verbose_name="单位", related_name="profile_rows")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    text = models.TextField("内容", blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = verbose_name_plural = "部门概况"
        constraints = [
            models.UniqueConstraint(fields=["department", "year", "kind", "key"], name="one_profile_row_per_kind_and_key"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="profile_row_is_of_a_known_kind"),
        ]


class OfKind(There):
    """The rows of one kind alone; what it makes is of that kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(kind=self.kind)

    def create(self, **values: Any) -> Any:
        return super().create(**{**values, "kind": self.kind})


class Particular(ProfileRow):
    """One line about the unit itself: 名称, 隶属, 经费形式 … A blank one counts as not there."""

    objects: ClassVar[There] = OfKind(Kind.PARTICULAR)

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = Kind.PARTICULAR.label


class Duty(ProfileRow):
    objects: ClassVar[There] = OfKind(Kind.DUTY)

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = Kind.DUTY.label


class Office(ProfileRow):
    objects: ClassVar[There] = OfKind(Kind.OFFICE)

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = Kind.OFFICE.label


class BudgetUnit(ProfileRow):
    objects: ClassVar[There] = OfKind(Kind.BUDGET_UNIT)

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = Kind.BUDGET_UNIT.label


class Leader(ProfileRow):
    """A post among the unit's leaders; how many hold it is a Figure (leaders.<key>.count)."""

    objects: ClassVar[There] = OfKind(Kind.LEADER)

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = Kind.LEADER.label
