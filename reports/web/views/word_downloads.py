"""下载 Word（编辑稿）: the report as it stands, or as it was sent, to be edited outside. A copy is made each time and never kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.contrib import messages
from django.core.files import File
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reports.domain import TooLarge
from reports.models import Submission
from reports.release import editing_copies
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views import paper_downloads

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDING = "_编辑稿.docx"


@require_safe
def send_draft_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = get_report_or_404(request, pk)
    name = paper_downloads.name_draft_paper(report) + ENDING
    return _send_copy(request, pk, name, lambda: editing_copies.make_draft_copy(report))


@require_safe
def send_sent_word(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Of a submission, for whoever may have its paper."""
    found = paper_downloads.select_visible_row(Submission.objects.all(), "", ("pk", Value("")), get_person(request), reference)
    if found is None:
        raise Http404
    pk, _, member, *named = found
    submission = Submission.objects.select_related("outline", "report").get(pk=pk)
    name = paper_downloads.join_paper_name(*named) + f"_第{submission.number}次报送{ENDING}"
    paper_downloads.record_paper_look(request, pk, member, name)
    back = "report" if member == get_person(request).pk else "admin:reports_report_change"
    return _send_copy(request, submission.report_id, name, lambda: editing_copies.make_sent_copy(submission), back)


def _send_copy(request: HttpRequest, report: int, name: str, make: Callable[[], bytes], back: str = "report") -> HttpResponseBase:
    try:
        content = make()
    except TooLarge as refusal:
        messages.error(request, str(refusal))
        return redirect(back, report)
    return paper_downloads.make_paper_response(File(BytesIO(content)), name, DOCX)
