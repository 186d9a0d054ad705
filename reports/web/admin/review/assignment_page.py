"""分配: a page of its own, where a report is given to a reviewer or handed over to a colleague, with a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments import roles
from departments.models import User
from reports import workflow
from reports.models import Report
from reports.web.admin.queue import change_list
from reports.web.request_helpers import get_person
from reports.workflow import OF_BUREAU, Refused, events
from reports.workflow.assignment import LONGEST, list_colleagues


@dataclass(frozen=True)
class AssignmentPanel:
    """Who has the report; `by_desk`: nobody was named; `may_assign`: this person may give it to somebody else."""

    report: Report
    person: str
    by_desk: bool
    may_assign: bool


class AssignmentForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label="经办人", required=False, empty_label="按业务股室分工，不指定个人")
    note = forms.CharField(
        label="交接说明",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可不填；写进办理记录，同事打开报告就看到",
    )

    def __init__(self, report: Report, posted: QueryDict | None) -> None:
        super().__init__(posted, label_suffix="", initial={"to": report.reviewer_id})
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = list_colleagues(report.department)


def build_assignment_panel(report: Report, user: User) -> AssignmentPanel:
    here = roles.get_roles(user).here(report.department)
    may_assign = not here.isdisjoint(OF_BUREAU) and not report.state.is_passed
    return AssignmentPanel(report, change_list.name_responsible(report), change_list.get_current_reviewer(report) is None, may_assign)


def show_assignment_page(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """Shows the form, or takes it. Who may not assign gets 404; `workflow` asks once more."""
    if not build_assignment_panel(report, get_person(request)).may_assign:
        raise Http404
    form = AssignmentForm(report, request.POST or None)
    if form.is_valid():
        try:
            workflow.assign(report, by=get_person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, events.ASSIGN.describe_done(report, person=report.reviewer or "业务股室"))
            return redirect("admin:reports_report_change", report.pk)
    context = {
        **site,
        "title": events.ASSIGN.label,
        "report": report,
        "form": form,
        "panel": build_assignment_panel(report, get_person(request)),
    }
    return TemplateResponse(request, "admin/reports/report/assign.html", context)
