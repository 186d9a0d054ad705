"""公开 in the admin: which approved reports are public and which are due, and the page of one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from departments import access
from departments.admin.scoped import ScopedAdmin
from reports.models import Publication, Report
from reports.release.publishing.publication_list import STATES, Listing
from reports.web.admin.publication import publishing_page
from reports.web.request_helpers import record_look


@admin.register(Publication)
class PublicationAdmin(ScopedAdmin):
    district = "report__department__district"
    read_only = True

    own_parameters = frozenset({"state", "year", "page"})

    def list_view(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        listing = Listing(self._reports(request), request.GET.dict(), timezone.localdate())
        context = {**self.admin_site.each_context(request), "title": "公开", "listing": listing, "states": STATES}
        return TemplateResponse(request, "admin/reports/publication/list.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        publication = self.get_object(request, object_id)
        assert isinstance(publication, Publication)  # noqa: S101 - get_object answers 404 otherwise
        return redirect("admin:reports_publication_report", publication.report_id)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("report/<int:pk>/", self.admin_site.admin_view(self.report_view), name="reports_publication_report"),
            path("<int:pk>/withdraw/", self.admin_site.admin_view(self.withdraw_view), name="reports_publication_withdraw"),
        ]
        return [*own, *super().get_urls()]

    def report_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = record_look(request, get_object_or_404(self._reports(request).with_context(), pk=pk))
        return publishing_page.show_publication_page(request, report, self.admin_site.each_context(request))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        publication = get_object_or_404(self.get_queryset(request).select_related("report__department", "approval__submission"), pk=pk)
        return publishing_page.withdraw_publication(request, publication)

    def _reports(self, request: HttpRequest) -> Any:
        """What the bureau of the person has received."""
        return Report.objects.filter(access.get_access(request.user).within("department__district"))
