"""核对说明: why findings stand as they are, as the report prints it where its outline says so.

Not printed: what is asked and not yet answered, and a reason that the paper itself gives in one of its texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reports.domain import numbering
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.verdict import Findings
from reports.domain.document import Document
from reports.domain.outlines import Block as Shown
from reports.domain.outlines import Section
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Block, Paragraph, ReportPage

ASKED = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)
STYLE = "（1）"


def build_reasoned_page(document: Document, findings: Findings) -> ReportPage:
    """The report as printed, with the reasons where its outline asks for them. Pure."""
    return pages.build_report_page(document, partial(_build_reasoned_section, findings))


def _build_reasoned_section(findings: Findings, document: Document, section: Section) -> list[Block]:
    return [block for one in section.show for block in _build_reasoned_blocks(findings, document, section, one)]


def _build_reasoned_blocks(findings: Findings, document: Document, section: Section, shown: Shown) -> list[Block]:
    if shown.kind == "reasons":
        return [Paragraph(text) for text in describe_reasons(document, shown, findings)]
    return pages.build_blocks(document, section, shown)


def describe_reasons(document: Document, block: Shown, findings: Findings) -> Iterator[str]:
    """The block's words, then a paragraph for each finding: its arithmetic and the reason; 同上 where that is the one before."""
    found = [finding for finding in findings.of(*ASKED) if findings.is_settled(finding) and not _is_reason_in_text(document, finding)]
    if found:
        yield document.fill(block.reasons)
    for at, (before, finding) in enumerate(zip([None, *found], found, strict=False), 1):
        same = before is not None and _describe_reason(before) == _describe_reason(finding)
        reason = "说明同上。" if same else _describe_reason(finding)
        yield f"{numbering.format_label(block.number or STYLE, at)}{finding.label}：{finding.message}。{reason}"


def _describe_reason(finding: Finding) -> str:
    """A figure that must be mended goes as it is by the leader's word alone."""
    speaker = "单位负责人" if finding.outcome is Outcome.MUST_FIX else ""
    return f"{speaker}说明：{_close_sentence(finding.explained)}"


def _is_reason_in_text(document: Document, finding: Finding) -> bool:
    texts = (document.text(check.reason) for check in document.outline.check if check.reason and check.id == finding.check)
    return finding.explained in texts


def _close_sentence(reason: str) -> str:
    one = "".join(reason.split("\n")).strip()
    return one if one.endswith(("。", "！", "？")) else f"{one}。"
