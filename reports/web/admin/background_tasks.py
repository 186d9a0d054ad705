"""后台任务: the page of the technical administrator; everybody else gets 404."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from departments import access
from reports.release.exports import ExportRefused
from reports.release.jobs import task_overview

KINDS = (task_overview.PAPER, task_overview.EXPORT)


@require_safe
def show_tasks(request: HttpRequest) -> HttpResponse:
    _require_technical(request)
    context = {**admin.site.each_context(request), "title": "后台任务", "overview": task_overview.load_overview()}
    return TemplateResponse(request, "admin/reports/tasks/page.html", context)


@require_POST
def act_on_task(request: HttpRequest, kind: str, pk: int, act: str) -> HttpResponse:
    _require_technical(request)
    if kind not in KINDS or act not in ("retry", "cancel"):
        raise Http404
    try:
        _act(request, kind, pk, act)
    except LookupError as error:
        raise Http404 from error
    except ExportRefused as refused:
        messages.error(request, str(refused))
    return redirect("admin:tasks")


def _act(request: HttpRequest, kind: str, pk: int, act: str) -> None:
    """Raises LookupError, Refused."""
    if act == "retry":
        task_overview.retry_task(kind, pk)
        messages.success(request, "已重新排队。")
    elif task_overview.cancel_task(kind, pk):
        messages.success(request, "已取消。")
    else:
        messages.warning(request, "这项任务已经结束，没有取消。")


def _require_technical(request: HttpRequest) -> None:
    """Raises Http404."""
    if not access.get_access(request.user).everything:
        raise Http404
