"""通知 in the page: the person's own, the newest first; a stranger's get 404."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from reports.web.request_helpers import get_person
from reports.workflow.notices import inbox

PER_PAGE = 20


@require_safe
def show_notices(request: HttpRequest) -> HttpResponse:
    page = Paginator(inbox.list_notices(get_person(request)), PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "reports/notices/page.html", {"page": page, "per_page": PER_PAGE})


@require_POST
def follow_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes to the place that the notice is about; it counts as read."""
    notice = get_object_or_404(inbox.list_notices(get_person(request)), pk=pk)
    inbox.mark_read(inbox.list_notices(get_person(request)).filter(pk=pk))
    return redirect(notice.path)


@require_POST
def mark_notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(inbox.list_notices(get_person(request)), pk=pk)
    inbox.mark_read(inbox.list_notices(get_person(request)).filter(pk=pk))
    return redirect("notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    number = inbox.mark_read(inbox.list_notices(get_person(request)))
    messages.success(request, f"{number} 条通知已标为已读。")
    return redirect("notices")
