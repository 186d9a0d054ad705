"""Where the made files lie: exports/<id>.<ending> below the stored files, never served by address."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from reports.models import Job
from reports.models.integrity import open_compared

DRAFT = ".part"


def get_export_folder() -> Path:
    found = Path(settings.MEDIA_ROOT) / "exports"
    found.mkdir(parents=True, exist_ok=True)
    return found


def name_job_file(job: Job, ending: str) -> str:
    """The same whoever makes it, so that a second run replaces the first."""
    return f"{job.pk}.{ending}"


def get_draft_path(job: Job) -> Path:
    """Where one worker writes, beside where the file goes; another name each time."""
    return get_export_folder() / f"{job.pk}-{secrets.token_hex(8)}{DRAFT}"


def get_file_path(job: Job) -> Path:
    return get_export_folder() / Path(job.file).name


def open_made(job: Job) -> File:
    """The file as the worker made it. Raises FrozenContentError."""
    return open_compared(f"exports/{Path(job.file).name}", job.sha256, f"导出文件“{job.name}”")


def flush_to_disk(file: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of what was written, once it is on the disk."""
    with file.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
        os.fsync(written.fileno())
    return file.stat().st_size, digest


def remove_job_drafts(job: Job) -> None:
    """Those of workers that were killed, too."""
    for file in get_export_folder().glob(f"{job.pk}-*{DRAFT}"):
        file.unlink(missing_ok=True)
