"""Who is told. Nobody who was switched off, and nobody of a department that need not report."""

from __future__ import annotations

from departments.models import Membership, Role, User
from reports.models import Report

REVIEWERS = (Role.REVIEWER, Role.SECOND_REVIEWER)
HANDLING = ("start_review", "return", "pass_on")  # acts of whoever has the report at the bureau


def list_department(report: Report) -> list[User]:
    """填报人 and 单位负责人, each once."""
    return _list_members(report, *Role.of_departments())


def list_clerks(report: Report) -> list[User]:
    return _list_members(report, Role.CLERK)


def list_leaders(report: Report) -> list[User]:
    return _list_members(report, Role.LEADER)


def list_second_reviewers(report: Report) -> list[User]:
    return _filter_holders(_list_bureau(report), Role.SECOND_REVIEWER)


def list_assigned(report: Report) -> list[User]:
    """The reviewer to whom the report is given now, whatever this object remembers."""
    now = Report.objects.filter(pk=report.pk).values("reviewer")
    return list(User.objects.filter(pk__in=now, is_active=True))


def list_reviewers(report: Report) -> list[User]:
    """Who has the report: the one to whom it was given; else the 审核员 of its 股室 and those of the whole district;
    else any 审核员, 复审员 or 管理员, so that somebody hears of it."""
    return _choose_reviewers(report, _list_bureau(report))


def list_handlers(report: Report) -> list[User]:
    """The reviewers, and whoever looked at the report last."""
    held = _list_bureau(report)
    last = report.events.filter(act__in=HANDLING).order_by("-pk").first()
    looked = [at.user for at in held if last and at.user_id == last.actor_id]
    return list(dict.fromkeys([*_choose_reviewers(report, held), *looked]))


def _list_members(report: Report, *roles: Role) -> list[User]:
    held = User.objects.filter(memberships__department=report.department_id, memberships__role__in=roles, is_active=True)
    return list(held.distinct().order_by("pk"))


def _list_bureau(report: Report) -> list[Membership]:
    district = report.department.district_id
    return list(Membership.objects.filter(district=district, user__is_active=True).select_related("user").order_by("pk"))


def _choose_reviewers(report: Report, held: list[Membership]) -> list[User]:
    given = [at.user for at in held if at.user_id == report.reviewer_id and at.role in REVIEWERS]
    near = [at for at in held if at.desk_id in (None, report.department.desk_id)]
    choices = (given, _filter_holders(near, Role.REVIEWER), *(_filter_holders(held, role) for role in Role.of_districts()))
    return next((list(dict.fromkeys(people)) for people in choices if people), [])


def _filter_holders(held: list[Membership], role: Role) -> list[User]:
    return list(dict.fromkeys(at.user for at in held if at.role == role))
