"""Writes a report as PDF, as Word (编辑稿) or in the interchange format: the draft as it stands, or a frozen submission."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from reports.domain import TooLarge, interchange
from reports.filing import drafts, live_findings
from reports.management import arguments, output_files
from reports.management.base import ReportCommand
from reports.models import Report
from reports.release import editing_copies
from reports.workflow import printouts


def _export_json(report: Report, number: int | None) -> bytes:
    text = interchange.dump_document(drafts.load_document(report)) if number is None else arguments.find_submission(report, number).document
    return text.encode()


def _export_pdf(report: Report, number: int | None) -> bytes:
    if number is None:
        return printouts.print_draft(*live_findings.load_printed_findings(report), moment=timezone.now())
    with printouts.get_printout(arguments.find_submission(report, number)).open_paper() as file:
        return bytes(file.read())


def _export_docx(report: Report, number: int | None) -> bytes:
    if number is None:
        return editing_copies.make_draft_copy(report)
    return editing_copies.make_sent_copy(arguments.find_submission(report, number))


FORMATS = {"pdf": _export_pdf, "json": _export_json, "docx": _export_docx}


class Command(ReportCommand):
    help = "导出一份报告：PDF、Word（编辑稿）或交换格式；默认为当前草稿，--submission 指定第几次报送"

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_report(parser)
        parser.add_argument("--format", choices=list(FORMATS), required=True, help="文件格式")
        parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="写入的文件")
        parser.add_argument("--submission", metavar="N", type=int, help="第几次报送")

    def handle(self, *_: Any, **options: Any) -> None:
        report = arguments.find_report(options["department"], options["year"], options["district"])
        try:
            content = FORMATS[options["format"]](report, options["submission"])
        except TooLarge as refusal:
            raise CommandError(str(refusal)) from refusal
        output_files.write_whole_file(options["output"], content)
        self.stdout.write(f"已导出：{options['output']}（{len(content)} 字节）。")
