"""A selection of reports as a file: at once where it is short, else by a worker, to be fetched under 我的导出."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from departments import audit
from reports import jobs
from reports.exports import limits, naming
from reports.exports.kinds import KINDS
from reports.exports.limits import Refused
from reports.models import Report
from reports.views.access import person

__all__ = ["ACTIONS", "Refused", "attached", "export"]

IN_BACKGROUND = "“{name}”正在后台生成，完成后在本页下载；您可以先做别的事。"


def export(request: HttpRequest, name: str, reports: QuerySet[Report, Any]) -> HttpResponseBase:
    """The file, or the page where it will be. Raises Refused."""
    kind, moment = KINDS[name], timezone.now()
    number = limits.check(reports, kind.most)
    written_down(reports, kind.label)
    if not kind.is_short(reports, number, moment):
        job = jobs.ask(name, reports, person(request))
        messages.success(request, IN_BACKGROUND.format(name=job.name))
        return redirect("admin:exports")
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        kind.write(reports, target, moment)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return attached(target, naming.of(kind.prefix, reports, kind.ending))


def written_down(reports: QuerySet[Report, Any], what: str) -> None:
    """In the 审计日志 of every district whose reports go out."""
    districts = reports.order_by().values_list("department__district", flat=True).distinct()
    audit.record_in(list(districts), audit.Act.EXPORT, what, f"{reports.count()} 份报告")


def attached(file: IO[bytes], name: str) -> FileResponse:
    """Nobody but the person keeps it, nobody shows it."""
    response = FileResponse(file, as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _action(name: str) -> Any:
    """An action of the queue, on what is ticked there."""

    @admin.action(description=KINDS[name].label)
    def act(owner: Any, request: HttpRequest, reports: QuerySet[Report, Any]) -> HttpResponseBase | None:
        try:
            return export(request, name, Report.objects.filter(pk__in=reports.order_by().values("pk")))
        except Refused as refused:
            messages.error(request, str(refused))
            return None  # the queue again

    act.__name__ = f"export_{name}"
    return act


ACTIONS = [_action(name) for name in KINDS]
