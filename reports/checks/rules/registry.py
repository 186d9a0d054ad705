"""Rules by id. A rule is one function over a document, its check with settings, and the context."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reports.checks.context import Context
from reports.checks.findings import Finding, Outcome
from reports.document import Document
from reports.outlines import Check

Rule = Callable[[Document, Check, Context], Iterator[Finding]]
RULES: dict[str, Rule] = {}
VERSIONS: dict[str, int] = {}  # by number of the rule
ALSO: dict[str, tuple[Outcome, ...]] = {}  # what a rule may say beside the severity that the outline gives it


def rule(number: str, *, version: int = 1, also: tuple[Outcome, ...] = ()) -> Callable[[Rule], Rule]:
    """Registers the function under the number that outlines name. `version` is counted up when the rule judges or words otherwise."""

    def register(function: Rule) -> Rule:
        RULES[number], VERSIONS[number], ALSO[number] = function, version, also
        return function

    return register


def said(check: Check, places: tuple[str, ...], message: str, outcome: Outcome | None = None, subject: str = "") -> Finding:
    """A finding of the check's own severity, unless another is given."""
    return Finding(check.id, check.label, outcome or Outcome(check.severity), places, message, subject=subject)


def not_evaluated(check: Check, places: tuple[str, ...], why: str) -> Finding:
    return said(check, places, f"未能核对：{why}", Outcome.NOT_EVALUATED)
