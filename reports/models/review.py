"""What leaves the department and what comes back: submissions, return items, events."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from departments.append_only import AppendOnly
from reports.models.frozen_text import FrozenTextField
from reports.models.moment import Moment
from reports.models.outline_version import OutlineVersion
from reports.models.report import Report
from reports.models.states import Status


class Submission(AppendOnly):
    """报送件: a frozen Document with its hash. Never changes."""

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="submissions")
    number = models.PositiveIntegerField("报送次数")
    reference = models.CharField("编号", max_length=40, unique=True)
    document = FrozenTextField("报告数据（JSON）")
    sha256 = models.CharField("SHA-256", max_length=64)
    outline = models.ForeignKey(OutlineVersion, models.PROTECT, related_name="+", verbose_name="报告提纲")
    cycle_settings = models.JSONField("年度任务设置", default=dict)
    findings = models.JSONField("核对结果和说明", default=dict)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="报送人")
    sent_at = models.DateTimeField("报送时间")
    late = models.BooleanField("逾期", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "报送件"
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_submission_per_number")]

    def __str__(self) -> str:
        return self.reference


class ItemKind(models.TextChoices):
    MUST = "must", "必改"
    EXPLAIN = "explain", "请说明"
    ADVICE = "advice", "建议"


class Answer(models.TextChoices):
    CHANGED = "changed", "已改"
    EXPLAINED = "explained", "已说明"
    DISPUTED = "disputed", "有异议"


class Closing(models.TextChoices):
    """How an item was settled. None of them touches what was asked."""

    ACCEPTED = "accepted", "已认可"
    RAISED = "raised", "再次提出"
    APPROVED = "approved", "随通过了结"


class ReturnItem(models.Model):
    """退回意见: one thing to change, at one place of one submission. The reviewer's words are never overwritten."""

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="return_items")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, verbose_name="报送件", related_name="return_items")
    place = models.CharField("位置", max_length=200, help_text="章节、行或数据项")
    place_label = models.CharField("位置名称", max_length=200)
    kind = models.CharField("性质", max_length=20, choices=ItemKind.choices, default=ItemKind.MUST)
    text = models.TextField("意见")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提出人")
    created = Moment("提出时间", auto_now_add=True)
    answer_kind = models.CharField("答复", max_length=20, choices=Answer.choices, blank=True)
    answer = models.TextField("答复内容", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    is_open = models.BooleanField("未了结", default=True, help_text="审核员认可、再次提出或审核通过时了结")
    closing = models.CharField("了结方式", max_length=20, choices=Closing.choices, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="了结人")
    closed_at = models.DateTimeField("了结时间", null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="raised_as", verbose_name="接续的意见")

    class Meta:
        verbose_name = verbose_name_plural = "退回意见"
        ordering = ["created", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="return_item_says_something")]

    def __str__(self) -> str:
        return f"{self.place_label}：{self.text}"

    @property
    def state(self) -> str:
        """未答复, the answer, or how it was settled."""
        if not self.is_open:
            return self.get_closing_display() or "已了结"
        return self.get_answer_kind_display() or "未答复"

    @property
    def state_look(self) -> str:
        """Colour of the tag that shows the state."""
        if not self.is_open:
            return "green"
        return "blue" if self.answer_kind else "amber"

    @property
    def with_answer(self) -> str:
        """The reviewer's words and, in brackets, what the department answered."""
        if not self.answer_kind:
            return self.text
        return f"{self.text}（{'：'.join(filter(None, (self.get_answer_kind_display(), self.answer)))}）"


class Event(AppendOnly):
    """办理记录: who did what, when, from state to state, why."""

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="events")
    act = models.CharField("事项", max_length=30)
    source = models.CharField("原状态", max_length=20, choices=Status.choices, blank=True)
    target = models.CharField("新状态", max_length=20, choices=Status.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")
    note = models.TextField("说明", blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="报送件")

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        """Beijing time and where it led; what the act is called stands in workflow/transitions.py."""
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.get_target_display()}"
