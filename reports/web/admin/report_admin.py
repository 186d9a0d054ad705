"""自评报告 in the admin: the queue, and the page where one report is reviewed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from departments.admin.scoped import ScopedAdmin
from reports.models import Report
from reports.web.admin import downloads, review
from reports.web.admin.queue import bulk_pages, change_list, columns, filters
from reports.web.admin.review import assignment_page, extension_page, item_sheet, score_page

OLD_NAMES = ("department__former_names__name", "department__merged_into__code", "department__merged_into__name")


@admin.register(Report)
class ReportAdmin(ScopedAdmin):
    district = "district"
    read_only = True
    actions = [*bulk_pages.ACTIONS, *downloads.ACTIONS]
    list_display = ["unit", "year", "desk", "person", "state", "waiting", *columns.COLUMNS, "rounds"]
    list_filter = [
        filters.StateFilter,
        filters.YearFilter,
        filters.PersonFilter,
        filters.DistrictFilter,
        filters.DeskFilter,
        filters.DueFilter,
        filters.FindingsFilter,
    ]
    search_fields = ["department__code", "department__name", *OLD_NAMES]
    search_help_text = "按预算编码、单位名称、原名，或并入后的单位查找"
    ordering = ["since", "pk"]
    change_list_template = "admin/reports/report/queue.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        found = super().get_queryset(request)
        return found if _is_list(request) else change_list.select_queue_rows(found)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[change_list.QueueList]:
        return change_list.QueueList

    def list_view(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        return super().list_view(request, {"title": "审核队列", **extra_context})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        assert isinstance(report, Report)  # noqa: S101 - get_object answers 404 otherwise
        return review.show_review_page(request, report, self.admin_site.each_context(request) | {"opts": self.opts})

    def get_urls(self) -> list[URLPattern]:
        items = path("<int:pk>/items/", self.admin_site.admin_view(self.items_view), name="reports_report_items")
        scores = path("<int:pk>/scores/", self.admin_site.admin_view(self.scores_view), name="reports_report_scores")
        extend = path("<int:pk>/extend/", self.admin_site.admin_view(self.extend_view), name="reports_report_extend")
        assign = path("<int:pk>/assign/", self.admin_site.admin_view(self.assign_view), name="reports_report_assign")
        return [items, scores, extend, assign, *super().get_urls()]

    def extend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.get_object(request, str(pk))
        assert isinstance(report, Report)  # noqa: S101 - get_object answers 404 otherwise
        return extension_page.show_extension_page(request, report, self.admin_site.each_context(request) | {"opts": self.opts})

    def assign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.get_object(request, str(pk))
        assert isinstance(report, Report)  # noqa: S101 - get_object answers 404 otherwise
        return assignment_page.show_assignment_page(request, report, self.admin_site.each_context(request) | {"opts": self.opts})

    def items_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """意见清单, to be printed."""
        report = self.get_object(request, str(pk))
        assert isinstance(report, Report)  # noqa: S101 - get_object answers 404 otherwise
        return item_sheet.show_item_sheet(request, report, self.admin_site.each_context(request) | {"opts": self.opts})

    def scores_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """评分: typed here or on the review page, saved here."""
        report = self.get_object(request, str(pk))
        assert isinstance(report, Report)  # noqa: S101 - get_object answers 404 otherwise
        return score_page.show_score_page(request, report, self.admin_site.each_context(request) | {"opts": self.opts})

    @admin.display(description="单位", ordering="department__code")
    def unit(self, report: Report) -> str:
        return change_list.name_queue_unit(report)

    @admin.display(description="年度", ordering="cycle__year")
    def year(self, report: Report) -> int:
        return report.cycle.year

    @admin.display(description="经办", ordering="reviewer__name")
    def person(self, report: Report) -> str:
        """The 股室 has a column of its own."""
        if not change_list.name_responsible(report):
            return format_html('<span class="tag tag-late">{}</span>', "未分配")
        return str(change_list.get_current_reviewer(report) or "按股室")

    @admin.display(description="状态", ordering="status")
    def state(self, report: Report) -> str:
        return f"免报：{report.excuse}" if report.excuse else report.get_status_display()

    @admin.display(description="等待", ordering="since")
    def waiting(self, report: Report) -> str | None:
        days = change_list.count_days_waiting(report)
        return None if days is None else f"{days} 天"

    @admin.display(description="报送")
    def rounds(self, report: Report) -> str | None:
        number: int | None = getattr(report, "rounds", None)
        return f"第 {number} 次" if number else None


def _is_list(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name == "reports_report_changelist"
