"""Findings of one cause: those that the change of C39 would close, each with the key of that hint as its `cause`.

The hints are tried one on top of the other, as they were found: a sum that two slips break is closed by the second. Of alternatives
only what every one of them closes is of that cause. What no hint closes stands for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from reports.domain.checks.findings import Finding, Fix, Outcome
from reports.domain.checks.rules.single_fix import apply_fix
from reports.domain.document import Document
from reports.domain.outlines import Check

CheckedFinding = tuple[Check, Finding]
Ask = Callable[[Document, Check], Iterable[Finding]]
LOOSE = (Outcome.NOT_EVALUATED,)  # says nothing that could be closed


def mark_causes(document: Document, found: Sequence[CheckedFinding], ask: Ask) -> list[CheckedFinding]:
    """The findings, those that a hint closes with its key as `cause`."""
    causes: dict[str, str] = {}
    for _, hint in found:
        if not hint.fixes:
            continue
        open_ = [(check, finding) for check, finding in found if finding.key not in causes and _is_about(hint, finding)]
        causes |= dict.fromkeys(_find_closed(document, hint.fixes, open_, ask), hint.key)
        document = apply_fix(document, *hint.fixes[0])
    return [(check, replace(finding, cause=causes.get(finding.key, ""))) for check, finding in found]


def _find_closed(document: Document, fixes: Iterable[Fix], found: Sequence[CheckedFinding], ask: Ask) -> set[str]:
    """Keys of what every one of the changes closes."""
    checks = list({id(check): check for check, _ in found}.values())
    closed = {finding.key for _, finding in found}
    for fix in fixes:
        mended = partial(ask, apply_fix(document, *fix))
        closed -= {finding.key for check in checks for finding in mended(check) if finding.outcome not in LOOSE}
    return closed


def _is_about(hint: Finding, finding: Finding) -> bool:
    touched = {place for places, _ in hint.fixes for place in places}
    return not finding.fixes and finding.outcome not in LOOSE and not touched.isdisjoint(finding.places)
