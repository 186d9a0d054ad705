"""核对结果 below the forms of a section: what one slip breaks stands under one head there too, and each finding once."""

from collections import Counter

from benchmarks import slips
from reports.domain import check_document, describe_findings, list_entries
from reports.domain.checks import Context
from reports.web.findings_panel import FindingsPanel
from reports.web.views.section_findings import FormFindings, place_findings

DOCUMENT = slips.consistent(planted=True)
FOUND = check_document(DOCUMENT, Context())


def place_everything() -> list[FormFindings]:
    """All forms of the report as if they were of one section."""
    lines = describe_findings(DOCUMENT, FOUND, FOUND.spoken, lambda place: "")
    entries = [entry for entries in list_entries(DOCUMENT.outline).values() for entry in entries]
    return place_findings(DOCUMENT, entries, FindingsPanel(lines, [], allows_override=False))


def test_findings_of_one_slip_stand_under_the_change_that_closes_them():
    causes = [cause for part in place_everything() for cause in part.panel.causes]

    by_hand = Counter(finding.cause for finding in FOUND.spoken if finding.cause)
    assert {cause.hint.finding.key: len(cause.lines) for cause in causes} == by_hand
    assert len(causes) >= 4


def test_every_finding_is_placed_once():
    placed = [line.finding.key for part in place_everything() for line in part.lines]

    assert sorted(placed) == sorted(finding.key for finding in FOUND.spoken)
