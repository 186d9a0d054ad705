"""办理记录: the only place that writes events."""

from __future__ import annotations

from datetime import datetime

from departments import audit
from departments.models import User
from reports import clock, notices
from reports.models import Event, Report, Status, Submission

# Acts that change no state; what a step is called stands in workflow/table.py.
LABELS = {
    "create": "建立报告",
    "import": "导入",
    "answer": "答复退回意见",
    "accept": "认可答复",
    "explain": "说明后按原数报送",
    "extend": "延期",
    "score": "评分",
    "attach_scan": "上传签章扫描件",
    "remove_scan": "移除签章扫描件",
    "remind": "提醒报送",
    "assign": "分配",
    "publish": "公开",
    "withdraw_publication": "撤回公开",
}


def record(
    report: Report,
    act: str,
    *,
    by: User | None,
    source: str | None = None,
    at: datetime | None = None,
    note: str = "",
    submission: Submission | None = None,
) -> Event:
    """Writes down what brought the report to its present state; without `source` the state stayed as it was.

    The same goes into the district's 审计日志, and whom it concerns is told.
    """
    before = report.status if source is None else source
    _audit(report, act, before, note, by)
    event = Event.objects.create(
        report=report,
        act=act,
        source=before,
        target=report.status,
        actor=by,
        at=at or clock.now(),
        note=note,
        submission=submission,
    )
    notices.tell(event)
    return event


def _audit(report: Report, act: str, before: str, note: str, by: User | None) -> None:
    moved = f"{Status(before).label} → {report.get_status_display()}" if before and before != report.status else LABELS.get(act, act)
    audit.record(audit.Act.STEP, report, district=report.department.district_id, detail=f"{moved} {note}".rstrip(), actor=by)
