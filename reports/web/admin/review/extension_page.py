"""延期: a page of its own, where a 管理员 gives one department more time and says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments import roles
from departments.models import Role, User
from reports import workflow
from reports.models import Report
from reports.web.request_helpers import get_person
from reports.workflow import Refused, events
from reports.workflow.extensions import LONGEST

LAST_YEAR = 2100  # later ones cannot be told in Beijing time on every machine


@dataclass(frozen=True)
class ExtensionPanel:
    """The deadline of the department beside its report; `may_extend`: this person may give it more time."""

    report: Report
    may_extend: bool


class DayAndTime(forms.SplitDateTimeWidget):
    def __init__(self) -> None:
        day, time = {"type": "date", "aria-label": "延期至：日期"}, {"type": "time", "aria-label": "延期至：时间"}
        super().__init__(date_attrs=day, time_attrs=time, date_format="%Y-%m-%d", time_format="%H:%M")


class ExtensionForm(forms.Form):
    until = forms.SplitDateTimeField(label="延期至", widget=DayAndTime, help_text="北京时间")
    reason = forms.CharField(
        label="理由", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), help_text="单位在首页和报告页上看到"
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until.year > LAST_YEAR:
            raise forms.ValidationError(f"请填写 {LAST_YEAR} 年以前的日期。")
        return until


def build_extension_panel(report: Report, user: User) -> ExtensionPanel:
    manages = Role.MANAGER in roles.get_roles(user).here(report.department)
    return ExtensionPanel(report, manages and not report.state.is_passed)


def show_extension_page(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """Shows the form, or takes it. Who may not extend gets 404; `workflow` asks once more."""
    if not build_extension_panel(report, get_person(request)).may_extend:
        raise Http404
    form = ExtensionForm(request.POST or None, label_suffix="", initial={"until": report.due, "reason": report.extension_reason})
    if form.is_valid():
        try:
            workflow.extend(report, by=get_person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, events.EXTEND.describe_done(report))
            return redirect("admin:reports_report_change", report.pk)
    context = {**site, "title": events.EXTEND.label, "report": report, "form": form}
    return TemplateResponse(request, "admin/reports/report/extend.html", context)
