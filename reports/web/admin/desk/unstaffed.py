"""没有人填报、没有人签发: departments and reports that stand still because a person is missing. Told to the 管理员, who can name one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse

from departments.access import Access
from departments.models import Department, Role
from departments.staffing import match_lacking
from reports.models import Cycle, Exemption, Report, Status
from reports.web.admin.desk.gaps import Gap, join_names

WAITING = "waiting"  # beside the roles: reports that wait for a leader
Named = dict[str, list[str]]  # by what is missing, the departments in the order of their codes


def find_unstaffed(held: Access) -> list[Gap]:
    """One query; none for who keeps no district."""
    if not held.manages_any:
        return []
    named = _load_names(held)
    gaps = [_build_unit_gap(role, named[role.value]) for role in Role.of_departments()]
    return [gap for gap in (*gaps, _build_signature_gap(named[WAITING])) if gap]


def _load_names(held: Access) -> Named:
    """A 负责人 is missed only where the latest year asks for a signature."""
    units = _select_filing_units(held)
    lacking = {
        Role.CLERK.value: units.filter(match_lacking(Role.CLERK)),
        Role.LEADER.value: units.filter(~Q(signs=False) | Q(signs=None), match_lacking(Role.LEADER)),
    }
    parts = [_select_names(rows, kind) for kind, rows in lacking.items()]
    named: Named = defaultdict(list)
    for kind, _, name in sorted(parts[0].union(*parts[1:], _select_names(_select_leaderless(held), WAITING, "department__"), all=True)):
        named[kind].append(name)
    return named


def _select_filing_units(held: Access) -> QuerySet[Any, Any]:
    """Departments that have to file in the latest year of their district, with whether it asks for a signature."""
    latest = Cycle.objects.filter(district=OuterRef("district")).order_by("-year")
    exempt = Exemption.objects.filter(department=OuterRef("pk"), cycle=OuterRef("latest"))
    known = Department.objects.filter(held.managed("district"), active=True).order_by()
    named: QuerySet[Any, Any] = known.annotate(
        latest=Subquery(latest.values("pk")[:1]), signs=Subquery(latest.values("needs_signature")[:1])
    )
    return named.exclude(Exists(exempt))


def _select_leaderless(held: Access) -> QuerySet[Report]:
    """Reports that wait for a signature that nobody can give: the leader left, or lost the role."""
    units = Department.objects.filter(match_lacking(Role.LEADER)).values("pk")
    waiting = Report.objects.expected().filter(held.managed("district"), status__in=Status.awaiting_signature())
    return waiting.filter(department__in=units).order_by()


def _select_names(rows: QuerySet[Any], kind: str, path: str = "") -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(kind=Value(kind, CharField())).values_list("kind", f"{path}code", f"{path}name")
    return named


def _build_unit_gap(role: Role, names: list[str]) -> Gap | None:
    words = f"{len(names)} 个须报送的单位没有{role.label}：{join_names(names)}，请在人员的任职里指定。"
    url = f"{reverse('admin:departments_department_changelist')}?active__exact=1&lacks={role.value}"
    return Gap(words, url, "查看这些单位") if names else None


def _build_signature_gap(names: list[str]) -> Gap | None:
    words = f"{len(names)} 份报告在等已经离开的负责人签发：{join_names(names)}，请给单位指定新的负责人。"
    url = f"{reverse('admin:reports_report_changelist')}?state={next(iter(Status.awaiting_signature())).value}"
    return Gap(words, url, "查看待签发的报告") if names else None
