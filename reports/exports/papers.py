"""送审稿 of a selection as ZIP: the stored PDF of each report's last submission, and a list of those that have none."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.core.files.storage import Storage
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from reports.exports import limits, naming
from reports.models import Printout, PrintoutKind, Report, Submission

LIST = "没有收入的报告.txt"
NOT_SENT, NOT_PRINTED, LOST = "还没有报送", "送审稿尚未生成，请打开该报告下载一次后再导出", "送审稿文件缺失，请联系技术管理员"


@dataclass(frozen=True)
class Paper:
    name: str  # without ending
    sent_at: datetime | None
    file: str | None  # name in the storage


def write(reports: QuerySet[Report, Any], target: IO[bytes]) -> None:
    """The ZIP, written to `target` paper by paper. Raises Refused."""
    limits.check(reports, limits.MOST_PAPERS)
    storage = Printout._meta.get_field("file").storage
    missing = []
    with zipfile.ZipFile(target, "w") as archive:
        for paper in _papers(reports):
            if reason := _put(archive, storage, paper):
                missing.append(f"{paper.name}：{reason}")
        if missing:
            # With a mark at the front, so that Windows reads it as UTF-8.
            archive.writestr(_entry(LIST, timezone.now()), "\r\n".join(["\ufeff以下报告没有收入本压缩包：", *missing, ""]))


def _papers(reports: QuerySet[Report, Any]) -> list[Paper]:
    """In the order of codes, each under a name of its own; one query."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    chosen = reports.annotate(last=Subquery(last.values("pk")[:1]), last_sent=Subquery(last.values("sent_at")[:1]))
    stored = Printout.objects.filter(submission=OuterRef("last"), kind=PrintoutKind.SUBMISSION)
    rows = chosen.annotate(paper=Subquery(stored.values("file")[:1])).order_by("department__code", "cycle__year", "pk")
    columns = ("department__code", "department__name", "cycle__year", "last_sent", "paper")
    seen: Counter[str] = Counter()
    return [Paper(_unique(f"{code}_{name}_{year}", seen), sent, file) for code, name, year, sent, file in rows.values_list(*columns)]


def _unique(name: str, seen: Counter[str]) -> str:
    """代码_单位_年度; districts may use the same code."""
    name = naming.safe(name)
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}（{seen[name]}）"


def _put(archive: zipfile.ZipFile, storage: Storage, paper: Paper) -> str:
    """Puts the paper in, or says why it is not there."""
    if paper.sent_at is None:
        return NOT_SENT
    if not paper.file:
        return NOT_PRINTED
    try:
        source = storage.open(paper.file)
    except FileNotFoundError:
        return LOST
    with source, archive.open(_entry(f"{paper.name}.pdf", paper.sent_at), "w") as entry:
        shutil.copyfileobj(source, entry)
    return ""


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """A PDF is compressed already, so it is stored as it is."""
    return zipfile.ZipInfo(name, timezone.localtime(moment).timetuple()[:6])
