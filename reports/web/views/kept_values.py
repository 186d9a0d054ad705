"""提纲已更换: which outline a report stands on since when, and what of it has no place there; to be read and copied."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from reports.filing import outline_moves
from reports.filing.outline_moves import UnplacedValue
from reports.models import OutlineMove, Report
from reports.web.request_helpers import get_report_or_404

Group = tuple[str, list[UnplacedValue]]  # heading in the outline that it comes from, and what stood there


@require_safe
def show_kept_values(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    context = {"report": report, "moves": list_moves(report), "groups": list_unplaced_groups(report)}
    return TemplateResponse(request, "reports/kept_values.html", context)


def list_moves(report: Report) -> list[OutlineMove]:
    """The latest first. One query."""
    return list(report.outline_moves.select_related("source", "target", "event__actor").order_by("-pk"))


def list_unplaced_groups(report: Report) -> list[Group]:
    """Named by the latest of the outlines that had a place for it."""
    [values] = outline_moves.load_stored_values([report]).values()
    unplaced = [value for value in values if not outline_moves.has_place(report.outline.definition, value)]
    before = [move.source.definition for move in list_moves(report)]
    known = [outline_moves.make_nameless_document(report, outline) for outline in dict.fromkeys(before)]
    found = sorted(outline_moves.label_unplaced_values(known, unplaced, values), key=attrgetter("heading"))
    return [(heading, list(inside)) for heading, inside in groupby(found, attrgetter("heading"))]
