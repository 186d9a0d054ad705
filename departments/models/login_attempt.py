"""Who tried to come in lately, counted by departments.throttling; 审计日志 is the record, this is forgotten."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LoginAttempt(models.Model):
    """A password that was tried: a wrong one, or the last right one of a name from an origin.

    `origin`: the network that it came from, "" where the attempt does not count for it. `browser`: the mark of a browser
    that knows the name, else "".
    """

    name = models.CharField("账号", max_length=150)
    origin = models.CharField("来源", max_length=50)
    browser = models.CharField("浏览器", max_length=32, blank=True)
    succeeded = models.BooleanField("成功")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "登录尝试"
        indexes = [
            models.Index(fields=["name", "at"], name="login_attempt_by_name"),
            models.Index(fields=["origin", "at"], name="login_attempt_by_origin"),
            models.Index(fields=["succeeded", "at"], name="login_attempt_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {timezone.localtime(self.at):%Y-%m-%d %H:%M:%S}"
