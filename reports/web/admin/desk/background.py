"""后台处理: what the 管理员 must know of it. No worker is there, or papers could not be made."""

from __future__ import annotations

from django.urls import reverse

from departments.access import Access
from reports.models import OrderKind, PaperOrder
from reports.release.jobs import worker_presence
from reports.web.admin.desk.gaps import Gap, join_names

NO_WORKER = (
    "后台进程没有运行，或者两分钟以上没有消息：邮件、截止提醒和大的导出现在不处理，报告文本要等有人打开时才生成。"
    "请技术管理员启动（manage.py work）。"
)


def find_troubles(held: Access) -> list[Gap]:
    """Two queries at most; none for who keeps no district."""
    if not held.manages_any:
        return []
    return [*_find_missing_worker(held), *_find_failed_papers(held)]


def _find_missing_worker(held: Access) -> list[Gap]:
    if worker_presence.is_worker_present():
        return []
    return [Gap(NO_WORKER, reverse("admin:tasks"), "查看后台任务") if held.everything else Gap(NO_WORKER, "", "")]


def _find_failed_papers(held: Access) -> list[Gap]:
    failed = PaperOrder.objects.failed().exclude(kind=OrderKind.DRAFT).filter(held.managed("report__department__district"))
    found = list(failed.order_by("pk").values_list("report", "report__department__name", "error"))
    if not found:
        return []
    report, _, error = found[0]
    names = join_names(list(dict.fromkeys(name for _, name, _ in found)))
    words = f"{len(found)} 份报告文本没有生成：{names}。第一份的原因：{error}"
    return [Gap(words, reverse("admin:reports_report_change", args=[report]), "查看这份报告")]
