"""未分配: units, 股室 and reports that nobody is responsible for. Never invisible: it heads the desk while there are any."""

from __future__ import annotations

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse

from departments.access import Access
from departments.models import Department, Desk
from reports.models import Report, Status
from reports.review import assignment_queries
from reports.web.admin.desk.gaps import NAMED, Gap


def find_unassigned(held: Access) -> list[Gap]:
    """Three queries."""
    return [gap for gap in (_find_unassigned_reports(held), _find_unassigned_units(held), _find_desks_without_reviewer(held)) if gap]


def _find_unassigned_reports(held: Access) -> Gap | None:
    found = (
        Report.objects.expected()
        .filter(held.within("department__district"), assignment_queries.select_unassigned(), status__in=Status.awaiting_review())
        .count()
    )
    url = f"{reverse('admin:reports_report_changelist')}?who=none"
    return Gap(f"{found} 份待审核的报告没有审核员负责，请分配经办人。", url, "查看这些报告") if found else None


def _find_unassigned_units(held: Access) -> Gap | None:
    found = Department.objects.filter(held.within("district"), active=True, desk=None).count()
    url = f"{reverse('admin:departments_department_changelist')}?active__exact=1&desk__isnull=True"
    return Gap(f"{found} 个单位没有业务股室，请管理员选定股室。", url, "查看这些单位") if found else None


def _find_desks_without_reviewer(held: Access) -> Gap | None:
    """股室 that look after units and have no reviewer of their own."""
    busy = Count("departments", Q(departments__active=True))
    reviewed = Exists(assignment_queries.FIRST.filter(desk=OuterRef("pk"), district=OuterRef("district")))
    found = list(Desk.objects.filter(held.within("district"), ~Q(reviewed)).annotate(busy=busy).filter(busy__gt=0).order_by(F("name")))
    if not found:
        return None
    some = "、".join(f"{desk.name}（{getattr(desk, 'busy', 0)} 个单位）" for desk in found[:NAMED])
    rest = f"等 {len(found)} 个股室" if len(found) > NAMED else ""
    return Gap(f"{some}{rest}没有审核员，请管理员在人员的任职里指定。", reverse("admin:departments_user_changelist"), "查看人员")
