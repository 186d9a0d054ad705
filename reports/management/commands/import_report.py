"""Creates or replaces a report from a file in the interchange format; all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports.domain import interchange
from reports.domain.text_import import PieceKind
from reports.filing import report_import
from reports.management.arguments import find_actor
from reports.management.base import ReportCommand

ACCEPTED = "存疑的内容已按 --accept-doubts 写入。"
WAITING = "存疑的内容没有写入，等人在报告的“读入原文”页逐处确认。"


class Command(ReportCommand):
    help = "按交换格式导入一份报告：新建，或替换填报中、已退回的报告；有一处错误就什么都不写入"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path, help="交换格式文件")
        parser.add_argument("--department", metavar="CODE", default="", help="预算编码；须与文件一致，文件没有时以此为准")
        parser.add_argument("--year", metavar="Y", type=int, help="年度；须与文件一致")
        parser.add_argument("--district", metavar="NAME", default="", help="区县；预算编码在多个区县都有，或新建单位而文件没有区县时须指定")
        parser.add_argument("--city", metavar="NAME", default="", help="新建的区县的所属市；文件没有时以此为准")
        parser.add_argument("--create-department", action="store_true", help="没有该单位、区县或年度任务时新建")
        parser.add_argument("--accept-doubts", action="store_true", help="存疑的内容已经核对过，一并写入；否则等人在网页上逐处确认")
        parser.add_argument("--as", dest="actor", metavar="USER", default="", help="以谁的名义办理，默认为系统")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            imported = report_import.import_file(
                options["file"].read_bytes(),
                code=options["department"],
                year=options["year"],
                district=options["district"],
                city=options["city"],
                create=options["create_department"],
                by=find_actor(options["actor"]),
                accepts_doubts=options["accept_doubts"],
            )
        except OSError as error:
            raise CommandError(f"不能读取“{options['file']}”，请检查文件名和权限。") from error
        except report_import.ImportRefused as refusal:
            raise CommandError("没有导入任何内容：\n" + "\n".join(refusal.sentences)) from refusal
        self.stdout.write(describe_import(imported, accepts_doubts=options["accept_doubts"]))


def describe_import(imported: report_import.Imported, *, accepts_doubts: bool = False) -> str:
    """What was taken over and what could not be placed."""
    document = imported.document
    rows = sum(map(len, document.lists.values()))
    counts = f"文字 {len(document.texts)} 段，列表 {rows} 行，数据 {len(document.figures)} 个"
    lines = [f"已导入：{imported.report.department} {document.year} 年度（{document.outline.id}），{counts}。"]
    lines += [f"未能归位：{len(imported.unplaced)} 处。", *imported.unplaced] if imported.unplaced or imported.read is None else []
    contradictions = [statement for statement in document.statements if not statement.is_debris]
    lines += [f"原文前后不一致：{len(contradictions)} 处。"] if contradictions else []
    return "\n".join([*lines, *_describe_reading(imported, accepts_doubts)])


def _describe_reading(imported: report_import.Imported, accepts_doubts: bool) -> list[str]:
    """How the text was read that the file was made from, and what becomes of its doubts."""
    if imported.read is None:
        return []
    told = list(interchange.describe_pieces(imported.document, imported.read))
    if imported.read.list_pieces(PieceKind.DOUBTFUL):
        told.insert(0, ACCEPTED if accepts_doubts else WAITING)
    return told
