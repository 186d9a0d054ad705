"""通报: who filed in time, late or not at all, and with what result; one letter for each 年度任务 of the selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import IO, Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from reports.domain import Cell, Paragraph
from reports.domain.rendering.page_blocks import Block
from reports.domain.rendering.word.letter_docx import Letter, print_letter
from reports.domain.scoring.working_text import format_number
from reports.models import Cycle, Report
from reports.release.exports import archive, columns, selection, summary_rows
from reports.release.exports.item_letters import build_letter_table
from reports.release.exports.letterheads import build_letterhead
from reports.release.exports.sheets import Value

WIDTHS = (0.08, 0.25, 0.16, 0.13, 0.13, 0.13, 0.12)
HEADS = ("序号", "单位", "首次报送", "报送情况", "自评得分", "财政评分", "等次")
HEADINGS = [column.heading for column in columns.DEPARTMENTS]


class Standing(NamedTuple):
    """A unit's line of the 汇总表, as far as a circular says it."""

    unit: str
    state: str
    filed: datetime | None
    late: str  # "" in time or not due yet
    own: Decimal | None
    points: Decimal | None
    grade: str

    @property
    def filing(self) -> str:
        return self.late or ("按时" if self.filed else "未报送")


def write_circulars(reports: QuerySet[Report, Any], target: IO[bytes], moment: datetime | None = None) -> list[str]:
    """Nothing is left out. Raises ExportRefused."""
    selection.check_export_size(reports, selection.MOST_IN_SUMMARY)
    moment = moment or timezone.now()
    return archive.write_archive(_iter_circulars(reports, moment), "docx", target, moment)


def _iter_circulars(reports: QuerySet[Report, Any], moment: datetime) -> Iterator[archive.ArchiveEntry]:
    cycles = Cycle.objects.filter(pk__in=reports.order_by().values("cycle")).select_related("district").order_by("year", "district__name")
    for cycle in cycles:
        rows = [_make_standing(row) for row in summary_rows.iter_department_rows(reports.filter(cycle=cycle), moment)]
        expected = Report.objects.filter(cycle=cycle).expected().count()
        letter = build_circular(cycle.year, rows, expected)
        name = selection.make_safe_name(f"{cycle.district.name}_{cycle.year}_通报")
        yield archive.ArchiveEntry(name, moment, BytesIO(print_letter(letter, build_letterhead(cycle.district, moment), moment)))


def build_circular(year: int, rows: list[Standing], expected: int) -> Letter:
    """`expected`: how many units have to file that year; a selection of fewer says so."""
    paragraphs = [_describe_scope(year, len(rows), expected), _describe_filing(rows), _describe_results(rows), _name_missing(rows)]
    lines = tuple(_build_line(at, row) for at, row in enumerate(rows, 1))
    blocks: list[Block] = [Paragraph(text) for text in paragraphs if text]
    table = build_letter_table(HEADS, lines, WIDTHS)
    return Letter(f"关于{year}年度部门整体支出绩效自评情况的通报", "各部门、各单位：", (*blocks, table))


def _make_standing(row: list[Value]) -> Standing:
    named: dict[str, Any] = dict(zip(HEADINGS, row, strict=True))
    return Standing(
        str(named["单位"]),
        str(named["状态"]),
        named["首次报送时间"],
        named["逾期"] or "",
        named["自评得分"],
        named["财政评分"],
        named["等次"] or "",
    )


def _describe_scope(year: int, shown: int, expected: int) -> str:
    rest = "" if shown == expected else f"（本年度应报送的单位共 {expected} 个）"
    return f"现将 {shown} 个单位{rest}{year}年度部门整体支出绩效自评情况通报如下。"


def _describe_filing(rows: list[Standing]) -> str:
    filed = [row for row in rows if row.filed]
    late = sum(bool(row.late) for row in filed)
    return f"已报送 {len(filed)} 个，其中按时 {len(filed) - late} 个，逾期 {late} 个；未报送 {len(rows) - len(filed)} 个。"


def _describe_results(rows: list[Standing]) -> str:
    """How many have each grade; nothing while no report has one."""
    grades = Counter(row.grade for row in rows if row.grade)
    named = "，".join(f"{grade} {number} 个" for grade, number in grades.items())
    return f"审核通过并评定等次的 {grades.total()} 个：{named}。" if named else ""


def _name_missing(rows: list[Standing]) -> str:
    missing = [row.unit for row in rows if not row.filed]
    return f"未报送的单位：{'、'.join(missing)}。" if missing else ""


def _build_line(at: int, row: Standing) -> tuple[Cell, ...]:
    filed = f"{timezone.localtime(row.filed):%Y-%m-%d}" if row.filed else ""
    points = ("" if value is None else format_number(value) for value in (row.own, row.points))
    return (Cell(str(at), "center"), Cell(row.unit), *(Cell(text, "center") for text in (filed, row.filing, *points, row.grade)))
