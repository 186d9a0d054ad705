"""Files that a command writes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.management.base import CommandError


def write_whole_file(path: Path, content: bytes) -> None:
    """The whole file or none: written beside its place, then moved there. Raises CommandError."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise CommandError(_describe_write_refusal(path)) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        raise CommandError(_describe_write_refusal(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _describe_write_refusal(path: Path) -> str:
    return f"不能写入“{path}”，请检查文件夹和权限。"
