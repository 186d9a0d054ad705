"""All checks of an outline over one document: worst first, then in the order of the outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reports.domain.checks import evaluation, matching_names, versions
from reports.domain.checks.applicable import select_asked
from reports.domain.checks.causes import mark_causes
from reports.domain.checks.context import NOTHING, Context
from reports.domain.checks.equations import build_equations
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.rule_execution import run_rule
from reports.domain.checks.suspects import mark_suspects
from reports.domain.document import Document
from reports.domain.outlines import Check

LIMITS = ("within", "near")  # thresholds that are not settings of a rule


def run(document: Document, context: Context = NOTHING) -> list[Finding]:
    """Every finding; what holds exactly says nothing. Pure."""
    found = [(check, finding) for check in _select_checks(document, context) for finding in _run_check(document, check, context)]
    ask = partial(_ask_again, document, context)
    told = mark_causes(document, mark_suspects(document, found, ask), ask)
    explained = (_attach_explanation(document, check, context, _apply_severity(finding, context)) for check, finding in told)
    return sorted(explained, key=lambda finding: finding.outcome.rank)


def _ask_again(document: Document, context: Context, mended: Document, check: Check) -> Iterator[Finding]:
    """Of the document with other figures: its words are the same, and are not read again."""
    mended.derived.update(document.derived)
    return _run_check(mended, check, context)


def _select_checks(document: Document, context: Context) -> Iterator[Check]:
    """The outline's checks with the cycle's own thresholds, without those that are switched off."""
    for check in select_asked(document.outline):
        if check.id not in context.switched_off:
            own = context.thresholds.get(check.id, {})
            limits: dict[str, object] = {name: value for name, value in own.items() if name in LIMITS}
            settings = {name: value for name, value in own.items() if name not in LIMITS}
            yield check.model_copy(update=limits | {"settings": check.settings | settings}) if own else check


def _run_check(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """What the check says, without what the cycle does not ask for."""
    version = versions.build_version(check)
    return (
        replace(finding, version=version)
        for finding in _collect_findings(document, check, context)
        if finding.check not in context.switched_off
    )


def _collect_findings(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for equation in build_equations(document, [check]):
        if finding := evaluation.check_equation(document, equation):
            yield finding
    if check.same:
        yield from matching_names.find_mismatches(document, check)
    if check.rule:
        yield from run_rule(document, check, context)


def _apply_severity(finding: Finding, context: Context) -> Finding:
    """With the cycle's own severity."""
    own = context.severities.get(finding.check)
    return replace(finding, outcome=Outcome(own)) if own and finding.outcome.has_severity else finding


def _attach_explanation(document: Document, check: Check, context: Context, finding: Finding) -> Finding:
    """With the reason that was given for it, else with the one that the paper itself gives: 需重新确认 where that text is still
    the one that was sent, for other figures."""
    if finding.key in context.explanations:
        reason, fingerprint = context.explanations[finding.key]
        return replace(finding, explained=reason, is_outdated=fingerprint != finding.fingerprint)
    if check.reason and finding.outcome is Outcome.MUST_EXPLAIN:
        text, fingerprint = context.sent.get(finding.key, ("", ""))
        said = document.text(check.reason)
        return replace(finding, explained=said, is_outdated=said == text and fingerprint != finding.fingerprint)
    return finding
