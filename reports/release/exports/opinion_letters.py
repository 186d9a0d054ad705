"""审核意见: that a report was approved, with points, grade, and what became of the items."""

from __future__ import annotations

from reports.domain import Cell, Paragraph
from reports.domain.rendering.page_blocks import Block
from reports.domain.rendering.word.letter_docx import Letter
from reports.domain.scoring.working_text import format_number
from reports.models import Approval, Report, ReturnItem
from reports.release.exports.item_letters import build_letter_table, describe_answer, describe_last_submission

NOT_PASSED = "还没有审核通过"
WIDTHS = (0.08, 0.22, 0.35, 0.23, 0.12)


def build_opinion_letter(report: Report) -> Letter | None:
    """None unless the report stands as approved; one that was reopened does not."""
    last = next(iter(report.submissions.all()), None)
    approval: Approval | None = getattr(last, "approval", None) if report.state.is_passed else None
    if approval is None:
        return None
    unit, year = report.department.name, report.cycle.year
    items = list(report.return_items.all())
    verdict = f"{describe_last_submission(report)}，经审核，予以通过。{_describe_points(approval)}"
    blocks: list[Block] = [Paragraph(verdict), Paragraph(_describe_items(items))]
    return Letter(f"关于{unit}{year}年度部门整体支出绩效自评报告的审核意见", f"{unit}：", (*blocks, *_build_item_tables(items)))


def _describe_points(approval: Approval) -> str:
    """自评得分 95.00 分，财政评分 90.00 分，等次为“优”。 What was not scored is not named."""
    named = (
        f"自评得分 {format_number(approval.self_points)} 分" if approval.self_points is not None else "",
        f"财政评分 {format_number(approval.points)} 分" if approval.points is not None else "",
        f"等次为“{approval.grade}”" if approval.grade else "",
    )
    said = "，".join(filter(None, named))
    return f"{said}。" if said else ""


def _describe_items(items: list[ReturnItem]) -> str:
    return f"审核中提出意见 {len(items)} 条，处理情况如下。" if items else "审核中没有提出退回意见。"


def _build_item_tables(items: list[ReturnItem]) -> list[Block]:
    rows = tuple(
        (Cell(str(at), "center"), Cell(item.place_label), Cell(item.text), Cell(describe_answer(item)), Cell(item.state, "center"))
        for at, item in enumerate(items, 1)
    )
    return [build_letter_table(("序号", "位置", "意见", "单位答复", "处理"), rows, WIDTHS)] if rows else []
