"""审计日志: read by the 管理员 of the district, filtered and taken away as a table; written by nobody here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from departments import access, audit
from departments.admin.date_range import DateRangeFilter
from departments.admin.scoped import ScopedAdmin
from departments.models import AuditEntry

HEADINGS = ["序号", "时间", "区县", "事项", "人员", "对象", "内容", "来源地址", "封存校验值"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LogLine:
    """A file to write to that gives back what was written."""

    def write(self, text: str) -> str:
        return text


@admin.register(AuditEntry)
class AuditAdmin(ScopedAdmin):
    read_only = True
    empty_hint = "有人登录、办理、导出时记在这里"
    actions = ["export"]
    list_display = ["moment", "act", "actor_name", "target", "detail", "address", "is_sealed"]
    list_display_links = None
    list_filter = ["act", DateRangeFilter]
    search_fields = ["actor_name", "target", "detail"]
    search_help_text = "按人员、对象或内容查找"
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """The 管理员's own districts; entries of no district are for the technical administrator."""
        return AuditEntry.objects.filter(access.get_access(request.user).managed("district")).select_related("seal", "district")

    def get_list_display(self, request: HttpRequest) -> Any:
        """With the district for who reads the logs of several."""
        held = access.get_access(request.user)
        several = held.everything or len(held.manages) > 1
        return [*self.list_display[:1], *(["district"] if several else []), *self.list_display[1:]]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.get_access(request.user).manages_any

    @admin.display(description="时间", ordering="at")
    def moment(self, entry: AuditEntry) -> str:
        """To the second: several steps of one minute have an order."""
        return f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"

    @admin.display(description="封存")
    def is_sealed(self, entry: AuditEntry) -> str:
        return "已封存" if hasattr(entry, "seal") else "待封存"

    @admin.action(description="导出所选（CSV）")
    def export(self, request: HttpRequest, entries: QuerySet[AuditEntry]) -> StreamingHttpResponse:
        for district in entries.order_by().values_list("district", flat=True).distinct():
            audit.record_entry(audit.Act.EXPORT, "审计日志", district=district)
        response = StreamingHttpResponse(_iter_log_lines(entries), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_name_log_file(entries))
        return response


def _name_log_file(entries: QuerySet[AuditEntry]) -> str:
    """审计日志_云水区_20250401.csv; 多区县 where the chosen entries go beyond one district."""
    names = list(entries.order_by().values_list("district__name", flat=True).distinct())
    district = (names[0] or "全系统") if len(names) == 1 else "多区县"
    return f"审计日志_{district}_{timezone.localdate():%Y%m%d}.csv"


def _iter_log_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """Oldest first; the mark in front tells Excel that it is UTF-8."""
    writer = csv.writer(LogLine())
    yield "\ufeff"
    yield writer.writerow(HEADINGS)
    for entry in entries.order_by("pk").iterator():
        seal = getattr(entry, "seal", None)
        told = [str(entry.district or ""), entry.get_act_display(), entry.actor_name, entry.target, entry.detail, entry.address]
        moment = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"
        yield writer.writerow([seal.number if seal else "", moment, *map(_remove_formula_start, told), seal.sha256 if seal else ""])


def _remove_formula_start(text: str) -> str:
    """No cell of ours becomes a formula in Excel."""
    return f"'{text}" if text.startswith(FORMULA) else text
