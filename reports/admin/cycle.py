"""年度任务: kept by the 管理员, who also opens it: then every participating department gets its report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from departments.admin.plain import NamedFormSet
from departments.admin.scoped import ScopedAdmin, ScopedInline
from reports import cycles
from reports.admin.grade_cuts import GradeCutsField
from reports.models import Cycle, Exemption
from reports.outlines import Mistakes, loader
from reports.views.access import person

FIRST_YEAR, LAST_YEAR = 2000, 2100


class ExemptionFormSet(NamedFormSet):
    def clean(self) -> None:
        """A person may manage several districts; the list is of one."""
        super().clean()
        for form in self.forms:
            department = form.cleaned_data.get("department")
            if department and self.instance.district_id and department.district_id != self.instance.district_id:
                form.add_error("department", "请选择本区县的单位。")


class ExemptionInline(ScopedInline):
    model = Exemption
    formset = ExemptionFormSet


class CycleForm(forms.ModelForm):
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text="所评价的年度，如 2024")
    outline = forms.ChoiceField(label="报告提纲", help_text="任务开始后再改，只影响此后新建的报告")

    grade_cuts = GradeCutsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("outline"), forms.ChoiceField):
            field.choices = [(name, _name(name)) for name in loader.available()]

    def clean_opens(self) -> datetime:
        return _of_this_age(self.cleaned_data["opens"])

    def clean_due(self) -> datetime:
        return _of_this_age(self.cleaned_data["due"])


def _of_this_age(moment: datetime) -> datetime:
    """A year of the first century cannot be told in UTC, nor one after 9999 in Beijing time."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(f"请填写 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间的日期。")
    return moment


def _name(outline: str) -> str:
    """As the choice says it; a broken file closes no page, its mistakes are told when it is chosen."""
    try:
        return loader.load(outline).name
    except Mistakes:
        return f"{outline}（文件有错，不能使用）"


@admin.register(Cycle)
class CycleAdmin(ScopedAdmin):
    form = CycleForm
    inlines = [ExemptionInline]
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
        "check_settings",
    ]
    list_display = ["year", "district", "outline", "opens", "due", "needs_signature", "locked_after_due"]
    list_select_related = ["district"]
    ordering = ["-year"]
    change_form_template = "admin/reports/cycle/change_form.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["district", "year"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A cycle entered by mistake goes again; once it has reports, the database keeps it."""
        return self.has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        start = self.admin_site.admin_view(require_POST(self.open_cycle))
        return [path("<path:object_id>/open/", start, name="reports_cycle_open"), *super().get_urls()]

    def open_cycle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Creates the reports that are missing; safe to repeat, so that a department added later gets its own."""
        cycle = self.get_object(request, object_id)
        assert isinstance(cycle, Cycle)  # noqa: S101 - get_object answers 404 otherwise
        if not self.has_change_permission(request, cycle):
            raise PermissionDenied
        try:
            created = cycles.open_cycle(cycle, person(request))
        except Mistakes as mistakes:
            messages.error(request, f"报告提纲“{cycle.outline}”有错，没有建立报告，请联系技术管理员：{mistakes}")
        else:
            messages.success(request, f"已建立 {created} 份报告。" if created else "各单位的报告都已建立，没有新增。")
        return redirect("admin:reports_cycle_change", cycle.pk)
