"""报告提纲 of a cycle: which report stands on which version, and moving reports to another, after a look at what that does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import clean_text, parse_number
from departments.models import User
from reports import workflow
from reports.domain import Mistakes, outline_loader
from reports.domain.outlines.differences import describe_differences
from reports.filing import outline_moves
from reports.filing.outline_moves import MovePreview, version_choices
from reports.models import Cycle, OutlineVersion, Report
from reports.web.request_helpers import get_person
from reports.workflow import Refused, events
from reports.workflow import outline_moves as acts

NONE_CHOSEN = "没有勾选报告，或者没有可以更换的报告，没有更换。"
FILE_CHANGED = "提纲文件在预览以后又改过，没有更换；请核对下面新的预览。"
ALL = "all"
DIGITS = 12
NAMED = 20  # refusals that are told one by one


@dataclass(frozen=True)
class ReportLine:
    """A report with the version it stands on; `obstacle`: why it keeps it."""

    report: Report
    is_begun: bool
    obstacle: str


@dataclass(frozen=True)
class Order:
    """What the form asks for: ids of reports, each with the version that it stood on when the page was shown."""

    target: OutlineVersion
    sources: dict[int, int]
    note: str


def show_outlines(request: HttpRequest, cycle: Cycle, may_change: bool, site: dict[str, Any]) -> HttpResponse:
    """The list; as a post the preview, or the move itself where nothing is filled in or the preview was seen."""
    if request.method != "POST":
        return _show_list(request, cycle, may_change, site)
    try:
        order = _read_order(request, cycle)
    except (version_choices.NoChoice, outline_loader.UnknownOutline, Mistakes) as refused:
        messages.error(request, str(refused))
        return redirect("admin:reports_cycle_outlines", cycle.pk)
    if not order.sources:
        messages.error(request, NONE_CHOSEN)
        return redirect("admin:reports_cycle_outlines", cycle.pk)
    seen = request.POST.get("confirmed", "")
    previews = [] if seen == order.target.sha256 else outline_moves.load_previews(_select_reports(cycle, order.sources), order.target)
    if any(preview.is_filled for preview in previews):
        if seen:
            messages.warning(request, FILE_CHANGED)
        return _show_preview(request, cycle, order, previews, site)
    return _move_all(request, cycle, order, is_previewed=bool(seen))


def _read_order(request: HttpRequest, cycle: Cycle) -> Order:
    target = version_choices.find_target(cycle, request.POST.get("target", ""))
    sources = _list_movable(cycle, target) if request.POST.get("which") == ALL else _read_ticked(request)
    return Order(target, sources, clean_text(request.POST.get("note", "")))


def _read_ticked(request: HttpRequest) -> dict[int, int]:
    pairs = [value.partition(":") for value in request.POST.getlist("reports")]
    numbers = [(parse_number(report, DIGITS), parse_number(source, DIGITS)) for report, _, source in pairs]
    return {report: source for report, source in numbers if report is not None and source is not None}


def _list_movable(cycle: Cycle, target: OutlineVersion) -> dict[int, int]:
    """Every report of the cycle that stands on another version and may leave it."""
    found = Report.objects.with_context().filter(cycle=cycle)
    return {each.pk: each.outline_id for each in found if each.outline_id != target.pk and not _find_obstacle(each)}


def _select_reports(cycle: Cycle, ids: Iterable[int]) -> list[Report]:
    return list(Report.objects.with_context().filter(cycle=cycle, pk__in=ids).order_by("department__code"))


def _show_list(request: HttpRequest, cycle: Cycle, may_change: bool, site: dict[str, Any]) -> HttpResponse:
    found = Report.objects.with_context().filter(cycle=cycle).order_by("department__code")
    begun = set(Report.objects.filter(cycle=cycle).begun().values_list("pk", flat=True))
    lines = [ReportLine(each, each.pk in begun, _find_obstacle(each)) for each in found]
    context = {
        "title": f"{cycle}：报告提纲",
        "cycle": cycle,
        "versions": version_choices.list_version_lines(cycle),
        "targets": version_choices.list_targets(cycle),
        "lines": lines,
        "act": events.MOVE_OUTLINE,
        "longest": acts.LONGEST,
        "may_change": may_change,
    }
    return TemplateResponse(request, "admin/reports/cycle/outlines.html", site | context)


def _find_obstacle(report: Report) -> str:
    return f"免报（{report.excuse}）。" if report.excuse else acts.describe_obstacle(report)


def _show_preview(request: HttpRequest, cycle: Cycle, order: Order, previews: list[MovePreview], site: dict[str, Any]) -> HttpResponse:
    sources = {preview.report.outline_id: preview.report.outline for preview in previews if preview.report.outline_id != order.target.pk}
    context = {
        "title": f"{cycle}：更换提纲以前的预览",
        "cycle": cycle,
        "order": order,
        "posted": request.POST.get("target", ""),
        "previews": [preview for preview in previews if preview.is_filled],
        "untouched": sum(not preview.is_filled for preview in previews),
        "pairs": [f"{report}:{source}" for report, source in order.sources.items()],
        "news": [(version.title, describe_differences(version.definition, order.target.definition)) for version in sources.values()],
        "act": events.MOVE_OUTLINE,
    }
    return TemplateResponse(request, "admin/reports/cycle/outlines_preview.html", site | context)


def _move_all(request: HttpRequest, cycle: Cycle, order: Order, *, is_previewed: bool) -> HttpResponse:
    """Each by itself: what one refuses keeps no other from moving, and every refusal is told."""
    target = order.target.keep()  # what was previewed, whatever the file says by now
    person, refused = get_person(request), []
    reports = _select_reports(cycle, order.sources)
    for report in reports:
        seen = acts.Seen(order.sources[report.pk], is_previewed)
        if refusal := _move_one(report, person, target, seen, order.note):
            refused.append(f"{report.department.name}：{refusal}")
    if moved := len(reports) - len(refused):
        messages.success(request, f"已把 {moved} 份报告换成“{target.title}”，办理记录里写明了，单位已收到通知。")
    for sentence in refused[:NAMED]:
        messages.error(request, f"没有更换：{sentence}")
    if len(refused) > NAMED:
        messages.error(request, f"另有 {len(refused) - NAMED} 份没有更换，原因见下面的列表。")
    return redirect(reverse("admin:reports_cycle_outlines", args=[cycle.pk]))


def _move_one(report: Report, person: User, target: OutlineVersion, seen: acts.Seen, note: str) -> str:
    """Why not, "" when it was moved."""
    try:
        workflow.move_outline(report, by=person, to=target, seen=seen, note=note)
    except Refused as refused:
        return str(refused)
    return ""
