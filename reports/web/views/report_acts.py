"""What a button does. Every act goes through workflow; a refusal comes back as its sentence."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from departments import roles
from reports import workflow
from reports.models import Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person, get_report_or_404, get_return_address
from reports.web.views import open_findings, page_words
from reports.web.views.action_buttons import list_action_buttons
from reports.workflow import Refused

NOTE = "note:"  # + the name of the act that it goes with


@unsaved_input.keep_words
def take_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    report = get_report_or_404(request, pk)
    row = workflow.find_department_row(name)
    if row is None:
        raise Http404
    kept = page_words.keep_typed_words(request, report)  # before the act: afterwards the report may be out of hand
    if kept.refused:
        return page_words.answer_refused_words(request, report, kept)
    try:
        offered = _check_confirmed(request, report, name)
        _check_no_other_note(request, row)
        if offered and (question := open_findings.ask_about_findings(request, report, offered)):
            return question
        workflow.take_action(name, report, by=get_person(request), note=_get_note(request, name))
    except Refused as refusal:
        return _answer_refused_act(request, report, refusal)
    messages.success(request, row.describe_done(report))
    return redirect("report", pk)


def _get_note(request: HttpRequest, name: str) -> str:
    """What was written for this act; a page with several acts has a note for each."""
    return request.POST.get(NOTE + name, request.POST.get("note", ""))


def _check_no_other_note(request: HttpRequest, row: workflow.Transition) -> None:
    """Words that were written for another act of the page would be lost with this one."""
    for name in _list_written_notes(request):
        other = workflow.find_department_row(name.removeprefix(NOTE))
        if other and other.name != row.name:
            raise Refused(f"您为“{other.label}”写了说明，“{row.label}”不会把它发出去。请点“{other.label}”，或者删去说明后再办。")


def _answer_refused_act(request: HttpRequest, report: Report, refusal: Refused) -> HttpResponse:
    """With the note that was written, for whichever act."""
    field = next(iter(_list_written_notes(request)), "note")
    return unsaved_input.answer_refused_act(request, refusal, field=field, back=get_return_address(request, report))


def _list_written_notes(request: HttpRequest) -> list[str]:
    return [name for name in request.POST if name.startswith(NOTE) and str(request.POST[name]).strip()]


def _check_confirmed(request: HttpRequest, report: Report, name: str) -> workflow.Transition | None:
    """The act, where it is offered: the person saw the report as it now is, and confirmed what needs a confirmation.

    A second click finds the act done: then there is nothing to see and workflow tells what was done.
    """
    found = list_action_buttons(report, get_person(request), roles.get_roles(get_person(request)))
    offer = next((offer for offer in found if offer.name == name), None)
    if offer is None:
        return None
    if request.POST.get("since", report.since.isoformat()) != report.since.isoformat():
        raise Refused("您打开页面以后，这份报告又被办理过，请看过现在的内容再办。")
    if offer.words.pledge and not request.POST.get("confirmed"):
        raise Refused(f"请先勾选“{offer.words.pledge}”，再点按钮。")
    return offer
