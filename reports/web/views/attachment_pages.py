"""附件 of a report: shown, uploaded, taken out, fetched. A refused file never takes the others with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.base import File
from django.db import DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments import roles
from reports.domain import Document
from reports.filing import attachments, drafts
from reports.filing.attachments import CappedUpload, NotAccepted, upload_limits
from reports.models import Attachment, Report
from reports.web.request_helpers import get_person, get_report_or_404, record_look
from reports.web.views.section_context import describe_lock
from reports.workflow import signed_scans
from reports.workflow.failures import explain_failure

SHOWN = 5  # refusals; more of them say the same
PIECE = 1024 * 1024
MOST_DRAINED = 2 * upload_limits.MOST_OF_REPORT
TOO_MUCH = f"一次选的文件太多，没有上传；一次最多选 {upload_limits.MOST_FILES} 个文件，请分几次上传。"
BROKEN = "文件没有传完整，请检查网络后重新上传。"
Keep = Callable[[File], Attachment]


@csrf_exempt  # `_posted` checks, after the upload handler was set
@require_http_methods(["GET", "HEAD", "POST"])
def show_attachments(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _receive_upload(request, pk, _make_evidence_keeper)
    report = get_report_or_404(request, pk)
    return TemplateResponse(request, "reports/attachments/page.html", _build_attachments_context(request, report))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receive_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Only posts come here, but for a person who had to log in again in between."""
    return _receive_upload(request, pk, _make_scan_keeper) if request.method == "POST" else redirect("attachments", pk)


@require_POST
def remove_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_open_to(request), pk=pk)
    remove = signed_scans.remove_signed_scan if found.kind == Attachment.Kind.SCAN else attachments.evidence.remove_evidence
    try:
        remove(found, by=get_person(request))
    except NotAccepted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已移除“{found.name}”。")
    return redirect("attachments", found.report_id)


