"""提纲: every version that was ever used, and every file as it is now: drawn, as an empty paper and as an empty form. Only to be read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from departments.admin.scoped import ScopedAdmin
from reports.domain import Mistakes, outline_loader
from reports.domain.outlines import drawing
from reports.domain.rendering import blank_form
from reports.models import OutlineVersion
from reports.web.request_helpers import READING


@admin.register(OutlineVersion)
class OutlineVersionAdmin(ScopedAdmin):
    read_only = True
    empty_hint = "开始任务后，用到的提纲出现在这里"
    list_display = ["named", "outline_id", "short_hash", "first_used", "used"]
    search_fields = ["outline_id"]
    ordering = ["outline_id", "-first_used"]
    change_list_template = "admin/reports/outline/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutlineVersion]:
        """An outline belongs to no district: it says nothing of any department."""
        return OutlineVersion.objects.annotate(number=Count("reports")).order_by(*self.ordering)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        return [path("file/<str:outline_id>/", view, name="reports_outlineversion_file"), *super().get_urls()]

    def list_view(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        return super().list_view(request, {"files": outline_loader.list_outline_ids(), **extra_context})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        version = self.get_object(request, object_id)
        assert isinstance(version, OutlineVersion)  # noqa: S101 - get_object answers 404 otherwise
        self._refuse_all_but_reading(request)
        return self._show(request, version, "")

    def file_view(self, request: HttpRequest, outline_id: str) -> HttpResponse:
        """The outline as its file has it now, used or not."""
        self._refuse_all_but_reading(request)
        try:
            return self._show(request, OutlineVersion.find_published(outline_id), "文件里现在的样子")
        except outline_loader.UnknownOutline as unknown:
            raise Http404 from unknown
        except Mistakes as wrong:
            return self._answer(request, {"title": outline_id, "mistakes": wrong.mistakes})

    def _refuse_all_but_reading(self, request: HttpRequest) -> None:
        if request.method not in READING or not self.has_view_permission(request):
            raise PermissionDenied

    def _show(self, request: HttpRequest, version: OutlineVersion, subtitle: str) -> HttpResponse:
        outline = version.definition
        paper, form = blank_form.build_preview_pages(outline)
        shown = {
            "version": version,
            "drawn": drawing.draw_outline(outline),
            "paper": paper,
            "form": form,
            "remarks": version.list_remarks(),
        }
        return self._answer(request, {"title": outline.name, "subtitle": subtitle, **shown})

    def _answer(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        site = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, "admin/reports/outline/outline.html", site | context)

    @admin.display(description="名称")
    def named(self, version: OutlineVersion) -> str:
        return version.definition.name

    @admin.display(description="报告份数", ordering="number")
    def used(self, version: OutlineVersion) -> int:
        return version.number  # type: ignore[attr-defined,no-any-return]
