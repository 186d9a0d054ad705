"""原名: what a department was called before it was renamed. Written by departments.former_names."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from departments.models.organisation import Department
from departments.models.people import User
from departments.models.spelled_field import SpelledField


class FormerName(models.Model):
    """`until` is the moment of the renaming: reports due later carry the new name."""

    department = models.ForeignKey(Department, models.CASCADE, verbose_name="单位", related_name="former_names")
    name = SpelledField("原名", max_length=100)
    until = models.DateTimeField("更名时间", default=timezone.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, verbose_name="更名人", related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "原名"
        ordering = ["-until"]
        indexes = [models.Index(fields=["department", "until"], name="former_name_at")]

    def __str__(self) -> str:
        return self.name
