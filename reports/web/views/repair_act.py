"""“改成 5.11（两处）”: the proposal of the checks, written into its cells."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reports.filing import drafts, repairs
from reports.web import unsaved_input
from reports.web.request_helpers import get_person, get_report_or_404, get_return_address
from reports.web.views import page_words


@unsaved_input.keep_words
def repair_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """The button stands in the one form of its page: what was typed there is kept first."""
    report = get_report_or_404(request, pk)
    if (kept := page_words.keep_typed_words(request, report)).refused:
        return page_words.answer_refused_words(request, report, kept)
    key, _, seen = request.POST.get("repair", "").partition(" ")
    try:
        done = repairs.apply_repair(report, key, seen=seen, by=get_person(request))
    except (repairs.RepairRefused, drafts.SaveRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已改好并保存：{done.message}。请看新的核对结果。")
    return redirect(get_return_address(request, report).partition("#")[0] + "#findings")
