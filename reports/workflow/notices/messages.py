"""What is said of an act: some sentences, and one line for everything that has a place of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from reports.models import Event, Report, ReturnItem


@dataclass(frozen=True)
class MessageLine:
    text: str
    path: str  # where it is on our site


@dataclass(frozen=True)
class Message:
    text: str
    lines: tuple[MessageLine, ...] = ()


def describe_report(report: Report) -> str:
    return f"{report.department.name}{report.cycle.year}年度部门整体支出绩效自评报告"


def describe_deadline(report: Report) -> str:
    """截止时间：2026年3月31日 17:30"""
    due = timezone.localtime(report.due)
    return f"截止时间：{due.year}年{due.month}月{due.day}日 {due:%H:%M}"


def add_note(event: Event, sentence: str, label: str) -> Message:
    return Message(f"{sentence}\n{label}：{event.note}" if event.note else sentence)


def describe_reminder(event: Event) -> Message:
    """提醒报送: with the deadline, and what the bureau wrote."""
    return add_note(event, f"请尽快完成报告并报送财政局。{describe_deadline(event.report)}。", "财政局的话")


def describe_submission(event: Event) -> Message:
    """报送: the first time alone, later with the department's answer to every open item."""
    number, late = (event.submission.number, event.submission.late) if event.submission else (1, False)
    said = f"第 {number} 次报送" + ("，逾期" if late else "")
    items = list(event.report.return_items.filter(is_open=True)) if number > 1 else []
    page = reverse("admin:reports_report_change", args=[event.report_id])
    answers = f"，对 {len(items)} 条退回意见的答复如下" if items else ""
    return Message(f"{said}{answers}。", tuple(MessageLine(_describe_answer(item), f"{page}#item-{item.pk}") for item in items))


def describe_return(event: Event) -> Message:
    """Every item of this return with its place and text. Those of earlier rounds that are still open are counted."""
    still_open = list(event.report.return_items.filter(is_open=True))
    new = [item for item in still_open if item.created >= event.at]
    before = len(still_open) - len(new)
    text = f"请逐条修改并答复以下 {len(new)} 条意见，再重新报送。"
    text += f"以前的意见还有 {before} 条没有了结。" if before else ""
    page = reverse("report", args=[event.report_id])
    lines = tuple(MessageLine(_describe_item(item), f"{page}#item-{item.pk}") for item in new)
    return Message(f"{text}\n说明：{event.note}" if event.note else text, lines)


def describe_reopening(event: Event) -> Message:
    return Message(f"已通过的报告需要修改，请修改后重新报送。原来通过的版本仍然保留。\n理由：{event.note}", describe_return(event).lines)


def _describe_item(item: ReturnItem) -> str:
    return f"〔{item.get_kind_display()}〕{item.place_label}：{item.text}"


def _describe_answer(item: ReturnItem) -> str:
    answer = f"{item.get_answer_kind_display()}。{item.answer}" if item.answer_kind else "未答复"
    return f"{_describe_item(item)}\n答复：{answer}"
