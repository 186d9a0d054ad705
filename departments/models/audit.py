"""审计日志: who looked, came in, was refused, changed what; and the seals that chain the entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from departments.append_only import AppendOnly
from departments.models.organisation import District


class Act(models.TextChoices):
    LOGIN = "login", "登录"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOCKED_OUT = "locked_out", "账号锁定"
    LOGOUT = "logout", "退出"
    REFUSED = "refused", "拒绝访问"
    VIEW = "view", "查看报告"
    STEP = "step", "办理"
    EXPORT = "export", "导出"
    PERMISSION = "permission", "人员与权限"
    SETTING = "setting", "设置与名册"


class AuditEntry(AppendOnly):
    """One line of the log. `district` None: nobody can tell whose it is, such as a login with an unknown name."""

    district = models.ForeignKey(District, models.PROTECT, null=True, verbose_name="区县", related_name="audit_entries")
    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    act = models.CharField("事项", max_length=20, choices=Act.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    actor_name = models.CharField("姓名（账号）", max_length=210, blank=True)  # as it was then
    target = models.CharField("对象", max_length=200, blank=True)
    detail = models.CharField("内容", max_length=500, blank=True)
    address = models.CharField("来源地址", max_length=50, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审计日志"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["district", "act", "-id"], name="audit_by_district_and_act")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M:%S} {self.get_act_display()}"


class AuditSeal(AppendOnly):
    """封存: the entry's place in the chain of its district. `chain` is the district's id, 0 for entries of no district."""

    chain = models.PositiveBigIntegerField("链")
    number = models.PositiveBigIntegerField("序号")
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal", verbose_name="日志")
    sealed_at = models.DateTimeField("封存时间")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "审计封存"
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_seal_per_number")]

    def __str__(self) -> str:
        return f"{self.chain}-{self.number}"
