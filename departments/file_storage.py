"""Stored files: whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's own leaves half a file where the disc fills up while it writes; here a file has its name only once it is there in full."""

    def _save(self, name: str, content: Any) -> str:
        part = f"{name}.{secrets.token_hex(8)}.part"
        try:
            super()._save(part, content)  # type: ignore[misc]
            return self._named(Path(self.path(part)), name)
        finally:
            Path(self.path(part)).unlink(missing_ok=True)

    def _named(self, part: Path, name: str) -> str:
        """Under the name, or the next free one where somebody was quicker."""
        while True:
            try:
                os.link(part, self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name.replace("\\", "/")
