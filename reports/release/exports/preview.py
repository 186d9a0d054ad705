"""What a file will hold of each report, said before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from reports.models import Report, Submission
from reports.release.exports.item_letters import NO_ITEMS
from reports.release.exports.opinion_letters import NOT_PASSED
from reports.release.exports.selection import ORDER, select_last_submissions

OUTSIDE = "不在内"
NOT_SENT = f"尚未报送，{OUTSIDE}"


@dataclass(frozen=True)
class PreviewLine:
    report: Report
    number: int | None  # of the last submission
    is_approved: bool
    items: int  # 退回意见 that are not settled

    @property
    def sent(self) -> str:
        return f"第 {self.number} 次报送"


@dataclass(frozen=True)
class Preview:
    report: Report
    sentence: str
    is_in: bool


def preview_export(name: str, reports: QuerySet[Report, Any], moment: datetime) -> list[Preview]:
    """Of each report, in the order of the file; one query."""
    return [_describe_preview_line(name, line) for line in _load_preview_lines(reports, moment)]


def _load_preview_lines(reports: QuerySet[Report, Any], moment: datetime) -> list[PreviewLine]:
    last = Submission.objects.filter(report=OuterRef("pk"), sent_at__lte=moment).order_by("-number").values("number")
    found = (
        select_last_submissions(reports, moment)
        .annotate(number=Subquery(last[:1]), open_items=Count("return_items", filter=Q(return_items__is_open=True)))
        .select_related("department__desk", "cycle")
        .order_by(*ORDER)
    )
    return [PreviewLine(report, report.number, report.approved_at is not None, report.open_items) for report in found]


def _describe_preview_line(name: str, line: PreviewLine) -> Preview:
    sentence = SENTENCES[name](line)
    return Preview(line.report, sentence, not sentence.endswith(OUTSIDE))


def _describe_paper(line: PreviewLine) -> str:
    if line.number is None:
        return NOT_SENT
    return f"{'定稿' if line.is_approved else '送审稿'}，{line.sent}"


def _describe_frozen_data(line: PreviewLine) -> str:
    return NOT_SENT if line.number is None else f"{line.sent}的数据"


def _describe_summary_row(line: PreviewLine) -> str:
    """A row for every report; figures only of those that the bureau has."""
    if line.report.state.is_at_department:
        return f"列出单位和状态（{line.report.get_status_display()}），没有金额"
    return f"列入，{line.sent}{'，已通过' if line.is_approved else ''}"


def _describe_item_letter(line: PreviewLine) -> str:
    return f"未了结的意见 {line.items} 条" if line.items else f"{NO_ITEMS}，{OUTSIDE}"


def _describe_opinion_letter(line: PreviewLine) -> str:
    return f"审核意见，{line.sent}" if line.is_approved and line.report.state.is_passed else f"{NOT_PASSED}，{OUTSIDE}"


def _describe_circular_line(line: PreviewLine) -> str:
    return f"列入通报，{'尚未报送' if line.number is None else line.sent}"


SENTENCES: Mapping[str, Callable[[PreviewLine], str]] = {
    "summary": _describe_summary_row,
    "csv": _describe_summary_row,
    "data": _describe_frozen_data,
    "papers": _describe_paper,
    "return_items": _describe_item_letter,
    "opinions": _describe_opinion_letter,
    "circular": _describe_circular_line,
}
