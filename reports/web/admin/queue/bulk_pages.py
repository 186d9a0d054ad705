"""批量办理: preview of an act on what is ticked in the queue, confirmation, and the result to be printed."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import clean_text, parse_ids, parse_number
from departments.models import User
from reports.models import Batch, ItemKind, Report
from reports.review import bulk
from reports.review.bulk.bulk_acts import MOST
from reports.review.bulk.confirmation import count_outcomes
from reports.review.bulk.dry_run import select_chosen
from reports.web.admin.publication import bulk_publishing
from reports.web.admin.queue import bulk_days, ticked_reports
from reports.web.request_helpers import get_person
from reports.workflow.assignment import list_reviewers

QUEUE = "admin:reports_report_changelist"


def list_offered_acts() -> dict[str, bulk.BulkAct]:
    """Those of the review, and 公开, which belongs to what leaves."""
    return bulk.list_acts() | {bulk_publishing.PUBLISH.row.name: bulk_publishing.PUBLISH}


def show_bulk_page(request: HttpRequest, name: str) -> HttpResponse:
    """?ids=1,2,3 shows what would happen; the confirmation is posted to the same address."""
    act = list_offered_acts().get(name)
    if act is None:
        raise Http404
    try:
        reports = select_chosen(_select_own_reports(request))
        if len(reports) > act.most:
            raise bulk.TooMany(f"一次最多{act.label} {act.most} 份报告，请分批办理。")
    except bulk.TooMany as refused:
        messages.error(request, str(refused))
        return redirect(QUEUE)
    words = bulk.Words(
        clean_text(request.POST.get("text", "")),
        request.POST.get("kind", ItemKind.MUST),
        _get_chosen_colleague(request, reports),
        **bulk_days.read_chosen_day(act, request.POST),
    )
    if request.method != "POST":
        return _show_preview(request, name, reports, words)
    if act.needs_text and not words.text:
        return _show_preview(request, name, reports, words, "请写明意见或理由，每份报告都写这一条。")
    if act.asks and getattr(words, act.asks) is None:
        return _show_preview(request, name, reports, words, bulk_days.ASKED[act.asks])
    if act.needs_person and words.to is None:
        return _show_preview(request, name, reports, words, "请选择分配给哪位审核员。")
    return _confirm_bulk_act(request, name, reports, words)


def _list_colleagues(reports: list[Report]) -> QuerySet[User]:
    return list_reviewers([report.department.district_id for report in reports])


def _get_chosen_colleague(request: HttpRequest, reports: list[Report]) -> User | None:
    """The colleague who was chosen."""
    chosen = parse_number(request.POST.get("to"))
    return _list_colleagues(reports).filter(pk=chosen).first() if chosen is not None else None


def _select_own_reports(request: HttpRequest) -> QuerySet[Report, Any]:
    """Of the ids in the address those that the person may see, as in the queue."""
    return ticked_reports.select_visible_reports(request, parse_ids(request.GET.get("ids", "").split(","))[: MOST + 1])


def _show_preview(request: HttpRequest, name: str, reports: list[Report], words: bulk.Words, error: str = "") -> HttpResponse:
    act = list_offered_acts()[name]
    lines = bulk.preview_acts(act, reports, get_person(request))
    context = {
        **admin.site.each_context(request),
        "title": f"批量{act.label}：预览",
        "act": act,
        "lines": lines,
        "possible": sum(not line.refusal for line in lines),
        "words": words,
        "kinds": ItemKind.choices if act.takes_kind else (),
        "people": _list_colleagues(reports) if act.needs_person else (),
        "day": bulk_days.make_day_field(act, request.POST),
        "error": error,
        "token": request.POST.get("token") or secrets.token_hex(16),
    }
    return TemplateResponse(request, "admin/reports/bulk/preview.html", context)


def _confirm_bulk_act(request: HttpRequest, name: str, reports: list[Report], words: bulk.Words) -> HttpResponse:
    """Only what the preview offered is tried; a report that has been handled since is refused by its stamp."""
    seen = dict(_read_previewed_stamps(request))
    wanted = [report for report in reports if report.pk in seen]
    if not wanted:
        return _show_preview(request, name, reports, words, "没有可以办理的报告。")
    token = request.POST.get("token", "")[:32] or secrets.token_hex(16)
    batch = bulk.confirm_acts(name, wanted, seen, get_person(request), words, token, list_offered_acts()[name])
    return redirect("admin:bulk_result", batch.pk)


def _read_previewed_stamps(request: HttpRequest) -> list[tuple[int, str]]:
    """`<id> <stamp>` of every report that the preview offered."""
    pairs = (text.partition(" ") for text in request.POST.getlist("seen"))
    return [(pk, stamp) for text, _, stamp in pairs if (pk := parse_number(text)) is not None]


def show_batch_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the person's own batches; names of reports that are no longer theirs to see are left out."""
    batch = get_object_or_404(Batch.objects.filter(by=get_person(request)), pk=pk)
    act = list_offered_acts()[batch.act]
    ids = [line["report"] for line in batch.lines]
    visible = set(ticked_reports.select_visible_reports(request, ids).values_list("pk", flat=True))
    context = {
        **admin.site.each_context(request),
        "title": f"批量{act.label}：结果",
        "batch": batch,
        "act": act,
        "lines": [line for line in batch.lines if line["report"] in visible],
        "counts": count_outcomes(batch),
    }
    return TemplateResponse(request, "admin/reports/bulk/result.html", context)


def _make_queue_action(name: str) -> Any:
    """An action of the queue that leads to the preview."""

    @admin.action(description=f"批量{list_offered_acts()[name].label}…")
    def act(owner: Any, request: HttpRequest, reports: QuerySet[Report, Any]) -> HttpResponse | None:
        ids = list(reports.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            messages.error(request, f"一次最多办理 {MOST} 份报告，请按年度、股室或状态筛选后分批办理。")
            return None
        ticked_reports.tell_gone(request, reports)
        return redirect(f"{reverse('admin:bulk', args=[name])}?ids={','.join(map(str, ids))}")

    act.__name__ = f"bulk_{name}"
    return act


ACTIONS = [_make_queue_action(name) for name in list_offered_acts()]
