"""Chromium with a profile on disk and the cache of the Back key, as people have it; it can be ended as by a power cut."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType

SCREEN = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1366, "height": 768}}
CLIPBOARD = ["clipboard-read", "clipboard-write"]


class Profile:
    """The browser of one person; `open(anew=True)` is that of another machine."""

    def __init__(self, chromium: BrowserType, folder: Path, **launching: Any) -> None:
        self.chromium, self.folder, self.number = chromium, folder, 0
        self.launching = launching
        self.open()

    def open(self, *, anew: bool = False) -> None:
        self.number += anew
        self.context = self.chromium.launch_persistent_context(
            self.folder / f"profile-{self.number}",
            ignore_default_args=["--disable-back-forward-cache"],
            permissions=CLIPBOARD,
            **{**SCREEN, **self.launching},
        )

    def close(self) -> None:
        self.context.close()

    def kill(self) -> None:
        """The processes of this very profile, at once."""
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"--user-data-dir={self.folder / f'profile-{self.number}'}" in (process / "cmdline").read_bytes().decode().split("\0"):
                    os.kill(int(process.name), signal.SIGKILL)
        with suppress(Exception):
            self.context.close()
        for lock in (self.folder / f"profile-{self.number}").glob("Singleton*"):
            lock.unlink()


def find_chromium() -> str:
    return shutil.which("chromium") or ""
