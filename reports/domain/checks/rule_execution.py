"""One named rule over one document. A county's own rule brings no page down: what goes wrong in it is a finding and a line in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal

from reports.domain import places
from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.document import Document
from reports.domain.outlines import Check
from reports.domain.outlines.rule_declarations import RuleDeclaration
from reports.domain.outlines.rule_discovery import find_rule

logger = logging.getLogger(__name__)


def run_rule(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """What the rule says, once for each combination of `each`."""
    rule = find_rule(check.rule)
    if rule is None:
        yield _report_unchecked(check, f"规则 {check.rule} 已不再安装，未核对")
    elif rule.is_ours:  # a fault of ours is never made quiet
        for one in check.repeated():
            yield from rule.function(document, one, context)
    else:
        yield from _run_county_rule(rule, document, check, context)


def _run_county_rule(rule: RuleDeclaration, document: Document, check: Check, context: Context) -> list[Finding]:
    try:
        found = [finding for one in check.repeated() for finding in rule.function(document, one, context)]
        _refuse_unsound(document, rule, check, found)
    except Exception:
        logger.exception("Rule %s of %s failed on the report %s of %s", rule.id, rule.module, document.year, document.department)
        return [_report_unchecked(check, f"规则 {check.rule} 运行出错，未核对")]
    return found


def _refuse_unsound(document: Document, rule: RuleDeclaration, check: Check, found: list[Finding]) -> None:
    """Raises ValueError for what the pages could not show: another number, no sentence, no place or one that the report does not have."""
    known = frozenset(places.iter_all_places(document)) if found else frozenset()
    for finding in found:
        if not isinstance(finding, Finding) or finding.check != check.id or not isinstance(finding.outcome, Outcome):
            raise ValueError(f"not a finding of {check.id}: {finding!r}")
        if finding.outcome.has_severity and finding.outcome.value not in (check.severity, *rule.also):
            raise ValueError(f"a severity that {check.id} does not declare: {finding!r}")
        if not isinstance(finding.message, str) or not finding.message.strip():
            raise ValueError(f"a finding without a message: {finding!r}")
        if not all(isinstance(amount, Decimal | None) for amount in (finding.difference, finding.value)):
            raise ValueError(f"a difference that is no Decimal: {finding!r}")
        named = (*finding.places, *finding.pointed, *(place for place, _ in finding.figures))
        if not finding.places or not known.issuperset(named):
            raise ValueError(f"a finding at places that the report does not have: {named}")


def _report_unchecked(check: Check, message: str) -> Finding:
    return Finding(check.id, check.label, Outcome.NOT_EVALUATED, (), message, subject=check.rule)
