"""A selection of reports as a file: at once where it is short, else by a worker, to be fetched under 我的导出."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from departments import audit, parse_ids
from reports.models import Report, obligation
from reports.release import jobs
from reports.release.exports import KINDS, ExportRefused, selection
from reports.release.exports.preview import preview_export
from reports.web.admin.queue import ticked_reports
from reports.web.request_helpers import get_person

__all__ = ["ACTIONS", "ExportRefused", "build_download_response", "make_confirmed_export", "send_export", "show_export_preview"]

IN_BACKGROUND = "“{name}”正在后台生成，完成后在本页下载；您可以先做别的事。"


def send_export(request: HttpRequest, name: str, reports: QuerySet[Report, Any]) -> HttpResponseBase:
    """The file, or the page where it will be. Raises Refused."""
    kind, moment = KINDS[name], timezone.now()
    reports = _leave_out_excused(request, reports)
    number = selection.check_export_size(reports, kind.most)
    record_export(reports, kind.label)
    if not kind.is_short(reports, number, moment):
        job = jobs.request_job(name, reports, get_person(request))
        messages.success(request, IN_BACKGROUND.format(name=job.name))
        return redirect("admin:exports")
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        kind.write(reports, target, moment)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return build_download_response(target, selection.name_export_file(kind.prefix, reports, kind.ending))


def _leave_out_excused(request: HttpRequest, reports: QuerySet[Report, Any]) -> QuerySet[Report, Any]:
    """No file counts what is 免报; the person is told how many were left out."""
    if left_out := reports.filter(obligation.match_excused()).count():
        messages.warning(request, f"所选的有 {left_out} 份免报，没有列入。")
    return reports.exclude(obligation.match_excused())


def record_export(reports: QuerySet[Report, Any], what: str) -> None:
    """In the 审计日志 of every district whose reports go out."""
    districts = reports.order_by().values_list("department__district", flat=True).distinct()
    audit.record_in(list(districts), audit.Act.EXPORT, what, f"{reports.count()} 份报告")


def build_download_response(file: IO[bytes], name: str) -> FileResponse:
    """Saved, never shown."""
    response = FileResponse(file, as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def show_export_preview(request: HttpRequest, name: str, reports: QuerySet[Report, Any]) -> HttpResponse:
    """What the file will hold of each report; nothing is made yet. Raises Refused."""
    kind, moment = KINDS[name], timezone.now()
    reports = _leave_out_excused(request, reports)
    number = selection.check_export_size(reports, kind.most)
    lines = preview_export(name, reports, moment)
    context = {
        **admin.site.each_context(request),
        "title": f"{kind.label}：预览",
        "name": name,
        "label": kind.label,
        "lines": lines,
        "inside": sum(line.is_in for line in lines),
        "is_short": kind.is_short(reports, number, moment),
        "ids": ",".join(str(line.report.pk) for line in lines),
    }
    return TemplateResponse(request, "admin/reports/bulk/export.html", context)


@require_POST
def make_confirmed_export(request: HttpRequest, name: str) -> HttpResponseBase:
    """What the preview showed, confirmed: `ids` of the form, of which the person gets what they may see."""
    if name not in KINDS:
        raise Http404
    chosen = parse_ids(request.POST.get("ids", "").split(","))[: KINDS[name].most + 1]
    try:
        return send_export(request, name, ticked_reports.select_visible_reports(request, chosen))
    except ExportRefused as refused:
        messages.error(request, str(refused))
        return redirect("admin:reports_report_changelist")


def _make_export_action(name: str) -> Any:
    """An action of the queue, on what is ticked there; it leads to the preview."""

    @admin.action(description=f"{KINDS[name].label}…")
    def act(owner: Any, request: HttpRequest, reports: QuerySet[Report, Any]) -> HttpResponse | None:
        ticked_reports.tell_gone(request, reports)
        try:
            return show_export_preview(request, name, Report.objects.filter(pk__in=reports.order_by().values("pk")))
        except ExportRefused as refused:
            messages.error(request, str(refused))
            return None  # the queue again

    act.__name__ = f"export_{name}"
    return act


ACTIONS = [_make_export_action(name) for name in KINDS]
