"""Who: roles in the report's department and in its district's 财政局. When is another matter: guards.py."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from departments import roles as held_by
from departments.models import Membership, Role, User
from reports.models import Attachment, Report
from reports.workflow.act_context import Attempt, Refused


def get_roles(report: Report, user: User) -> frozenset[str]:
    """The person's roles for this report, in one query; none for a disabled account."""
    department = report.department
    here = Q(department=department) | Q(district=department.district_id)
    return frozenset(Membership.objects.filter(here, user=user, user__is_active=True).values_list("role", flat=True))


def get_known_roles(report: Report, user: User) -> frozenset[str]:
    """The same for a page, out of what was read of the person already: at most one query per request."""
    return held_by.get_roles(user).here(report.department) if user.is_active else frozenset()


def check_role(attempt: Attempt, who: Collection[Role], label: str, held: Collection[str] | None = None) -> None:
    """Raises Refused unless the person holds one of the roles; 系统 may do what any role may. `held`: what is known of them already."""
    if attempt.by is not None and set(who).isdisjoint(get_roles(attempt.report, attempt.by) if held is None else held):
        raise Refused(f"“{label}”只能由{_describe_roles(who)}办理。")


def has_edited(report: Report, person: User) -> bool:
    """Whether the person ever saved a section of the report, imported it, or added 佐证材料, be they still there or not."""
    if any(person.pk in editors for editors in report.section_states.values_list("editors", flat=True)):
        return True
    return report.attachments.filter(kind=Attachment.Kind.EVIDENCE, uploaded_by=person).exists()


def is_not_own_work(attempt: Attempt) -> None:
    """nobody approves a report that they edited, signed or submitted"""
    person = attempt.by
    if person is None:
        return
    if has_edited(attempt.report, person) or attempt.report.submissions.filter(sender=person).exists():
        raise Refused("您填写、签发或报送过这份报告，不能由您审核通过，请由其他审核员办理。")


def is_another_person(attempt: Attempt) -> None:
    """who confirms is not the one who passed the report on"""
    last = attempt.report.events.filter(act="pass_on").order_by("-pk").first()
    if attempt.by and last and last.actor_id == attempt.by.pk:
        raise Refused("这份报告是您提请复审的，须由另一名复审员确认通过。")


def _describe_roles(who: Collection[Role]) -> str:
    place = "本单位" if set(who) <= set(Role.of_departments()) else "本区县财政局"
    return f"{place}的{'、'.join(role.label for role in who)}"
