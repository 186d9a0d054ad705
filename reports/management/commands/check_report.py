"""Says everything that the checks find in a report, worst first: one line a finding, or a JSON list."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from reports.domain import Document, Finding, Findings, Outcome, places
from reports.domain.checks.numbers import show_amount
from reports.filing import drafts, live_findings
from reports.management import arguments
from reports.management.base import ReportCommand

MOST_NAMED = 3  # places of a finding in a line


class Command(ReportCommand):
    help = "核对一份报告，逐条列出核对结果：编号、类别、位置、算式、差额；--json 输出 JSON"

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_report(parser)
        parser.add_argument("--json", action="store_true", help="输出 JSON 列表")

    def handle(self, *_: Any, **options: Any) -> None:
        report = arguments.find_report(options["department"], options["year"], options["district"])
        document, last_year = drafts.load_with_last_year(report)
        found = live_findings.find_live_findings(report, document, last_year)
        if options["json"]:
            self.stdout.write(json.dumps([build_finding_json(found, finding) for finding in found], ensure_ascii=False, indent=2))
            return
        self.stdout.write("\n".join(describe_findings(document, found)))


def build_finding_json(found: Findings, finding: Finding) -> dict[str, Any]:
    """`places`: the cells that the finding names, `operands`: the others of its arithmetic. `explained` is the reason as long as
    it holds: "" where the figures changed since."""
    return {
        "id": finding.check,
        "outcome": finding.outcome.value,
        "places": list(finding.named),
        "operands": list(finding.operands),
        "message": finding.message,
        "difference": None if finding.difference is None else f"{finding.difference:f}",
        "explained": finding.explained if found.is_settled(finding) else "",
    }


def describe_findings(document: Document, found: Findings) -> Iterator[str]:
    """One line a finding, and a last one that counts them."""
    yield from (describe_finding(document, finding) for finding in found)
    counts = Counter(finding.outcome for finding in found)
    total = "，".join(f"{outcome.label} {counts[outcome]} 条" for outcome in Outcome)
    yield f"{document.department} {document.year} 年度：{total}。"


def describe_finding(document: Document, finding: Finding) -> str:
    named = "、".join(places.label_place(document, place) for place in finding.named[:MOST_NAMED])
    more = f" 等 {len(finding.named)} 处" if len(finding.named) > MOST_NAMED else ""
    gap = "" if finding.difference is None else f"｜差 {show_amount(finding.difference)}"
    again = "（需重新确认）" if finding.is_outdated else ""
    reason = f"｜说明：{finding.explained}{again}" if finding.explained else ""
    return f"{finding.check}｜{finding.outcome.label}｜{named}{more}｜{' '.join(finding.message.split())}{gap}{reason}"
