"""Papers to take away: the 草稿 as it stands, and the 送审稿 of a submission as stored."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.files import File
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports import drafts, printouts
from reports.models import Report, Submission
from reports.rendering.limits import TooLarge
from reports.views.access import person, report_or_404


@require_safe
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = report_or_404(request, pk)
    try:
        paper = printouts.draft(drafts.load(report), timezone.now())
    except TooLarge as refusal:
        return _unprinted(request, report, refusal)
    return _paper(io.BytesIO(paper), f"{_name(report)}_草稿.pdf")


@require_safe
def printout(request: HttpRequest, reference: str) -> HttpResponseBase:
    submission = get_object_or_404(_sent(Report.objects.open_to(person(request))), reference=reference)
    try:
        kept = getattr(submission, "printout", None) or printouts.of(submission)
    except TooLarge as refusal:
        return _unprinted(request, submission.report, refusal)
    return _paper(kept.file.storage.open(str(kept.file)), f"{_name(submission.report)}.pdf")


def _unprinted(request: HttpRequest, report: Report, refusal: TooLarge) -> HttpResponseBase:
    """No paper; the page of the report says which section to shorten."""
    messages.error(request, str(refusal))
    return redirect("report", report.pk)


def _sent(reports: QuerySet[Report]) -> QuerySet[Submission]:
    """With what names the file; the frozen report itself is read only where it still has to be printed."""
    joined = Submission.objects.select_related("printout", "report__department", "report__cycle")
    return joined.defer("document", "report__statements").filter(report__in=reports.values("pk"))


def _name(report: Report) -> str:
    """代码_单位_年度."""
    return f"{report.department.code}_{report.department.name}_{report.cycle.year}"


def _paper(content: io.BytesIO | File, name: str) -> FileResponse:
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
