"""“改成 5.11（两处）”: the proposal of the checks, written into its cells."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.filing import drafts, repairs
from reports.web.request_helpers import get_person, get_report_or_404, get_return_address


@require_POST
def repair_figure(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    key, seen = request.POST.get("key", ""), request.POST.get("seen", "")
    try:
        done = repairs.apply_repair(report, key, seen=seen, by=get_person(request))
    except (repairs.RepairRefused, drafts.SaveRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已改好并保存：{done.message}。请看新的核对结果。")
    return redirect(get_return_address(request, report))
