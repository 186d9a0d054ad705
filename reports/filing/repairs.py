"""The one figure that mends the broken sums (C39), written into its cells at one word of the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from departments.models import User
from reports.domain import Document, Finding, places
from reports.domain.checks.rules import single_fix
from reports.filing import drafts, live_findings
from reports.models import Report


class RepairRefused(Exception):
    """The proposal does not hold any more; the sentence says what to do."""


@transaction.atomic
def apply_repair(report: Report, key: str, *, seen: str, by: User) -> Finding:
    """Writes the proposed figure into all its cells; the finding as it was. `seen`: fingerprint of the proposal that was read.

    Raises RepairRefused, drafts.SaveRefused; then nothing was written.
    """
    revisions = drafts.list_section_revisions(report)
    document, last = drafts.load_with_last_year(report)
    finding, value = _find_proposal(document, live_findings.find_live_findings(report, document, last).spoken, key, seen)
    mended = single_fix.apply_fix(document, finding.places, value)
    for section, cells in _group_by_section(document, finding.places).items():
        drafts.save_section(report, section, _derive_changes(mended, cells), revision=revisions.get(section, 0), by=by)
    return finding


def _find_proposal(document: Document, findings: Iterable[Finding], key: str, seen: str) -> tuple[Finding, Decimal]:
    found = next((each for each in findings if (each.key, each.fingerprint) == (key, seen)), None)
    if found is None or found.value is None or not single_fix.is_repairable(document, found):
        raise RepairRefused("内容已经改过，原来的建议不再适用，没有改动任何数字。请看新的核对结果。")
    return found, found.value


def _group_by_section(document: Document, cells: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for place in cells:
        if section := places.find_section(document.outline, place):
            grouped[section].append(place)
    return grouped


def _derive_changes(mended: Document, cells: list[str]) -> drafts.Changes:
    tables = dict.fromkeys(place.split(".")[0] for place in cells)
    return drafts.Changes(
        figures={place: mended.figures[place] for place in cells if place in mended.figures},
        lists={table: mended.rows(table) for table in tables if table in mended.outline.lists},
    )
