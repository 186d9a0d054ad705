"""What a rule says once for a group: its findings of several tables as one, with all their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.domain.checks.findings import Finding
from reports.domain.outlines import Check
from reports.domain.outlines.rule_discovery import find_rule

CheckedFinding = tuple[Check, Finding]


def join_groups(found: Sequence[CheckedFinding]) -> list[CheckedFinding]:
    """In the order of the first of each group; everything else as it is."""
    groups: dict[object, list[CheckedFinding]] = {}
    for check, finding in found:
        rule = find_rule(check.rule) if check.rule else None
        key = (finding.check, finding.outcome) if rule and rule.once else id(finding)
        groups.setdefault(key, []).append((check, finding))
    return [group[0] if len(group) == 1 else (group[0][0], _join([finding for _, finding in group])) for group in groups.values()]


def _join(group: Sequence[Finding]) -> Finding:
    places = tuple(dict.fromkeys(place for one in group for place in one.places))
    figures = tuple(dict.fromkeys(figure for one in group for figure in one.figures))
    message = "；".join(one.message for one in group)
    return replace(
        group[0], places=places, figures=figures, message=message, subject=group[0].subject or group[0].places[0], parts=len(group)
    )
