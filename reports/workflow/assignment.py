"""分配: a report is given to one reviewer, or handed over to a colleague. Changes no state.

Who has it by default follows from the 股室 of its department: reports/review/assignment_queries.py.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from departments.models import Department, Role, User
from reports.models import Event, Report
from reports.workflow import events, gate, transitions
from reports.workflow.act_context import Attempt, Refused, check_words
from reports.workflow.permissions import check_role

REVIEWERS = (Role.REVIEWER, Role.SECOND_REVIEWER)
LONGEST = 200  # characters of a note: it is read at a glance


def list_colleagues(department: Department) -> QuerySet[User]:
    """Who can be given a report of the department: the reviewers of its district."""
    return list_reviewers([department.district_id])


def list_reviewers(districts: list[int]) -> QuerySet[User]:
    """Once each, by name."""
    held = User.objects.filter(memberships__district__in=districts, memberships__role__in=REVIEWERS, is_active=True)
    return held.distinct().order_by("name", "username")


@transaction.atomic
def assign(report: Report, *, by: User | None, to: User | None, note: str = "") -> Event:
    """`to` is the reviewer who takes it from now on; None gives it back to the 股室. Raises Refused."""
    attempt = Attempt(gate.lock_report(report), by, check_words(note))
    check_assignable(attempt)
    _check_person(attempt.report, to)
    if len(attempt.note) > LONGEST:
        raise Refused(f"交接说明有 {len(attempt.note):,} 个字，最多 {LONGEST} 个字，请删减。")
    Report.objects.filter(pk=report.pk).update(reviewer=to)
    report.reviewer = to
    said = f"由 {to} 办理" if to else "由业务股室办理"
    note = f"{said}：{attempt.note}" if attempt.note else said
    return events.record_event(attempt.report, events.ASSIGN, by=by, at=attempt.moment, note=note)


def check_assignable(attempt: Attempt) -> None:
    """Whether this person may assign this report at all. Raises Refused."""
    gate.refuse_excused(attempt.report)
    check_role(attempt, transitions.OF_BUREAU, events.ASSIGN.label)
    if attempt.report.state.is_passed:
        raise Refused("这份报告已经审核通过，不需要再分配。")


def _check_person(report: Report, to: User | None) -> None:
    if to is None and report.reviewer_id is None:
        raise Refused("这份报告没有指定经办人，已由业务股室办理。")
    if to is not None and to.pk == report.reviewer_id:
        raise Refused(f"这份报告已经由 {to} 办理。")
    if to is not None and not list_colleagues(report.department).filter(pk=to.pk).exists():
        raise Refused("只能分配给本区县财政局在用的审核员或复审员，请重新选择。")
