"""Loads every outline, or those that are named; every mistake is printed with file and place, and everything that no check watches.
The county's own outlines, and those that are named, are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports.domain import Mistakes, Outline, coverage, outline_loader, typefaces
from reports.domain.checks.rules import missing_glyphs
from reports.domain.outlines import drawing, folder_problems, readability
from reports.domain.outlines.references.check_names import find_missing_rules
from reports.management import arguments
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "检查报告提纲，逐条列出错误所在的文件和位置，并画出提纲的结构；有错误时退出状态为 1"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outlines", metavar="OUTLINE", nargs="*", help="只检查这些：提纲的编号，或者 .toml 文件；不写就检查全部")
        parser.add_argument("--brief", action="store_true", help="不画结构")

    def handle(self, *_: Any, outlines: list[str], brief: bool, **__: Any) -> None:
        drawn = set() if brief else set(outlines or outline_loader.list_own_outline_ids())
        mistakes: list[str] = [] if outlines else list(folder_problems.find_folder_problems(outline_loader.list_own_folders()))
        for name in outlines or outline_loader.list_outline_ids():
            mistakes += self._check_one(name, is_drawn=name in drawn)
        if mistakes:
            raise CommandError("\n".join(mistakes))

    def _check_one(self, name: str, *, is_drawn: bool) -> list[str]:
        """Prints the verdict first, and below it what is worth a look; the mistakes are given back."""
        try:
            outline = arguments.load_outline_or_file(name)
        except Mistakes as found:
            self.stdout.write(f"{Path(name).stem}：有 {len(found.mistakes)} 处错误，不能使用")
            return list(map(str, found.mistakes))
        mistakes = [f"{outline.id}.toml：{sentence}" for sentence in _find_unchecked(outline)]
        verdict = f"有 {len(mistakes)} 处错误" if mistakes else "正确"
        self.stdout.write(f"{outline.id}：{verdict}（{outline.name}，{_count_parts(outline)}）")
        for place, letters in missing_glyphs.find_missing_in_outline(outline):
            self.stdout.write(f"{outline.id}.toml：{place} 的文字里有打印用的字体没有的{typefaces.describe_missing(letters)}。")
        for warning in readability.list_unreadable(outline):
            self.stdout.write(f"{outline.id}.toml：提醒：{warning}")
        for line in drawing.draw_outline(outline) if is_drawn else ():
            self.stdout.write(line)
        return mistakes


def _find_unchecked(outline: Outline) -> Iterator[str]:
    yield from (f"规则 {rule} 没有安装，没有人核对它" for rule in find_missing_rules(outline))
    yield from coverage.list_unwatched(outline)


def _count_parts(outline: Outline) -> str:
    return f"{len(outline.section)} 个章节、{len(outline.grid)} 张表、{len(outline.listing)} 个列表"
