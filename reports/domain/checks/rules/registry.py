"""What every rule is written with: its declaration, what it reads, and the findings that it makes.

@rule("XY12", name="培训费有支出的写明人数", severity="W", source="县财绩〔2024〕3号")
def training(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict, Unpack

from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.document import Document, Row
from reports.domain.outlines import Check
from reports.domain.outlines.rule_declarations import Kind, Limit, RuleDeclaration, Watched, declare_rule

__all__ = [
    "Check",
    "Context",
    "Declared",
    "Document",
    "Finding",
    "Limit",
    "Outcome",
    "Row",
    "Rule",
    "Watched",
    "report_finding",
    "report_unevaluated",
    "rule",
]

Rule = Callable[[Document, Check, Context], Iterator[Finding]]


class Declared(TypedDict, total=False):
    """What `@rule` takes, see `RuleDeclaration`. Name, severity and source must be given."""

    name: str
    severity: str  # E must be fixed, R must be explained, W is a hint
    source: str
    explanation: str
    settings: Mapping[str, Kind]
    thresholds: Mapping[str, Limit]
    listing: Watched | str  # looked at where the outline names no other list
    columns: tuple[str, ...]  # that the list must have
    watches: tuple[Watched | str, ...]
    also: tuple[str, ...]  # severities beside that
    version: int
    once: bool
    everywhere: bool


def rule(rule_id: str, **declared: Unpack[Declared]) -> Callable[[Rule], Rule]:
    """Declares the function as the rule of this number. Raises RuleError."""

    def declare(function: Rule) -> Rule:
        declare_rule(RuleDeclaration(rule_id, function, **declared))
        return function

    return declare


def report_finding(check: Check, places: tuple[str, ...], message: str, outcome: Outcome | None = None, subject: str = "") -> Finding:
    """A finding of the check's own severity, unless another is given."""
    return Finding(check.id, check.label, outcome or Outcome(check.severity), places, message, subject=subject)


def report_unevaluated(check: Check, places: tuple[str, ...], why: str) -> Finding:
    return report_finding(check, places, f"未能核对：{why}", Outcome.NOT_EVALUATED)
