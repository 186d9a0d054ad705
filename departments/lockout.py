"""Wrong passwords are counted by axes; where the disc takes nothing, people still come in, and the error log has what was not counted."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler

from departments.storage_failures import going_on


class LockoutHandler(AxesDatabaseHandler):  # type: ignore[misc]
    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **more: Any) -> None:
        with going_on(f"输错密码：{str(credentials.get('username'))[:150]}"):
            super().user_login_failed(sender, credentials, request, **more)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **more: Any) -> None:
        with going_on(f"登录后清除输错次数：{user}"):
            super().user_logged_in(sender, request, user, **more)

    def user_logged_out(self, sender: Any, request: Any, user: Any, **more: Any) -> None:
        with going_on(f"退出时间：{user}"):
            super().user_logged_out(sender, request, user, **more)
