"""Where to look first: a finding points to the cell of C39 when that one figure, alone in question, makes the finding go away.

Sums and bounds with the cell among their operands are asked again over the report with the one value in it. Where C39 is silent, or has
alternatives, the evidence is thin and a finding goes on naming every operand. The words of a finding never change by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.rules.single_fix import apply_fix
from reports.domain.document import Document
from reports.domain.outlines import Check

CheckedFinding = tuple[Check, Finding]
Ask = Callable[[Document, Check], Iterable[Finding]]
ASKING = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)


def mark_suspects(document: Document, found: Sequence[CheckedFinding], ask: Ask) -> list[CheckedFinding]:
    """The findings, those that a hint settles with its cells as `pointed`."""
    told = list(found)
    for _, hint in found:
        if hint.value is not None:
            told = _mark_by(hint, told, _find_left(hint, told, partial(ask, apply_fix(document, hint.places, hint.value))))
    return told


def _find_left(hint: Finding, found: Iterable[CheckedFinding], ask: Callable[[Check], Iterable[Finding]]) -> set[str]:
    """Keys of what the checks that look at the hint's cells still ask for."""
    checks = {id(check): check for check, finding in found if _is_about(hint, finding)}
    return {finding.key for check in checks.values() for finding in ask(check) if finding.outcome.has_severity}


def _mark_by(hint: Finding, found: Iterable[CheckedFinding], left: set[str]) -> list[CheckedFinding]:
    return [
        (check, replace(finding, pointed=_select_cells(hint, finding)) if _is_about(hint, finding) and finding.key not in left else finding)
        for check, finding in found
    ]


def _is_about(hint: Finding, finding: Finding) -> bool:
    return finding.outcome in ASKING and bool(_select_cells(hint, finding))


def _select_cells(hint: Finding, finding: Finding) -> tuple[str, ...]:
    return tuple(place for place in finding.places if place in hint.places)
