"""后台任务: a long export that a worker makes while the person goes on, and what it is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.report import Report


class Attempted(models.Model):
    """Work for a worker, who may die over it: how often it was begun, and when to begin again at the earliest."""

    attempts = models.PositiveSmallIntegerField("执行次数", default=0, editable=False)
    not_before = models.DateTimeField("不早于", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class JobState(models.TextChoices):
    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"
    EXPIRED = "expired", "已过期"

    @classmethod
    def open(cls) -> frozenset[str]:
        """States in which a worker still has something to do."""
        return frozenset({cls.WAITING, cls.RUNNING})


class Job(Attempted):
    """One file for one person. `digest` is of what was asked for: asked twice while it is being made, it is made once."""

    kind = models.CharField("种类", max_length=20)
    name = models.CharField("文件名", max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="申请人", related_name="jobs")
    digest = models.CharField(max_length=64, editable=False)
    state = models.CharField("状态", max_length=20, choices=JobState.choices, default=JobState.WAITING)
    error = models.CharField("失败原因", max_length=500, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    file = models.CharField("结果文件", max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField("字节数", default=0, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    created = models.DateTimeField("申请时间")
    started = models.DateTimeField("开始时间", null=True, blank=True)
    finished = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "digest"], condition=models.Q(state__in=["waiting", "running"]), name="one_open_job_per_wish"
            ),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known"),
        ]
        indexes = [models.Index(fields=["state", "created"], name="job_queue")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in JobState.open()


class JobPart(Attempted):
    """One report of a job: who may not see all of them may not have the file. Not ready: still to be prepared, by any worker."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="parts")
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    ready = models.BooleanField("已备好", default=True)
    error = models.CharField("失败原因", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务的报告"
        constraints = [models.UniqueConstraint(fields=["job", "report"], name="one_part_per_job_and_report")]
        indexes = [models.Index(fields=["job"], condition=models.Q(ready=False), name="job_parts_to_prepare")]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.report_id}"