@require_safe
def send_attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Always a download, never shown inside this site."""
    found = get_object_or_404(
        attachments.select_open_attachments(get_person(request)).select_related("report__department", "report__cycle"), pk=pk
    )
    record_look(request, found.report)
    response = FileResponse(found.open_file(), as_attachment=True, filename=found.name, content_type=found.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def build_attachment_summary(request: HttpRequest, report: Report, document: Document) -> dict[str, Any]:
    """For the pages that lead here: how many at which place, and whether a scan is asked for. One query, rarely two."""
    found = attachments.group_by_place(attachments.list_draft_attachments(report), attachments.list_attachment_targets(document))
    adds = roles.get_roles(get_person(request)).works_in(report.department) and signed_scans.is_open_for_scan(report)
    return {"evidence": found, "adds_scan": adds, "scan_is_missing": adds and signed_scans.is_missing(report)}


def _open_to(request: HttpRequest) -> Any:
    return attachments.select_open_attachments(get_person(request)).select_related("submission", "report__cycle")


def _receive_upload(request: HttpRequest, pk: int, keep: Callable[[HttpRequest, Report], Keep]) -> HttpResponse:
    """Reads the whole request, whatever is in it, so that the browser is there to hear the answer."""
    request.upload_handlers = [CappedUpload(request)]
    try:
        request.POST  # noqa: B018
    except (TooManyFilesSent, TooManyFieldsSent, RequestDataTooBig):
        return _drain_unread_upload(request, pk, TOO_MUCH)
    except (MultiPartParserError, OSError) as error:
        failure = explain_failure(error)
        return _drain_unread_upload(request, pk, failure.sentence if failure else BROKEN)
    return _take_posted_files(request, pk, keep)


def _drain_unread_upload(request: HttpRequest, pk: int, sentence: str) -> HttpResponse:
    left = MOST_DRAINED
    try:
        while left > 0 and request.read(PIECE):
            left -= PIECE
    except OSError:
        pass
    messages.error(request, sentence)
    return redirect("attachments", pk)


@csrf_protect
def _take_posted_files(request: HttpRequest, pk: int, keep: Callable[[HttpRequest, Report], Keep]) -> HttpResponse:
    report = get_report_or_404(request, pk)
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, "没有选择文件，请先选择再点上传。")
    kept, told, refused = _keep_each_file(files, keep(request, report), set(report.attachments.values_list("pk", flat=True)))
    if kept:
        messages.success(request, f"已上传 {len(kept)} 份：{'、'.join(each.name for each in kept[:SHOWN])}{'等' * (len(kept) > SHOWN)}。")
    for sentence in told[:SHOWN]:
        messages.info(request, sentence)
    for sentence in refused[:SHOWN]:
        messages.error(request, sentence)
    if len(refused) > SHOWN:
        messages.error(request, f"另有 {len(refused) - SHOWN} 个文件没有上传，请逐个检查。")
    place = request.POST.get("place", "")
    return redirect(reverse("attachments", args=[pk]) + (f"?{urlencode({'place': place})}" if place else ""))


def _keep_each_file(files: list[Any], keep: Keep, known: set[int]) -> tuple[list[Attachment], list[str], list[str]]:
    """What is new, what is told of files that were there before, by their ids in `known`, and what is told of refused ones."""
    kept, told, refused = [], [], []
    for file in files:
        try:
            found = keep(file)
        except (NotAccepted, OSError, DatabaseError) as error:
            refused.append(f"“{file.name}”没有上传：{_why(error)}")
            continue
        if found.pk in known:
            told.append(f"“{file.name}”的内容与已有的“{found.name}”相同，没有重复保存。")
        else:
            kept.append(found)
            known.add(found.pk)
    return kept, told, refused


def _why(error: Exception) -> str:
    """The sentence of a refusal or of a full disc; any other mistake goes on up."""
    if isinstance(error, NotAccepted):
        return str(error)
    failure = explain_failure(error)
    if failure is None:
        raise error
    return failure.sentence


def _make_evidence_keeper(request: HttpRequest, report: Report) -> Keep:
    place, by = request.POST.get("place", ""), get_person(request)
    return lambda file: attachments.evidence.add_evidence(report, file, place=place, by=by)


def _make_scan_keeper(request: HttpRequest, report: Report) -> Keep:
    by = get_person(request)
    return lambda file: signed_scans.add_signed_scan(report, file, by=by)


def _build_attachments_context(request: HttpRequest, report: Report) -> dict[str, Any]:
    known = attachments.list_attachment_targets(drafts.load_document(report))
    wanted = request.GET.get("place", "")
    locked = describe_lock(request, report)
    return {
        "report": report,
        "groups": attachments.group_by_place(attachments.list_draft_attachments(report), known),
        "known": known.values(),
        "chosen": wanted if wanted in known else attachments.WHOLE,
        "locked": locked,
        "edits": not locked,
        "accepts": attachments.list_accepted_extensions(attachments.EVIDENCE),
        "limits": {
            "file": upload_limits.format_file_size(upload_limits.MOST_OF_FILE),
            "all": upload_limits.format_file_size(upload_limits.MOST_OF_REPORT),
            "number": upload_limits.MOST_FILES,
        },
        **_build_scans_context(request, report),
    }


def _build_scans_context(request: HttpRequest, report: Report) -> dict[str, Any]:
    """The scans of the latest submission, while it lies at the bureau or was approved."""
    latest = report.submissions.order_by("-number").only("pk", "number", "reference", "report").first()
    if latest is None:
        return {}
    scans = list(signed_scans.list_signed_scans(latest).select_related("uploaded_by"))
    ours = roles.get_roles(get_person(request)).works_in(report.department)
    return {
        "latest": latest,
        "scans": scans,
        "adds_scan": ours and signed_scans.is_open_for_scan(report),
        "removes_scan": ours and signed_scans.is_removable_scan(report),
        "scan_is_missing": report.cycle.requires_scan and signed_scans.is_open_for_scan(report) and not scans,
        "scan_accepts": attachments.list_accepted_extensions(attachments.SCAN),
    }
