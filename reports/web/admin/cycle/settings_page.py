"""年度任务: kept by the 管理员, who also opens it: then every participating department gets its report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from departments.admin.scoped import ScopedAdmin
from reports.domain import Mistakes, outline_loader
from reports.filing import cycles
from reports.models import Cycle
from reports.web.admin.cycle import opening_page, outlines_page, participants, rule_settings
from reports.web.admin.cycle.grade_cuts import GradeCutsField
from reports.web.request_helpers import get_person

FIRST_YEAR, LAST_YEAR = 2000, 2100


class CycleForm(forms.ModelForm):
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text="所评价的年度，如 2024")
    outline = forms.ChoiceField(label="报告提纲", help_text="任务开始后再改，只影响此后新建的报告；已有报告的提纲在“各报告的提纲”里换")

    grade_cuts = GradeCutsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("outline"), forms.ChoiceField):
            known = [(name, _name_outline(name)) for name in outline_loader.list_outline_ids()]
            field.choices = [("", "请选择"), *known]  # none is right by itself: the first may be another county's

    def clean_opens(self) -> datetime:
        return _validate_plausible_moment(self.cleaned_data["opens"])

    def clean_due(self) -> datetime:
        return _validate_plausible_moment(self.cleaned_data["due"])


class ApprovedForm(forms.ModelForm):
    class Meta:
        model = Cycle
        fields = ["approved_on"]

    def clean_approved_on(self) -> date | None:
        day: date | None = self.cleaned_data["approved_on"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError("")
        return day

    def _post_clean(self) -> None:
        """The day alone is looked at: a setting that was right when the cycle began keeps no day from being typed."""
        self.instance.approved_on = self.cleaned_data.get("approved_on", self.instance.approved_on)


def _validate_plausible_moment(moment: datetime) -> datetime:
    """A year of the first century cannot be told in UTC, nor one after 9999 in Beijing time."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(f"请填写 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间的日期。")
    return moment


def _name_outline(outline: str) -> str:
    """As the choice says it; a broken file closes no page, its mistakes are told when it is chosen."""
    try:
        return outline_loader.load_outline(outline).name
    except Mistakes:
        return f"{outline}（文件有错，不能使用）"


@admin.register(Cycle)
class CycleAdmin(ScopedAdmin):
    form = CycleForm
    empty_hint = "管理员建立后出现在这里"
    fields = [
        "district",
        "year",
        "outline",
        "opens",
        "due",
        "needs_signature",
        "locked_after_due",
        "second_review",
        "requires_scan",
        "approved_on",
        "notice",
        "grade_cuts",
        "allow_override",
    ]
    list_display = ["year", "district", "outline_name", "opens", "due", "needs_signature", "locked_after_due"]
    ordering = ["-year"]
    change_form_template = "admin/reports/cycle/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cycle]:
        return super().get_queryset(request).select_related("district")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only looks reads the name of the outline, as who chooses it does."""
        shown = "outline" if self.has_change_permission(request, obj) else "outline_name"
        return [shown if field == "outline" else field for field in self.fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["district", "year", "outline_name"] if obj else []

    @admin.display(description="报告提纲", ordering="outline")
    def outline_name(self, cycle: Cycle) -> str:
        return _name_outline(cycle.outline)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A cycle entered by mistake goes again; once it has reports, the database keeps it."""
        return self.has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        own = [
            ("open", require_POST(self.open_cycle)),
            ("copy", require_POST(self.copy_cycle)),
            ("approved", require_POST(self.set_approved)),
            ("participants", self.participants_view),
            ("checks", self.checks_view),
            ("outlines", self.outlines_view),
        ]
        views = [path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"reports_cycle_{name}") for name, view in own]
        return [*views, *super().get_urls()]

    def response_add(self, request: HttpRequest, obj: Cycle, post_url_continue: str | None = None) -> HttpResponse:
        """A new cycle leads to the list of who takes part."""
        if not {"_continue", "_addanother"}.isdisjoint(request.POST):
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"{obj}的任务已建立。请核对哪些单位参加，再点“开始任务”。")
        return redirect("admin:reports_cycle_participants", obj.pk)

    def participants_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        cycle = self._cycle(request, object_id, to_change=request.method == "POST")
        may_change = self.has_change_permission(request, cycle)
        return participants.show_participants(request, cycle, may_change, self.admin_site.each_context(request) | {"opts": self.opts})

    def checks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        cycle = self._cycle(request, object_id)
        site = self.admin_site.each_context(request) | {"opts": self.opts}
        return rule_settings.show_cycle_checks(request, cycle, lambda words: self.log_change(request, cycle, words), site)

    def outlines_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        cycle = self._cycle(request, object_id, to_change=request.method == "POST")
        may_change = self.has_change_permission(request, cycle)
        return outlines_page.show_outlines(request, cycle, may_change, self.admin_site.each_context(request) | {"opts": self.opts})

    def open_cycle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks once, then creates the reports that are missing; safe to repeat, so that a department added later gets its own."""
        cycle = self._cycle(request, object_id)
        if "confirmed" not in request.POST:
            return opening_page.show_opening_page(request, cycle, self.admin_site.each_context(request) | {"opts": self.opts})
        try:
            created = cycles.open_cycle(cycle, get_person(request))
        except Mistakes as mistakes:
            messages.error(request, f"报告提纲“{cycle.outline}”有错，没有建立报告，请联系技术管理员：{mistakes}")
        else:
            messages.success(request, f"已建立 {created} 份报告。" if created else "各单位的报告都已建立，没有新增。")
        return redirect("admin:reports_cycle_change", cycle.pk)

    def copy_cycle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Next year's, to be looked through; nothing is opened."""
        cycle = self._cycle(request, object_id)
        try:
            made = cycles.copy_to_next_year(cycle)
        except cycles.NotCopied as refused:
            messages.error(request, str(refused))
            return redirect("admin:reports_cycle_change", cycle.pk)
        messages.success(request, f"已按{cycle}建立{made}的任务：提纲和设置相同，日期推后一年，免报单位照抄。请逐项核对，还没有开始。")
        return redirect("admin:reports_cycle_participants", made.pk)

    def set_approved(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """决算批复日期, known only when the cycle has long been running."""
        cycle = self._cycle(request, object_id)
        form = ApprovedForm(request.POST, instance=cycle)
        if form.is_valid():
            cycle.save(update_fields=["approved_on"])
            self.log_change(request, cycle, "决算批复日期")
            messages.success(request, f"{cycle}的决算批复日期已保存。")
        else:
            messages.error(request, "决算批复日期没有保存：请填写 2000 年到 2100 年之间的日期，如 2026-09-30。")
        return redirect("admin:reports_cycle_change", cycle.pk)

    def _cycle(self, request: HttpRequest, object_id: str, *, to_change: bool = True) -> Cycle:
        """404 for a stranger's, 403 for who only reads."""
        cycle = self.get_object(request, object_id)
        assert isinstance(cycle, Cycle)  # noqa: S101 - get_object answers 404 otherwise
        if to_change and not self.has_change_permission(request, cycle):
            raise PermissionDenied
        return cycle
