"""报送件 and 办理记录: written by the workflow alone, here only to be read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from departments.admin.scoped import ScopedAdmin
from reports import workflow
from reports.models import Event, Submission

OF_REPORT = ["report__department", "report__cycle"]


@admin.register(Submission)
class SubmissionAdmin(ScopedAdmin):
    district = "report__department__district"
    read_only = True
    empty_hint = "单位报送后出现在这里"
    fields = ["reference", "report", "number", "sender", "sent_at", "late", "sha256"]
    list_display = ["reference", "report", "number", "sender", "sent_at", "late"]
    list_filter = ["late"]
    search_fields = ["reference", "report__department__code", "report__department__name", "report__department__former_names__name"]
    ordering = ["-sent_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        found = super().get_queryset(request).select_related("sender", *OF_REPORT)
        return found.defer("document", "cycle_settings", "findings", "report__statements")


@admin.register(Event)
class EventAdmin(ScopedAdmin):
    district = "report__department__district"
    read_only = True
    empty_hint = "单位开始填报后出现在这里"
    fields = ["report", "what", "source", "target", "actor", "at", "note", "submission"]
    list_display = ["at", "report", "what", "source", "target", "actor"]
    list_filter = ["target"]
    search_fields = ["report__department__code", "report__department__name", "report__department__former_names__name"]
    ordering = ["-at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("actor", *OF_REPORT).defer("report__statements")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        """Title and path name the act."""
        event = context["original"]
        named = f"{event.report.department.name} {self.what(event)} {timezone.localtime(event.at):%Y-%m-%d %H:%M}"
        return super().render_change_form(request, {**context, "subtitle": named}, *args, **kwargs)

    @admin.display(description="事项", ordering="act")
    def what(self, event: Event) -> str:
        return workflow.describe_event(event)
