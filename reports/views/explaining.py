"""Why a finding stands, from the overview and the signing page; and the rules that everybody may read."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from reports import workflow
from reports.checks import Outcome, ledger
from reports.models import OutlineVersion
from reports.outlines import Outline
from reports.views.access import back, person, report_or_404


@require_POST
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_or_404(request, pk)
    key, text, seen = (request.POST.get(name, "") for name in ("key", "text", "seen"))
    try:
        workflow.explain(report, key, by=person(request), text=text, seen=seen)
    except workflow.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "说明已保存。" if text.strip() else "说明已删除。")
    return redirect(back(request, report))


@require_safe
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    outline = get_object_or_404(OutlineVersion, pk=pk).definition
    context = {"outline": outline, "rules": list(_described(outline)), "ledger": ledger.ledger(outline)}
    return TemplateResponse(request, "reports/rules.html", context)


def _described(outline: Outline) -> Iterator[dict[str, str]]:
    """Number, name, severity and source of every rule, once."""
    for check in {check.id: check for check in outline.check}.values():
        yield {"id": check.id, "label": check.label, "severity": Outcome(check.severity).label, "source": check.source}
