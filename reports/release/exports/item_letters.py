"""退回意见清单: what a department has still to mend or to explain, as a letter."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from reports.domain import Cell, Paragraph, Table
from reports.domain.rendering.word.letter_docx import Letter
from reports.models import ItemKind, Report, ReturnItem

NO_ITEMS = "没有未了结的退回意见"
WIDTHS = (0.08, 0.2, 0.1, 0.37, 0.25)


def build_item_letter(report: Report) -> Letter | None:
    """None where no item is open. `submissions` (the last first) and `return_items` were fetched along."""
    items = [item for item in report.return_items.all() if item.is_open]
    if not items:
        return None
    unit, year = report.department.name, report.cycle.year
    must = sum(item.kind == ItemKind.MUST for item in items)
    opening = f"{describe_last_submission(report)}已经审核，尚未了结的意见共 {len(items)} 条，其中必改 {must} 条。{_describe_duty(report)}"
    return Letter(f"关于{unit}{year}年度部门整体支出绩效自评报告的退回意见", f"{unit}：", (Paragraph(opening), _build_item_table(items)))


def describe_last_submission(report: Report) -> str:
    """你单位报送的…（第 2 次报送，编号 …）. Items may be older than the first submission that is kept."""
    last = next(iter(report.submissions.all()), None)
    sent = f"（第 {last.number} 次报送，编号 {last.reference}）" if last else ""
    return f"你单位报送的{report.cycle.year}年度部门整体支出绩效自评报告{sent}"


def _describe_duty(report: Report) -> str:
    """What is asked of the department while the report is with it."""
    if not report.state.is_at_department:
        return "具体意见如下。"
    due = timezone.localtime(report.due)
    return f"请逐条修改或者说明，于{due.year}年{due.month}月{due.day}日{due:%H:%M}前重新报送。具体意见如下。"


def _build_item_table(items: Iterable[ReturnItem]) -> Table:
    rows = tuple(_build_item_row(at, item) for at, item in enumerate(items, 1))
    return build_letter_table(("序号", "位置", "性质", "意见", "单位答复"), rows, WIDTHS)


def _build_item_row(at: int, item: ReturnItem) -> tuple[Cell, ...]:
    kind = Cell(item.get_kind_display(), "center")
    return (Cell(str(at), "center"), Cell(item.place_label), kind, Cell(item.text), Cell(describe_answer(item)))


def describe_answer(item: ReturnItem) -> str:
    """已改：… in the department's words; 未答复."""
    if not item.answer_kind:
        return "未答复"
    return "：".join(filter(None, (item.get_answer_kind_display(), item.answer)))


def build_letter_table(heads: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], widths: tuple[float, ...]) -> Table:
    return Table("", "", "", (tuple(Cell(head, "center", head=True) for head in heads),), rows, widths)
