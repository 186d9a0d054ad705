"""The empty paper and the empty form of an outline, before any department or cycle knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils import timezone

from reports.domain import Mistakes, TooLarge
from reports.domain.outlines import drawing
from reports.domain.rendering import blank_form, pdf
from reports.domain.rendering.stylesheet import build_screen_style
from reports.management import arguments, output_files
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "打印一个提纲的空白报告和空白填写表，不需要单位和年度任务"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outline", metavar="FILE", help="提纲文件（.toml），或者提纲的编号")
        parser.add_argument("--format", choices=["pdf", "html"], default="pdf", help="文件格式，默认 pdf")
        parser.add_argument("--output", metavar="FILE", type=Path, help="写入的文件；不写就放在当前文件夹，名字同提纲")
        parser.add_argument("--year", metavar="Y", type=int, default=timezone.localtime().year - 1, help="印在报告上的年度，默认上一年")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            outline = arguments.load_outline_or_file(options["outline"])
        except Mistakes as wrong:
            raise CommandError("提纲有错，没有生成：\n" + "\n".join(map(str, wrong.mistakes))) from wrong
        if not 1900 <= options["year"] <= 9999:
            raise CommandError("年度应是四位数，如 2025。")
        paper, form = blank_form.build_preview_pages(outline, options["year"])
        output = options["output"] or Path(f"{outline.id}.{options['format']}")
        if options["format"] == "html":
            context = {
                "outline": outline,
                "drawn": drawing.draw_outline(outline),
                "paper": paper,
                "form": form,
                "style": build_screen_style(),
            }
            content = render_to_string("print/outline_preview.html", context).encode()
        else:
            content = self._print(blank_form.join_preview(paper, form))
        output_files.write_whole_file(output, content)
        self.stdout.write(f"已生成：{output}（{len(content)} 字节），前面是空白的报告，后面是填写表。")

    def _print(self, page: Any) -> bytes:
        stamp = pdf.Stamp(pdf.PaperKind.DRAFT, "", "空白提纲", timezone.now())
        try:
            return pdf.print_pdf(page, stamp, attachment=b"{}")
        except TooLarge as refusal:
            raise CommandError(str(refusal)) from refusal
