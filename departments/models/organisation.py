"""District, its 财政局's desks, and the departments they look after."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal

from departments.models.people import Role, User
from departments.models.spelled_field import SpelledField
from departments.spelling import spell_name

# Sent with `departments`, when one statement gave several of them another 股室; of a single one, hear its save.
desks_moved = Signal()


LETTER_MARKS = frozenset({"{年}", "{号}"})


def check_letter_number(pattern: str) -> None:
    """Raises ValidationError where the 文号格式 has another mark than the two, or half of one."""
    wrong = [mark for mark in re.findall(r"\{[^{}]*\}|[{}]", pattern) if mark not in LETTER_MARKS]
    if wrong:
        raise ValidationError(f"文号格式里的“{wrong[0]}”不认识，只能写 {{年}} 和 {{号}}。")


class District(models.Model):
    """区县: the boundary of who sees what."""

    name = SpelledField("名称", max_length=50, unique=True, help_text="如：天心区")
    city = models.CharField("所属市", max_length=50, blank=True, help_text="如：长沙市")
    bureau = models.CharField("财政局名称", max_length=100, blank=True, help_text="报告中主管财政部门的全称")
    letter_head = models.CharField(
        "公文文头", max_length=50, blank=True, help_text="公文上方的红字，如：天心区财政局文件；不填为财政局名称"
    )
    letter_number = models.CharField(
        "文号格式",
        max_length=50,
        blank=True,
        validators=[check_letter_number],
        help_text="如：天财绩〔{年}〕{号}号；{号} 印成空格，登记以后手填",
    )
    letter_signature = models.CharField("公文落款", max_length=50, blank=True, help_text="公文末尾的署名；不填为财政局名称")

    class Meta:
        verbose_name = verbose_name_plural = "区县"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeskQuerySet(models.QuerySet["Desk"]):
    def reachable(self) -> DeskQuerySet:
        """Those with a telephone, each with its district: whom to ask."""
        return self.exclude(phone="").select_related("district")


class Desk(models.Model):
    """业务股室 of a 财政局; looks after a set of departments."""

    district = models.ForeignKey(District, models.PROTECT, verbose_name="区县", related_name="desks")
    name = SpelledField("名称", max_length=50)
    contact = models.CharField("联系人", max_length=50, blank=True)
    phone = models.CharField("联系电话", max_length=50, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "业务股室"
        ordering = ["district", "name"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="one_desk_name_per_district")]

    def __str__(self) -> str:
        return self.name


class DepartmentQuerySet(models.QuerySet["Department"]):
    def filled_by(self, user: User) -> DepartmentQuerySet:
        """Departments for which the person is 填报人 or 单位负责人."""
        return self.filter(memberships__user=user, memberships__role__in=Role.of_departments()).distinct()

    def update(self, **values: Any) -> int:
        """Not of the 股室: what follows a department hears of a save alone. Raises TypeError."""
        if not values.keys().isdisjoint({"desk", "desk_id"}):
            raise TypeError("a department changes its 股室 by save()")
        return super().update(**values)


class Department(models.Model):
    """部门/单位: fills in the report. The code is text: 预算编码 have leading zeros."""

    district = models.ForeignKey(District, models.PROTECT, verbose_name="区县", related_name="departments")
    code = SpelledField("预算编码", max_length=20)
    name = SpelledField("单位名称", max_length=100)
    desk = models.ForeignKey(Desk, models.SET_NULL, null=True, blank=True, verbose_name="业务股室", related_name="departments")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name="主管部门", related_name="children")
    aliases = models.CharField(
        "简称、挂牌名称",
        max_length=200,
        blank=True,
        help_text="报告里也会写到的其他名称，用顿号分开；核对时不当作写错的名称。改名前的原名自动记着，不用再填",
    )
    active = models.BooleanField("参加填报", default=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="并入单位",
        related_name="merged",
        help_text="填写后不再参加以后年度的填报",
    )
    merged_on = models.DateField("并入日期", null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["district", "code"]
        # Few are closed, and every queue asks which.
        indexes = [models.Index(fields=["district"], condition=models.Q(active=False), name="department_closed")]
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_department_code_per_district"),
            models.CheckConstraint(condition=~models.Q(code=""), name="department_code_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(active=False),
                name="merged_department_fills_in_no_more",
                violation_error_message="已并入其他单位的，不能再参加填报。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def list_aliases(self) -> tuple[str, ...]:
        """Registered names beside its own: 简称, 挂牌."""
        return tuple(name for each in re.split(r"[、，,；;\n]", self.aliases) if (name := spell_name(each)))
