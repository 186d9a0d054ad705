"""People and what they may do where."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from departments.models.spelled_field import SpelledField


class User(AbstractUser):
    """A person who signs in. The first password comes from the manager and must be changed."""

    # As Django's own, but of one spelling.
    username = SpelledField(
        _("username"),
        max_length=150,
        unique=True,
        help_text=_("Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only."),
        validators=[AbstractUser.username_validator],
        error_messages={"unique": _("A user with that username already exists.")},
    )
    name = SpelledField("姓名", max_length=50)
    phone = models.CharField("联系电话", max_length=50, blank=True)
    wants_mail = models.BooleanField("用邮件接收通知", default=True, help_text="没有邮箱的，只在网页上通知")
    district = models.ForeignKey(
        "departments.District",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="所属区县",
        related_name="people",
        help_text="建立这个账号的区县；没有角色的人员，只有它的管理员看得到、能重置密码。空着的只归技术管理员",
    )
    must_change_password = models.BooleanField("下次登录须改密码", default=False)

    REQUIRED_FIELDS = ["name", "email"]  # what `createsuperuser` asks for

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)


class Role(models.TextChoices):
    CLERK = "clerk", "填报人"
    LEADER = "leader", "单位负责人"
    REVIEWER = "reviewer", "审核员"
    SECOND_REVIEWER = "second_reviewer", "复审员"
    MANAGER = "manager", "管理员"

    @classmethod
    def of_departments(cls) -> list[Role]:
        return [cls.CLERK, cls.LEADER]

    @classmethod
    def of_districts(cls) -> list[Role]:
        return [cls.REVIEWER, cls.SECOND_REVIEWER, cls.MANAGER]


class Membership(models.Model):
    """A role of a person: in a department (填报人, 负责人) or in a district's 财政局 (审核员, 复审员, 管理员)."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name="人员", related_name="memberships")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    department = models.ForeignKey(
        "departments.Department", models.CASCADE, null=True, blank=True, verbose_name="单位", related_name="memberships"
    )
    district = models.ForeignKey(
        "departments.District", models.CASCADE, null=True, blank=True, verbose_name="区县财政局", related_name="memberships"
    )
    desk = models.ForeignKey(
        "departments.Desk", models.SET_NULL, null=True, blank=True, verbose_name="业务股室", related_name="memberships"
    )

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["clerk", "leader"], department__isnull=False, district__isnull=True)
                | Q(role__in=["reviewer", "second_reviewer", "manager"], department__isnull=True, district__isnull=False),
                name="role_belongs_to_a_department_or_a_district",
                violation_error_message="填报人、单位负责人须选单位；审核员、复审员、管理员须选区县财政局，二者只选其一。",
            ),
            models.UniqueConstraint(fields=["user", "role", "department"], name="one_role_per_person_and_department"),
            models.UniqueConstraint(fields=["user", "role", "district"], name="one_role_per_person_and_district"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}（{self.department or self.district}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever belongs to no district yet belongs to that of the first role. The technical administrator belongs to none."""
        super().save(*args, **kwargs)
        homeless = User.objects.filter(pk=self.user_id, district=None, is_superuser=False)
        homeless.update(district=self.place)

    @property
    def place(self) -> int | None:
        """Id of the district in which the role counts."""
        return self.district_id or (self.department.district_id if self.department else None)
