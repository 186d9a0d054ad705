"""C39: what a person may be told of the single changes that would close the broken sums."""

from __future__ import annotations

from reports.checks import repair, same
from reports.checks.equations import equations
from reports.checks.repair import Repair
from reports.document import Document


def hints(document: Document) -> list[Repair]:
    """The single changes with the best evidence; [] where every broken sum stands alone and any operand might be the slip."""
    checks = document.outline.check
    joined = [frozenset(pair.places) for check in checks for pair in same.pairs(document, check) if pair.is_slip or not pair.difference]
    found = repair.repairs(document, list(equations(document, checks)), joined)
    best = [one for one in found if one.exact == found[0].exact]
    return best if best and best[0].exact > 1 else []
