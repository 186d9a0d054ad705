"""Where the limits of departments.throttling meet the login: before a password is looked at, after it was wrong, after it was right.

Every way in that asks Django's `authenticate` passes here, through axes. Where the disc takes nothing, people still come in,
and the error log has what was not counted.
"""

from __future__ import annotations

from typing import Any

from axes.conf import settings as axes_settings
from axes.handlers.database import AxesDatabaseHandler
from axes.signals import user_locked_out
from django.contrib.auth.hashers import get_hasher
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from departments import known_browser, throttling
from departments.models import User
from departments.storage_failures import going_on
from departments.throttling import Attempt, Reason, Wait

TOLD = {
    Reason.PAIR: "连续五次输入的账号或密码不对",
    Reason.BROWSER: "连续五次输入的账号或密码不对",
    Reason.NAME: "这个账号最近一小时内输错密码的次数太多",
    Reason.ADDRESS: "您所在的网络最近一小时内输错密码的次数太多",
}
ADVICE = {
    Reason.NAME: "以前用这个账号登录过的电脑（同一个浏览器）不受影响，可以照常登录。",
    Reason.ADDRESS: "以前在这个网络登录过的账号不受影响：请核对账号和密码，输对了马上可以登录。",
}


class LoginGuard(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """A refusal takes as long as a look at the password: else its time would tell which names came in from an address."""
        waits = _tell_waits(request, throttling.find_waits(_read_attempt(request, credentials)))
        locked = bool(super().is_locked(request, credentials))
        if locked and not waits:
            _tell_waits(request, self._find_pair_wait(request, credentials))
        refused = locked or not all(wait.looks for wait in waits)
        if refused:
            get_hasher().encode("", get_hasher().salt())
        return refused

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """A browser that knows the name has failures of its own: nobody else's at the same address lock it."""
        attempt = _read_attempt(request, credentials)
        return 0 if attempt.browser else int(super().get_failures(request, credentials))

    def _find_pair_wait(self, request: HttpRequest, credentials: dict[str, Any] | None) -> list[Wait]:
        [attempts] = self.get_user_attempts(request, credentials)
        last = attempts.aggregate(last=Max("attempt_time"))["last"]
        return [Wait(Reason.PAIR, last + axes_settings.AXES_COOLOFF_TIME)] if last else []

    def user_login_failed(self, sender: object, credentials: dict[str, Any], request: Any = None, **more: Any) -> None:
        """Counts what was looked at; the attempt that reaches a limit is itself answered with the wait."""
        attempt = None if request is None or request.axes_locked_out else _read_attempt(request, credentials)
        with going_on(f"输错密码：{str(credentials.get('username'))[:150]}"):
            if attempt:
                throttling.record_failure(attempt, getattr(request, "login_waits", []))
            super().user_login_failed(sender, credentials, request, **more)
        if attempt:
            self._tell_of_limits(request, credentials, attempt)

    def _tell_of_limits(self, request: Any, credentials: dict[str, Any], attempt: Attempt) -> None:
        waits = _tell_waits(request, throttling.find_waits(attempt))
        if request.axes_locked_out and not waits:
            _tell_waits(request, self._find_pair_wait(request, credentials))
        elif waits and not request.axes_locked_out:
            request.axes_locked_out, request.axes_credentials = True, credentials
            user_locked_out.send("axes", request=request, username=attempt.name, ip_address=request.axes_ip_address)

    def user_logged_in(self, sender: object, request: Any, user: User, **more: Any) -> None:
        with going_on(f"登录后清除输错次数：{user}"):
            super().user_logged_in(sender, request, user, **more)
            throttling.record_success(_read_attempt(request, {"username": user.username}))
        request.came_in_as = user.username

    def user_logged_out(self, sender: object, request: Any, user: User, **more: Any) -> None:
        with going_on(f"退出时间：{user}"):
            super().user_logged_out(sender, request, user, **more)


def _read_attempt(request: Any, credentials: dict[str, Any] | None) -> Attempt:
    name = str((credentials or {}).get("username") or "")[:150]
    return Attempt(name, throttling.find_origin(request.axes_ip_address), known_browser.read_mark(request, name))


def _tell_waits(request: Any, waits: list[Wait]) -> list[Wait]:
    """Kept with the request for the answer and 审计日志."""
    request.login_waits = waits
    return waits


def describe_wait(request: HttpRequest) -> str:
    """Why the login waits and how long; "" where it does not."""
    waits = getattr(request, "login_waits", [])
    return f"{TOLD[waits[0].reason]}，请 {waits[0].minutes} 分钟后再试。" if waits else ""


def answer_lockout(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """登录已暂停, with the minutes."""
    waits: list[Wait] = getattr(request, "login_waits", [])
    context = {"message": describe_wait(request), "advice": ADVICE.get(waits[0].reason, "") if waits else ""}
    page = render(request, "registration/lockout.html", context, status=axes_settings.AXES_HTTP_RESPONSE_CODE)
    if waits:
        page.headers["Retry-After"] = str(int((waits[0].until - timezone.now()).total_seconds()) + 1)
    return page
