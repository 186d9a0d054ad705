"""Loads every outline; every mistake of every file is printed with file and place, and everything that no check watches."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from reports.domain import Mistakes, Outline, coverage, outline_loader, typefaces
from reports.domain.checks.rules import missing_glyphs
from reports.domain.outlines import readability
from reports.domain.outlines.references.check_names import find_missing_rules
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "检查所有报告提纲，逐条列出错误所在的文件和位置；有错误时退出状态为 1"

    def handle(self, *_: Any, **__: Any) -> None:
        mistakes: list[str] = []
        for outline_id in outline_loader.list_outline_ids():
            try:
                outline = outline_loader.load_outline(outline_id)
                self.stdout.write(_describe_outline(outline))
                for place, letters in missing_glyphs.find_missing_in_outline(outline):
                    self.stdout.write(f"{outline_id}.toml：{place} 的文字里有打印用的字体没有的{typefaces.describe_missing(letters)}。")
                for warning in readability.list_unreadable(outline):
                    self.stdout.write(f"{outline_id}.toml：提醒：{warning}")
                missing = (f"规则 {rule} 没有安装，没有人核对它" for rule in find_missing_rules(outline))
                mistakes += (f"{outline_id}.toml：{sentence}" for sentence in (*missing, *coverage.list_unwatched(outline)))
            except Mistakes as found:
                self.stdout.write(f"{outline_id}：{len(found.mistakes)} 处错误")
                mistakes += map(str, found.mistakes)
        if mistakes:
            raise CommandError("\n".join(mistakes))


def _describe_outline(outline: Outline) -> str:
    counts = f"{len(outline.section)} 个章节、{len(outline.grid)} 张表、{len(outline.listing)} 个列表"
    return f"{outline.id}：正确（{outline.name}，{counts}）"
