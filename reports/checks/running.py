"""All checks of an outline over one document: worst first, then in the order of the outline."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks import judging, repair, same
from reports.checks.context import NOTHING, Context
from reports.checks.equations import equations
from reports.checks.findings import Finding
from reports.checks.repair import Repair
from reports.document import Document

VERSION = "1"  # of the rules; a finding of an older version may be worded otherwise


def run(document: Document, context: Context = NOTHING) -> list[Finding]:
    """Every finding; what holds exactly says nothing. Pure."""
    found = [finding for finding in _all(document) if finding.check not in context.switched_off]
    return sorted(found, key=lambda finding: finding.outcome.rank)


def _all(document: Document) -> Iterator[Finding]:
    for equation in equations(document):
        if finding := judging.judge(document, equation):
            yield finding
    yield from same.findings(document)


def hints(document: Document) -> list[Repair]:
    """C39: the single changes with the best evidence; [] where every broken sum stands alone and any operand might be the slip."""
    joined = [frozenset(pair.places) for pair in same.pairs(document) if pair.is_slip or not pair.difference]
    found = repair.repairs(document, list(equations(document)), joined)
    best = [one for one in found if one.exact == found[0].exact]
    return best if best and best[0].exact > 1 else []
