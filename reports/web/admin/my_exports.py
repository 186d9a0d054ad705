"""我的导出: the person's files that are made in the background; a stranger gets 404."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from reports.models import Job, JobState, Report
from reports.release import jobs
from reports.release.exports import ExportRefused
from reports.release.jobs import job_files, worker_presence
from reports.release.jobs.retention import KEPT
from reports.web.admin.downloads import build_download_response, record_export
from reports.web.request_helpers import get_person


@require_safe
def show_my_exports(request: HttpRequest) -> HttpResponse:
    """The whole page; the script asks for it again while something is open, and takes the list out of it."""
    rows = jobs.list_own_jobs(get_person(request))
    is_open = any(row.job.is_open for row in rows)
    context = {**admin.site.each_context(request), "title": "我的导出", "rows": rows, "is_open": is_open, "days": KEPT.days}
    context["is_stopped"] = is_open and not worker_presence.is_worker_present()
    return TemplateResponse(request, "admin/reports/jobs/page.html", context)


@require_safe
def send_export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    job = _get_own_job(request, pk)
    if job.state != JobState.DONE:
        raise Http404
    file = job_files.open_made(job)
    record_export(Report.objects.filter(pk__in=job.parts.values("report")), f"下载 {job.name}")
    return build_download_response(file, job.name)


@require_POST
def cancel_export(request: HttpRequest, pk: int) -> HttpResponse:
    if jobs.cancel_job(_get_own_job(request, pk)):
        messages.success(request, "已取消。")
    return redirect("admin:exports")


@require_POST
def retry_export(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        jobs.retry_job(_get_own_job(request, pk))
    except ExportRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已重新排队，完成后在本页下载。")
    return redirect("admin:exports")


def _get_own_job(request: HttpRequest, pk: int) -> Job:
    found = jobs.get_own_job(get_person(request), pk)
    if found is None:
        raise Http404
    return found
