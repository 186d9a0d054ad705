"""Who is told. Nobody who was switched off, and nobody of a department that need not report."""

from __future__ import annotations

from departments.models import Membership, Role, User
from reports.models import Exemption, Report

REVIEWERS = (Role.REVIEWER, Role.SECOND_REVIEWER)
HANDLING = ("start_review", "return", "pass_on")  # acts of whoever has the report at the bureau


def filling_in(report: Report) -> list[User]:
    """填报人 and 单位负责人, each once."""
    return _of_department(report, *Role.of_departments())


def clerks(report: Report) -> list[User]:
    return _of_department(report, Role.CLERK)


def leaders(report: Report) -> list[User]:
    return _of_department(report, Role.LEADER)


def second_reviewers(report: Report) -> list[User]:
    return _holders(_of_bureau(report), Role.SECOND_REVIEWER)


def assigned(report: Report) -> list[User]:
    """The reviewer to whom the report is given now, whatever this object remembers."""
    now = Report.objects.filter(pk=report.pk).values("reviewer")
    return list(User.objects.filter(pk__in=now, is_active=True))


def reviewers(report: Report) -> list[User]:
    """Who has the report: the one to whom it was given; else the 审核员 of its 股室 and those of the whole district;
    else any 审核员, 复审员 or 管理员, so that somebody hears of it."""
    return _having(report, _of_bureau(report))


def handlers(report: Report) -> list[User]:
    """The reviewers, and whoever looked at the report last."""
    held = _of_bureau(report)
    last = report.events.filter(act__in=HANDLING).order_by("-pk").first()
    looked = [at.user for at in held if last and at.user_id == last.actor_id]
    return list(dict.fromkeys([*_having(report, held), *looked]))


def is_exempt(report: Report) -> bool:
    return Exemption.objects.filter(cycle=report.cycle_id, department=report.department_id).exists()


def _of_department(report: Report, *roles: Role) -> list[User]:
    held = User.objects.filter(memberships__department=report.department_id, memberships__role__in=roles, is_active=True)
    return list(held.distinct().order_by("pk"))


def _of_bureau(report: Report) -> list[Membership]:
    district = report.department.district_id
    return list(Membership.objects.filter(district=district, user__is_active=True).select_related("user").order_by("pk"))


def _having(report: Report, held: list[Membership]) -> list[User]:
    given = [at.user for at in held if at.user_id == report.reviewer_id and at.role in REVIEWERS]
    near = [at for at in held if at.desk_id in (None, report.department.desk_id)]
    choices = (given, _holders(near, Role.REVIEWER), *(_holders(held, role) for role in Role.of_districts()))
    return next((list(dict.fromkeys(people)) for people in choices if people), [])


def _holders(held: list[Membership], role: Role) -> list[User]:
    return list(dict.fromkeys(at.user for at in held if at.role == role))
