"""通知: what one person is told about one report, in the page; and the mail that tells the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.job import Attempted
from reports.models.report import Report
from reports.models.review import Event


class NoticeKind(models.TextChoices):
    """What follows from the calendar; an act is told under its own name."""

    DUE_5 = "due_5", "五个工作日内截止"
    DUE_2 = "due_2", "两个工作日内截止"
    DUE_0 = "due_0", "今日截止"
    OVERDUE = "overdue", "逾期"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """`event`: the act that it tells; or `day`: the deadline, or the week after it, that it is about. The words are those of then."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="收件人", related_name="notices")
    report = models.ForeignKey(Report, models.PROTECT, verbose_name="报告", related_name="notices")
    kind = models.CharField("种类", max_length=30)  # a NoticeKind, or the act of the event
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", verbose_name="办理记录")
    day = models.DateField("日期", null=True)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容")
    lines = models.JSONField("逐条", default=list, help_text='[{"text": …, "path": …}]')
    path = models.CharField("网页", max_length=200)
    created = models.DateTimeField("时间")
    read_at = models.DateTimeField("读过", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event"], condition=Q(event__isnull=False), name="one_notice_per_person_and_act"),
            models.UniqueConstraint(
                fields=["recipient", "report", "kind", "day"], condition=Q(day__isnull=False), name="one_notice_per_person_and_day"
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=False, day__isnull=True) | Q(event__isnull=True, day__isnull=False),
                name="notice_is_of_an_act_or_a_day",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=False) | Q(kind__in=NoticeKind.values), name="notice_is_of_an_act_or_a_known_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="unread_notices"),
            models.Index(fields=["recipient", "-created", "-id"], name="notices_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.title


class MailState(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "未发出"
    DROPPED = "dropped", "不再发送"


class OutboxMail(Attempted):
    """发件: the mail of one notice, written with it in one transaction, sent by a worker."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="mail", verbose_name="通知")
    address = models.EmailField("邮箱")
    state = models.CharField("状态", max_length=20, choices=MailState.choices, default=MailState.WAITING)
    error = models.CharField("最近一次的原因", max_length=500, blank=True)
    created = models.DateTimeField("写入时间")
    finished = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "邮件", "邮件发件箱"
        ordering = ["-created", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_is_known")]
        indexes = [models.Index(fields=["created", "id"], condition=Q(state="waiting"), name="mails_to_send")]

    def __str__(self) -> str:
        return f"{self.address}：{self.notice.title}"
