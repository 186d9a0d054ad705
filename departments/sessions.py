"""Sessions in the database; while that takes nothing, signed in the cookie itself, so that people can still log in and read."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends import db
from django.core import signing
from django.db import DatabaseError

from departments.storage_failures import find_failure, going_on

SIGNED, SALT = "signed.", "departments.sessions"
LONGEST = timedelta(hours=12)  # a signed one cannot be ended from here, so it ends soon

logger = logging.getLogger(__name__)


class SessionStore(db.SessionStore):
    """Django's own, but a session that could not be written is its own key. It moves back with the next page that can be written."""

    def load(self) -> dict[str, Any]:
        return self._unsigned() if self._is_signed(self.session_key) else super().load()

    def exists(self, session_key: str) -> bool:
        return not self._is_signed(session_key) and super().exists(session_key)

    def save(self, must_create: bool = False) -> None:
        if self._is_signed(self.session_key):
            self._session_key, must_create = self._get_new_session_key(), True  # type: ignore[attr-defined]
        try:
            super().save(must_create)
        except DatabaseError as error:
            failure = find_failure(error)
            if failure is None:
                raise
            logger.error("登录状态没有写进数据库（%s），暂存在浏览器里", failure.name)
            self._session_key = SIGNED + signing.dumps(dict(self.items()), salt=SALT)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key and not self._is_signed(key):
            with going_on("退出后删除登录状态"):
                super().delete(key)

    def _is_signed(self, key: str | None) -> bool:
        return bool(key) and str(key).startswith(SIGNED)

    def _unsigned(self) -> dict[str, Any]:
        self.modified = True
        try:
            return dict(signing.loads(str(self.session_key).removeprefix(SIGNED), salt=SALT, max_age=LONGEST))
        except signing.BadSignature:
            self._session_key = None
            return {}
