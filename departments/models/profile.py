"""What a department says of itself in one year: profile, duties, offices, units, leaders.

Written only through reports.drafts, under the lock and status of that year's report; read-only in the admin.
"""

from __future__ import annotations

from django.db import models

from departments.models.organisation import Department
from departments.rows import OrderedRow


class DepartmentProfile(models.Model):
    department = models.ForeignKey(Department, models.CASCADE, verbose_name="单位", related_name="profiles")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("单位名称", max_length=200, blank=True)
    accounts_name = models.CharField("决算公开用名称", max_length=200, blank=True)
    superior = models.CharField("隶属", max_length=200, blank=True)
    funding = models.CharField("经费形式", max_length=200, blank=True)
    management = models.CharField("管理方式", max_length=200, blank=True)
    contact = models.CharField("填表人", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "部门概况"
        constraints = [models.UniqueConstraint(fields=["department", "year"], name="one_profile_per_department_and_year")]

    def __str__(self) -> str:
        return f"{self.department} {self.year}"


class ProfileRow(OrderedRow):
    profile = models.ForeignKey(DepartmentProfile, models.CASCADE, related_name="%(class)s_rows")

    class Meta(OrderedRow.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["profile", "key"], name="%(class)s_key_is_unique")]


class Duty(ProfileRow):
    text = models.TextField("职责", blank=True)

    class Meta(ProfileRow.Meta):
        verbose_name = verbose_name_plural = "部门职责"


class Office(ProfileRow):
    name = models.TextField("名称", blank=True)

    class Meta(ProfileRow.Meta):
        verbose_name = verbose_name_plural = "内设机构"


class BudgetUnit(ProfileRow):
    name = models.TextField("名称", blank=True)

    class Meta(ProfileRow.Meta):
        verbose_name = verbose_name_plural = "决算单位"


class Leader(ProfileRow):
    """A post among the unit's leaders; how many hold it is a Figure (leaders.<key>.count)."""

    post = models.TextField("职务", blank=True)

    class Meta(ProfileRow.Meta):
        verbose_name = verbose_name_plural = "单位领导"
