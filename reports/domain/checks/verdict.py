"""What the findings of a report mean for its way: what blocks it, what still has to be explained. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reports.domain.checks.applicable import list_checks
from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.running import run
from reports.domain.document import Document
from reports.domain.outlines import Outline
from reports.domain.outlines.rule_discovery import find_rule, is_missing_rule

HINT = "C39"  # what single figure would mend the sums
SPOKEN = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT, Outcome.INFO)


@dataclass(frozen=True)
class Findings:
    """All findings of a report, worst first, with the department's answers."""

    all: tuple[Finding, ...]
    overrides: frozenset[str] = frozenset()  # keys of must-fix findings that the leader lets go as they are
    compared: str = ""  # when the texts of the district were compared (Context.compared)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def of(self, *outcomes: Outcome) -> list[Finding]:
        return [finding for finding in self.all if finding.outcome in outcomes]

    def is_settled(self, finding: Finding) -> bool:
        """Whether a reason was given for the finding as it now is; of a must-fix one by the leader."""
        given = bool(finding.explained.strip()) and not finding.is_outdated
        return given and (finding.outcome is not Outcome.MUST_FIX or finding.key in self.overrides)

    @property
    def blocking(self) -> list[Finding]:
        """Must-fix findings without the leader's reason."""
        return [finding for finding in self.of(Outcome.MUST_FIX) if not self.is_settled(finding)]

    @property
    def unexplained(self) -> list[Finding]:
        """Must-explain findings without a reason, or with one for other figures."""
        return [finding for finding in self.of(Outcome.MUST_EXPLAIN) if not self.is_settled(finding)]

    @property
    def outdated(self) -> list[Finding]:
        """需重新确认: what was said of other figures than the present ones."""
        return [finding for finding in self.all if finding.explained and finding.is_outdated]

    @property
    def hints(self) -> list[Finding]:
        """The one figure that would mend the broken sums, in words."""
        return [finding for finding in self.all if finding.check == HINT]

    @property
    def spoken(self) -> list[Finding]:
        return self.of(*SPOKEN)

    @property
    def not_evaluated(self) -> list[Finding]:
        return self.of(Outcome.NOT_EVALUATED)

    def find(self, key: str) -> Finding | None:
        return next((finding for finding in self.all if finding.key == key), None)

    def unlike(self, frozen: dict[str, Any]) -> frozenset[str]:
        """Keys of the findings that what was frozen does not have in this form."""
        before = {one["fingerprint"] for one in frozen.get("findings", ())}
        return frozenset(finding.key for finding in self.all if before.isdisjoint({finding.fingerprint, finding.former_fingerprint}))


def check_document(document: Document, context: Context, overrides: frozenset[str] = frozenset()) -> Findings:
    """The present rules over the document. Pure."""
    return Findings(tuple(run(document, context)), overrides, context.compared)


def freeze_findings(findings: Findings) -> dict[str, Any]:
    """As a submission keeps them."""
    return {"findings": [_freeze_finding(findings, finding) for finding in findings]}


def _freeze_finding(findings: Findings, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.check,
        "label": finding.label,
        "outcome": finding.outcome.value,
        "places": list(finding.places),
        "pointed": list(finding.pointed),
        "message": finding.message,
        "difference": None if finding.difference is None else f"{finding.difference:f}",
        "figures": [list(pair) for pair in finding.figures],
        "subject": finding.subject,
        "explained": finding.explained,
        "override": finding.key in findings.overrides and findings.is_settled(finding),
        "fingerprint": finding.fingerprint,
        "version": finding.version,
        "rests_on": finding.rests_on,
        "evidence": finding.evidence,
        "cause": finding.cause,
        "neighbour": finding.neighbour,
        "parts": finding.parts,
    }


def restore_findings(kept: dict[str, Any]) -> Findings:
    """What `frozen` wrote, read back."""
    found = [(_restore_finding(one), one["override"]) for one in kept.get("findings", ())]
    return Findings(tuple(finding for finding, _ in found), frozenset(finding.key for finding, override in found if override))


def select_missing_rules(kept: Findings, outline: Outline) -> list[Finding]:
    """What was frozen of rules that are no longer installed, so that nobody checks it again; each says so beside its name."""
    asked = {check.id for check in list_checks(outline) if not check.rule or find_rule(check.rule)}
    gone = (finding for finding in kept if finding.check not in asked and is_missing_rule(finding.check))
    return [replace(finding, label=f"{finding.label}（规则 {finding.check} 已不再安装）") for finding in gone]


def _restore_finding(one: dict[str, Any]) -> Finding:
    return Finding(
        check=one["id"],
        label=one["label"],
        outcome=Outcome(one["outcome"]),
        places=tuple(one["places"]),
        message=one["message"],
        difference=None if one["difference"] is None else Decimal(one["difference"]),
        figures=tuple((place, shown) for place, shown in one["figures"]),
        subject=one["subject"],
        explained=one["explained"],
        version=one["version"],
        pointed=tuple(one.get("pointed", ())),  # submissions before 0008 have none
        cause=one.get("cause", ""),  # later still
        rests_on=one.get("rests_on", ""),
        evidence=one.get("evidence", ""),
        neighbour=one.get("neighbour", ""),
        parts=one.get("parts", 1),
    )
