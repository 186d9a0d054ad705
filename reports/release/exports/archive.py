"""A ZIP with one file a report, and a list of the reports that are not in it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.utils import timezone

from reports.models.integrity import FrozenContentError, log_damage

LIST = "没有收入的报告.txt"
NOT_SENT = "还没有报送"


@dataclass(frozen=True)
class ArchiveEntry:
    """A file of the archive; without content the reason why there is none."""

    name: str  # without ending
    moment: datetime | None
    content: IO[bytes] | None = None
    reason: str = NOT_SENT


def left_out(name: str, moment: datetime | None, error: FrozenContentError) -> ArchiveEntry:
    """What differs from what was stored is named in the list instead; the others go on."""
    log_damage(error)
    return ArchiveEntry(name, moment, reason=error.reason)


def write_archive(entries: Iterable[ArchiveEntry], ending: str, target: IO[bytes], moment: datetime) -> list[str]:
    """Entry by entry, so that one file at a time is in memory; equal entries make equal bytes. Returns what is not in it."""
    packing = zipfile.ZIP_STORED if ending == "pdf" else zipfile.ZIP_DEFLATED  # a PDF is compressed already
    missing = []
    with zipfile.ZipFile(target, "w") as archive:
        for entry in entries:
            if entry.content is None or entry.moment is None:
                missing.append(f"{entry.name}：{entry.reason}")
                continue
            with entry.content as source, archive.open(_make_zip_entry(f"{entry.name}.{ending}", entry.moment, packing), "w") as place:
                shutil.copyfileobj(source, place)
        if missing:
            # With a mark at the front, so that Windows reads it as UTF-8.
            archive.writestr(_make_zip_entry(LIST, moment), "\r\n".join(["\ufeff以下报告没有收入本压缩包：", *missing, ""]))
    return missing


def _make_zip_entry(name: str, moment: datetime, packing: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    head = zipfile.ZipInfo(name, timezone.localtime(moment).timetuple()[:6])
    head.compress_type = packing
    return head
