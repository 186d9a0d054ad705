"""说明: why a finding stands as it is. Of a must-explain finding by the department while it fills in or signs; of a must-fix
one by the leader alone, where the cycle allows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from django.db import transaction

from departments import clean_text
from departments.models import Role, User
from reports.domain import Finding, Outcome, places
from reports.filing import drafts, live_findings
from reports.models import Explanation, Report
from reports.models.explanation import LONGEST
from reports.workflow import events, gate, permissions, transitions
from reports.workflow.act_context import Attempt, Refused
from reports.workflow.permissions import check_role

NOTE_LENGTH = 200
SAID = ["rule", "places", "text", "fingerprint", "override", "by", "at"]


class Reason(Protocol):
    """Why a finding stands, as typed beside it."""

    @property
    def key(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def seen(self) -> str: ...  # fingerprint of the finding that the person read; "": the present one


RefusedReason = tuple[Reason, str]  # and why, as a sentence


@transaction.atomic
def explain(report: Report, key: str, *, by: User | None, text: str, seen: str = "") -> None:
    """Keeps the reason for the finding; "" takes it back. `seen`: fingerprint of the finding that the person read, else the
    present one; a reason for other figures is kept and waits to be confirmed. Raises Refused."""
    attempt = Attempt(gate.lock_expected_report(report), by)
    _store_explanations(attempt, [_build_explanation(attempt, key, text, seen)])


@transaction.atomic
def explain_each(report: Report, reasons: Iterable[Reason], *, by: User) -> list[RefusedReason]:
    """Keeps every reason that can be kept, of any number of findings; the others with why they were refused."""
    attempt = Attempt(gate.lock_report(report), by)
    return _keep_reasons(attempt, reasons, permissions.get_roles(report, by))


def explain_saved(report: Report, saved: drafts.Saved, reasons: Iterable[Reason], *, by: User) -> list[RefusedReason]:
    """Keeps the reasons that were typed beside a section, in the transaction that saved it and holds the report (`drafts.hold_report`).
    Those that were refused, and why. One query for any number of reasons of must-explain findings."""
    attempt = Attempt(report, by)
    attempt.documents = (saved.document, saved.context.last_year)
    attempt.findings = live_findings.find_with_context(saved.document, saved.context)
    return _keep_reasons(attempt, reasons, drafts.get_held_roles(report))


def _keep_reasons(attempt: Attempt, reasons: Iterable[Reason], held: Collection[str]) -> list[RefusedReason]:
    given, refused = [], []
    for reason in reasons:
        try:
            given.append(_build_explanation(attempt, reason.key, reason.text, reason.seen, held))
        except Refused as refusal:
            refused.append((reason, str(refusal)))
    _store_explanations(attempt, given)
    return refused


def _build_explanation(attempt: Attempt, key: str, text: str, seen: str, held: Collection[str] | None = None) -> Explanation:
    """What is to be kept, not yet stored; without a text, what is to be taken back. `held`: known roles of the person. Raises Refused."""
    finding, words = attempt.findings.find(key), clean_text(text)
    if finding is None:
        raise Refused("这条核对结果已经不存在，可能数字刚刚改过，请刷新页面后再看。")
    _check_explainable(attempt, finding, words, held)
    return Explanation(
        report=attempt.report,
        finding=finding.key,
        rule=finding.check,
        places=list(finding.places),
        text=words,
        fingerprint=clean_text(seen)[: len(finding.fingerprint)] or finding.fingerprint,
        override=finding.outcome is Outcome.MUST_FIX,
        by=attempt.by,
    )


def _check_explainable(attempt: Attempt, finding: Finding, words: str, held: Collection[str] | None) -> None:
    if finding.outcome not in (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN):
        raise Refused("这条核对结果不需要说明。")
    if finding.outcome is Outcome.MUST_FIX and not attempt.report.cycle.allow_override:
        raise Refused("本年度任务不允许带着必须修改的问题报送，请改正数字。")
    check_role(attempt, _list_speakers(attempt.report, finding.outcome), events.EXPLAIN.label, held)
    if not attempt.report.state.is_at_department:
        raise Refused(f"这份报告现在是“{attempt.report.get_status_display()}”，不能再说明。")
    if len(words) > LONGEST:
        raise Refused(f"说明有 {len(words):,} 个字，最多 {LONGEST:,} 个字，请删减。")


def may_explain(report: Report, held: Collection[str], outcome: Outcome) -> bool:
    """Whether a person with these roles may give the reason for a finding of this outcome now; for the buttons of a page."""
    allowed = not report.excuse and (outcome is not Outcome.MUST_FIX or report.cycle.allow_override)
    return allowed and report.state.is_at_department and not set(_list_speakers(report, outcome)).isdisjoint(held)


def _list_speakers(report: Report, outcome: Outcome) -> Collection[Role]:
    """Once the report waits for the signature, and for a must-fix finding, the leader alone."""
    of_leader = outcome is Outcome.MUST_FIX or report.state.awaits_signature
    return (Role.LEADER,) if of_leader else transitions.ANSWERS


def _store_explanations(attempt: Attempt, given: list[Explanation]) -> None:
    """Stores the reasons in one statement, takes blank ones back in another; each must-fix finding that goes leaves its trace."""
    kept = [each for each in given if each.text]
    if gone := [each.finding for each in given if not each.text]:
        attempt.report.explanations.filter(finding__in=gone).delete()
    if kept:
        Explanation.objects.bulk_create(kept, update_conflicts=True, unique_fields=["report", "finding"], update_fields=SAID)
    for each in kept:
        if each.override:
            where = places.label_place(attempt.document, each.places[0])
            note = f"{each.rule} {where}：{each.text}"[:NOTE_LENGTH]
            events.record_event(attempt.report, events.EXPLAIN, by=attempt.by, note=note)
