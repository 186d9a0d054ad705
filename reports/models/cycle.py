"""年度任务: what the district's 财政局 asks for in one year."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from departments.models import Department, District
from reports.domain import Mistakes, Outline, cycle_settings, grades, outline_loader
from reports.models.outline_version import OutlineVersion


def validate_outline(value: str) -> None:
    if value not in outline_loader.list_outline_ids():
        raise ValidationError(f"没有编号为“{value}”的提纲，可用的有：{'、'.join(outline_loader.list_outline_ids())}。")


class Cycle(models.Model):
    district = models.ForeignKey(District, models.PROTECT, verbose_name="区县", related_name="cycles")
    year = models.PositiveSmallIntegerField("年度", help_text="所评价的年度，如 2024")
    outline = models.CharField("报告提纲", max_length=100, validators=[validate_outline])
    opens = models.DateTimeField("开始填报", default=timezone.now)
    due = models.DateTimeField("报送截止", help_text="北京时间")
    approved_on = models.DateField("决算批复日期", null=True, blank=True)
    needs_signature = models.BooleanField("须单位负责人签发", default=True)
    locked_after_due = models.BooleanField("逾期锁定", default=False, help_text="不勾选时逾期仍可报送，报送件标记“逾期”")
    second_review = models.BooleanField("须复审", default=False, help_text="审核员提请后，由另一名复审员确认通过")
    requires_scan = models.BooleanField(
        "须上传签章扫描件", default=False, help_text="单位报送后上传送审稿签字盖章的扫描件；没有扫描件，不能提请复审，也不能通过"
    )
    grade_cuts = models.JSONField(
        "等次分界", default=dict, blank=True, help_text='如 {"优": 90, "良": 80, "中": 60, "差": 0}；不写的按提纲执行'
    )
    notice = models.CharField("通知文号", max_length=100, blank=True)
    allow_override = models.BooleanField(
        "允许说明后报送", default=True, help_text="“必须修改”的核对结果，可由单位负责人逐条书面说明（如“与批复决算一致”）后按原数报送"
    )
    check_settings = models.JSONField(
        "核对规则的调整",
        default=dict,
        blank=True,
        help_text='按核对编号写，如 {"C12": {"severity": "W", "least": "85"}, "C29": {"off": "本年度不核对，因为……"}}；不写的按提纲执行',
    )

    class Meta:
        verbose_name = verbose_name_plural = "年度任务"
        ordering = ["-year", "district"]
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="one_cycle_per_district_and_year"),
            models.CheckConstraint(
                condition=models.Q(due__gt=models.F("opens")),
                name="cycle_is_due_after_it_opens",
                violation_error_message="报送截止须晚于开始填报。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年度"

    def clean(self) -> None:
        """Raises ValidationError: the outline's file is wrong, a setting names what its outlines do not check, the cuts are no cuts."""
        if wrong := list(grades.find_cut_problems(self.grade_cuts)):
            raise ValidationError({"grade_cuts": wrong})
        try:
            outlines = self.outlines()
        except outline_loader.UnknownOutline:
            return  # said by the validator of the field
        except Mistakes as broken:
            raise ValidationError({"outline": [str(mistake) for mistake in broken.mistakes]}) from broken
        if found := list(cycle_settings.find_problems(self.check_settings, outlines)):
            raise ValidationError([f"“核对规则的调整”与提纲不符，请先在那一页改回“按提纲”：{sentence}" for sentence in found])

    def outlines(self) -> list[Outline]:
        """The outline of new reports, then those in which reports are written already. Raises UnknownOutline, Mistakes."""
        used = OutlineVersion.objects.filter(reports__cycle=self.pk).distinct() if self.pk else ()
        return [outline_loader.load_outline(self.outline), *(version.definition for version in used)]

    @property
    def is_overdue(self) -> bool:
        return timezone.now() > self.due


class Exemption(models.Model):
    """A department that need not report in a cycle, and why."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, verbose_name="年度任务", related_name="exemptions")
    department = models.ForeignKey(Department, models.CASCADE, verbose_name="单位", related_name="exemptions")
    reason = models.CharField("理由", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "免报单位"
        constraints = [models.UniqueConstraint(fields=["cycle", "department"], name="one_exemption_per_cycle_and_department")]

    def __str__(self) -> str:
        return f"{self.department}：{self.reason}"
