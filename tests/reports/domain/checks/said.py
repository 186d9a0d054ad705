"""What the checks say of a paper, in a form that tests compare."""

from __future__ import annotations

from reports.domain import checks
from reports.domain.checks import NOTHING, Context, Finding, applicable, rule_execution
from reports.domain.document import Document


def of(document: Document, check: str, context: Context = NOTHING) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in checks.run(document, context) if finding.check == check]


def messages(document: Document, check: str, context: Context = NOTHING) -> list[tuple[str, str]]:
    """Outcome and message of the findings of one check."""
    return [(finding.outcome.value, finding.message) for finding in of(document, check, context)]


def alone(document: Document, check: str, context: Context = NOTHING) -> list[Finding]:
    """The findings of one rule, without running the others."""
    asked = next(one for one in applicable.select_asked(document.outline) if one.rule == check)
    return list(rule_execution.run_rule(document, asked, context))
