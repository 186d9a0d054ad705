"""Reads a published report back through its outline, and says what it could not place and what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from departments import clean_text, describe_cleaning
from reports.domain import Document, Mistakes, Statement, interchange, outline_loader, places, text_import
from reports.domain.text_import import Reading, Unreadable
from reports.domain.text_import import text_files as published
from reports.domain.text_import.file_notes import NO_NOTES, FileNotes
from reports.filing import word_import
from reports.filing.word_import import SourceText
from reports.management import output_files
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "按提纲把已发布的报告文本读回为数据，列出未能归位的文字和前后不一致之处"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outline", metavar="OUTLINE", help="提纲编号，如 tianxin-2018")
        parser.add_argument("file", metavar="FILE.txt|FILE.docx", type=Path, help="报告文本，或 Word 文件")
        parser.add_argument("--output", metavar="FILE.json", type=Path, help="把读到的数据写成交换格式")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            outline = outline_loader.load_outline(options["outline"])
            source = load_source(options["file"])
            found = text_import.read_report_text(outline, clean_text(source.text))
        except (outline_loader.UnknownOutline, Mistakes, Unreadable) as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["output"]:
            output_files.write_whole_file(options["output"], interchange.dump_reading(found, source.file).encode())
        for line in describe_reading(found, source.file):
            self.stdout.write(line)
        if source.cleaning:
            self.stdout.write(f"读入时已{source.cleaning}，其余文字没有变化。")


def load_source(path: Path) -> SourceText:
    """What the file says, by its kind. Raises Unreadable."""
    if path.suffix.lower() != word_import.SUFFIX:
        text = published.read_text_file(path)
        return SourceText(text, path.name, cleaning=describe_cleaning([text]))
    return word_import.read_word_file(path)


def describe_reading(found: Reading, file: FileNotes = NO_NOTES) -> Iterable[str]:
    """What the person at the terminal is told, line by line."""
    document = found.document
    rows = sum(map(len, document.lists.values()))
    counts = f"文字 {len(document.texts)} 段，列表 {rows} 行，数据 {len(document.figures)} 个"
    yield f"已读入{document.year}年度{document.department}：{counts}。"
    contradictions = [statement for statement in document.statements if not statement.is_debris]
    yield f"前后不一致：{len(contradictions)} 处。"
    yield from (f"  {describe_statement(document, statement)}" for statement in contradictions)
    if debris := [statement for statement in document.statements if statement.is_debris]:
        yield f"原文中的残留标记：{len(debris)} 处。"
        yield from (f"  {places.label_place(document, statement.place)}：{statement.stated}" for statement in debris)
    if found.missing:
        headings = (document.fill(document.outline.sections[key].heading) or key for key in found.missing)
        yield f"文中没有的章节：{'、'.join(headings)}。"
    yield from interchange.describe_pieces(document, interchange.ReadText(found.text, found.pieces, file))


def describe_statement(document: Document, statement: Statement) -> str:
    """A contradiction in words: both values and where one of them stands, never which is wrong."""
    where = places.label_place(document, statement.place)
    return f"{where}：文中写“{statement.stated}”，按其他内容为“{statement.found}”（原文：{statement.quote}）"
