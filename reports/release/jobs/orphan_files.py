"""Files that nobody registered: a worker or a page was killed between storing one and writing it down. Swept after a day, said in the log.

Every stored file has a row that names it. Where so many have none that no kill explains it (another database's files, half a restored
backup), nothing is removed and the log says that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from reports.models import Attachment, Job, JobState, PaperOrder, Printout, Publication

KEPT = timedelta(days=1)  # nobody needs that long between storing and registering
FEW, MOST = 10, 100  # so many more than are registered, and so many at all, kills may leave
NAMED = 20  # names in one line of the log
FOREIGN = "%s：有 %d 个文件没有登记（登记的有 %d 个），多得不像进程中断留下的，一个也没有删除。请核对数据库和文件是不是同一份备份。例如：%s"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoredFiles:
    """What lies below one folder of the storage; `select_names` has the names that rows stand for."""

    what: str
    folder: str
    select_names: Callable[[], QuerySet[Any, str]]


def _select_export_names() -> QuerySet[Any, str]:
    """An expired job keeps the name of the file that it had."""
    held = Job.objects.exclude(file="").filter(state__in=(JobState.DONE, *JobState.open())).order_by()
    return held.annotate(stored=Concat(Value("exports/"), "file")).values_list("stored", flat=True)


STORED = (
    StoredFiles("送审稿和定稿", "printouts", lambda: Printout.objects.order_by().values_list("file", flat=True)),
    StoredFiles("公开版", "publications", lambda: Publication.objects.order_by().values_list("file", flat=True)),
    StoredFiles("附件", "attachments", lambda: Attachment.objects.order_by().values_list("file", flat=True)),
    StoredFiles("草稿 PDF", "drafts", lambda: PaperOrder.objects.order_by().values_list("file", flat=True)),
    StoredFiles("导出的文件", "exports", _select_export_names),
)


def sweep_orphan_files() -> int:
    """How many were removed."""
    before = timezone.now() - KEPT
    return sum(_sweep_kind(each, before) for each in STORED)


def _sweep_kind(stored: StoredFiles, before: datetime) -> int:
    files = list(iter_files(stored.folder))
    registered = set(stored.select_names().iterator())  # after the files: who registers meanwhile keeps its own
    orphans = [name for name in files if name not in registered and _is_older(name, before)]
    if not orphans:
        return 0
    names = "、".join(orphans[:NAMED]) + (" 等" if len(orphans) > NAMED else "")
    if len(orphans) > min(MOST, FEW + len(registered)):
        logger.error(FOREIGN, stored.what, len(orphans), len(registered), names)
        return 0
    for name in orphans:
        default_storage.delete(name)
    logger.warning("清理：%s %d 个没有登记的文件（进程中断留下的）：%s", stored.what, len(orphans), names)
    return len(orphans)


def iter_files(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for each in folders:
        yield from iter_files(f"{folder}/{each}")


def _is_older(name: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:  # half written a moment ago, and whole by now
        return False
