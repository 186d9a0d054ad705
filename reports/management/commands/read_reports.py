"""Reads a folder of published reports into drafts marked 历史; a line of counts for each file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports.domain.text_import import PieceKind, Reading
from reports.filing import history
from reports.filing.history import HistoricalFile, NotRead
from reports.management.arguments import find_actor
from reports.management.base import ReportCommand

HEAD = ("文件", "年度", "归位（字）", "固定文字（字）", "存疑（处）", "未能归位（处）", "结果")


class Command(ReportCommand):
    help = "读入一个文件夹里以前的报告（.txt，文件名以预算编码开头），成为标为“历史”的草稿；每个文件一行，列出各项计数"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="文件夹，可按“提纲编号/年度/文件”存放")
        parser.add_argument("--outline", metavar="OUTLINE", default="", help="不在以提纲编号命名的文件夹里的文件用哪个提纲")
        parser.add_argument("--district", metavar="NAME", default="", help="区县；预算编码在多个区县都有时须指定")
        parser.add_argument("--accept-doubts", action="store_true", help="存疑的内容也写入；否则只写入没有疑问的内容")
        parser.add_argument("--dry-run", action="store_true", help="只读不写，先看计数")
        parser.add_argument("--as", dest="actor", metavar="USER", default="", help="以谁的名义办理，默认为系统")

    def handle(self, *_: Any, **options: Any) -> None:
        folder = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"没有文件夹“{folder}”。")
        files = history.list_historical_files(folder, options["outline"])
        if not files:
            raise CommandError(f"文件夹“{folder}”里没有 .txt 文件。")
        actor = find_actor(options["actor"])
        self.stdout.write("\t".join(HEAD))
        taken = sum([self._take_file(file, actor, options) for file in files])
        self.stdout.write(f"共 {len(files)} 个文件，读入 {taken} 个，没有读入 {len(files) - taken} 个。")
        if taken < len(files):
            raise CommandError("有文件没有读入，原因见上面各行的“结果”。")

    def _take_file(self, file: HistoricalFile, actor: Any, options: dict[str, Any]) -> bool:
        found: Reading | None = None
        try:
            found = history.read_historical_file(file)
            if options["dry_run"]:
                result = "只读未写"
            else:
                accepts = options["accept_doubts"]
                report = history.keep_historical_report(file, found, district=options["district"], by=actor, accepts_doubts=accepts)
                result = f"已写入 {report.department}" + ("" if accepts or not found.doubts else "，存疑的没有写入")
        except NotRead as refusal:
            self.stdout.write("\t".join([file.name, *_count(found), f"没有读入：{refusal}"]))
            return False
        self.stdout.write("\t".join([file.name, *_count(found), result]))
        return True


def _count(found: Reading | None) -> list[str]:
    if found is None:
        return ["–"] * (len(HEAD) - 2)
    read = history.count_pieces(found)
    letters = [str(read.count_letters(kind)) for kind in (PieceKind.PLACED, PieceKind.FIXED)]
    return [str(found.document.year), *letters, *(str(len(read.list_pieces(kind))) for kind in (PieceKind.DOUBTFUL, PieceKind.UNPLACED))]
