"""汇总表 and papers of a selection of reports, as files to take away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase

from reports.exports import naming
from reports.exports import papers as paper_archive
from reports.exports import summary as summary_table
from reports.exports.limits import Refused
from reports.models import Report

Make = Callable[[QuerySet[Report, Any]], HttpResponseBase]

__all__ = ["Make", "Refused", "export_papers", "export_summary", "papers", "summary"]


def summary(reports: QuerySet[Report, Any]) -> HttpResponseBase:
    """汇总表_区县_年度.xlsx. Raises Refused."""
    return _file(summary_table.write, reports, naming.of("汇总表", reports, "xlsx"))


def papers(reports: QuerySet[Report, Any]) -> HttpResponseBase:
    """送审稿_区县_年度.zip. Raises Refused."""
    return _file(paper_archive.write, reports, naming.of("送审稿", reports, "zip"))


def _file(write: Callable[[QuerySet[Report, Any], IO[bytes]], None], reports: QuerySet[Report, Any], name: str) -> FileResponse:
    """From a temporary file, which goes when the last byte is sent."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        write(reports, target)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    response = FileResponse(target, as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@admin.action(description="导出汇总表（Excel）")
def export_summary(owner: Any, request: HttpRequest, reports: QuerySet[Report, Any]) -> HttpResponseBase | None:
    return _act(request, reports, summary)


@admin.action(description="下载送审稿（ZIP）")
def export_papers(owner: Any, request: HttpRequest, reports: QuerySet[Report, Any]) -> HttpResponseBase | None:
    return _act(request, reports, papers)


def _act(request: HttpRequest, reports: QuerySet[Report, Any], make: Make) -> HttpResponseBase | None:
    """None: the queue again, with the sentence that says why not."""
    try:
        return make(Report.objects.filter(pk__in=reports.order_by().values("pk")))
    except Refused as refused:
        messages.error(request, str(refused))
        return None
