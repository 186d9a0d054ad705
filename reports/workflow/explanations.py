"""说明: why a finding stands as it is. Of a must-explain finding by the department while it fills in or signs; of a must-fix
one by the leader alone, where the cycle allows it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from departments.cleaning import clean
from departments.models import Role, User
from reports import events, places
from reports.checks import Finding, Outcome
from reports.models import Explanation, Report, Status
from reports.models.explanation import LONGEST
from reports.workflow import gate, table
from reports.workflow.attempt import Attempt, Refused
from reports.workflow.permissions import check_role

NOTE_LENGTH = 200
OPEN = (*Status.editable(), Status.AWAITING_SIGNATURE)


@transaction.atomic
def explain(report: Report, key: str, *, by: User | None, text: str, seen: str = "") -> None:
    """Keeps the reason for the finding; "" takes it back. `seen`: fingerprint of the finding that the person read, else the
    present one; a reason for other figures is kept and waits to be confirmed. Raises Refused."""
    attempt = Attempt(gate.lock(report), by)
    finding = attempt.findings.find(key)
    words = clean(text)
    if finding is None:
        raise Refused("这条核对结果已经不存在，可能数字刚刚改过，请刷新页面后再看。")
    _check(attempt, finding, words)
    if not words:
        attempt.report.explanations.filter(finding=key).delete()
        return
    _keep(attempt, finding, words, seen)


def _check(attempt: Attempt, finding: Finding, words: str) -> None:
    if finding.outcome not in (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN):
        raise Refused("这条核对结果不需要说明。")
    if finding.outcome is Outcome.MUST_FIX and not attempt.report.cycle.allow_override:
        raise Refused("本年度任务不允许带着必须修改的问题报送，请改正数字。")
    check_role(attempt, _speakers(attempt.report, finding.outcome), table.WITHOUT_STEP[table.EXPLAIN])
    if attempt.report.status not in OPEN:
        raise Refused(f"这份报告现在是“{attempt.report.get_status_display()}”，不能再说明。")
    if len(words) > LONGEST:
        raise Refused(f"说明有 {len(words):,} 个字，最多 {LONGEST:,} 个字，请删减。")


def may_explain(report: Report, held: Collection[str], outcome: Outcome) -> bool:
    """Whether a person with these roles may give the reason for a finding of this outcome now; for the buttons of a page."""
    allowed = outcome is not Outcome.MUST_FIX or report.cycle.allow_override
    return allowed and report.status in OPEN and not set(_speakers(report, outcome)).isdisjoint(held)


def _speakers(report: Report, outcome: Outcome) -> Collection[Role]:
    """Once the report waits for the signature, and for a must-fix finding, the leader alone."""
    of_leader = outcome is Outcome.MUST_FIX or report.status == Status.AWAITING_SIGNATURE
    return (Role.LEADER,) if of_leader else table.ANSWERS


def _keep(attempt: Attempt, finding: Finding, words: str, seen: str) -> None:
    report, override = attempt.report, finding.outcome is Outcome.MUST_FIX
    given = {
        "rule": finding.check,
        "places": list(finding.places),
        "text": words,
        "fingerprint": seen or finding.fingerprint,
        "override": override,
        "by": attempt.by,
    }
    Explanation.objects.update_or_create(report=report, finding=finding.key, defaults=given)
    if override:
        where = places.label(attempt.document, finding.places[0])
        events.record(report, table.EXPLAIN, by=attempt.by, note=f"{finding.check} {where}：{words}"[:NOTE_LENGTH])
