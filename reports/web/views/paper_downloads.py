"""Papers to take away: the 草稿 as it stands, the 送审稿 and the 定稿 as stored; while one is not there, its place in line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.files import File
from django.db.models import Q, QuerySet, Value
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from departments import audit
from departments.models import User
from reports.models import OrderKind, Printout, PrintoutKind, Report, Submission
from reports.models.integrity import open_compared
from reports.models.printout import paper_name
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views import paper_waiting
from reports.workflow import Refused, paper_orders

BLOCK = 256 * 1024  # bytes at a time; Django's 4 kB cost a paper forty writes


@require_safe
def send_draft_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    report = get_report_or_404(request, pk)
    try:
        order = paper_orders.order_draft(report, get_person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", pk)
    waiting = paper_waiting.answer_unprinted(request, order)
    return waiting or make_paper_response(order.open_draft(), f"{name_draft_paper(report)}_草稿.pdf")


@require_safe
def send_kept_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The 草稿 that was asked for, whatever was changed in the report since."""
    order = paper_waiting.get_order_or_404(request, pk)
    if order.kind != OrderKind.DRAFT:
        raise Http404
    waiting = paper_waiting.answer_unprinted(request, order)
    return waiting or make_paper_response(order.open_draft(), f"{name_draft_paper(order.report)}_草稿.pdf")


@require_safe
def send_printout(request: HttpRequest, reference: str) -> HttpResponseBase:
    return _send_stored_paper(request, reference, SUBMISSION)


@require_safe
def send_final_paper(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Of a submission that was approved, also when the report was reopened since."""
    return _send_stored_paper(request, reference, FINAL)


@dataclass(frozen=True)
class Stored:
    """A kind of paper that is printed once."""

    kind: PrintoutKind
    order: OrderKind
    ending: str = ""  # of the file's name
    only: Q = field(default_factory=Q)  # which submissions have one


SUBMISSION = Stored(PrintoutKind.SUBMISSION, OrderKind.SUBMISSION)
FINAL = Stored(PrintoutKind.FINAL, OrderKind.FINAL, "_定稿", Q(approval__isnull=False))


def _send_stored_paper(request: HttpRequest, reference: str, paper: Stored) -> HttpResponseBase:
    found = _get_visible_paper_or_404(request, reference, paper)
    if not found[1]:
        order = paper_orders.order_submission_paper(Submission.objects.get(pk=found[0]), paper.order, get_person(request))
        if waiting := paper_waiting.answer_unprinted(request, order):
            return waiting
        found = _get_visible_paper_or_404(request, reference, paper)
    pk, file, sha256, member, *named = found
    content = open_compared(file, sha256, paper_name(paper.kind, reference))
    name = f"{join_paper_name(*named)}{paper.ending}.pdf"
    record_paper_look(request, pk, member, name)
    return make_paper_response(content, name)


def record_paper_look(request: HttpRequest, submission: int, member: int | None, name: str) -> None:
    """Writes down that somebody from outside the department (`member`: the person, be it theirs) took the paper away."""
    if member != get_person(request).pk:
        district = Submission.objects.values_list("report__department__district", flat=True).get(pk=submission)
        audit.record_entry(audit.Act.VIEW, name, district=district)


def _get_visible_paper_or_404(request: HttpRequest, reference: str, paper: Stored) -> tuple[Any, ...]:
    """As `_find_visible_paper`. Raises Http404."""
    found = _find_visible_paper(get_person(request), reference, paper)
    if found is None:
        raise Http404
    return found


def _find_visible_paper(user: User, reference: str, paper: Stored) -> tuple[Any, ...] | None:
    """Id, stored file, its SHA-256, member of the department (the person, be it theirs), code, unit and year of what the person may see.

    The rule of Report.objects.open_to, by joins.

    Values and no models: a stored paper is served hardly slower than any file.
    """
    printed = select_visible_row(
        Printout.objects.filter(kind=paper.kind), "submission__", ("submission", "file", "sha256"), user, reference
    )
    return printed or select_visible_row(Submission.objects.filter(paper.only), "", ("pk", Value(""), Value("")), user, reference)


def select_visible_row(rows: QuerySet[Any], to: str, first: tuple[Any, ...], user: User, reference: str) -> tuple[Any, ...] | None:
    """The row that the person may see; `to`: the way from it to its submission."""
    home = f"{to}report__department"
    ways = (home, f"{home}__district", f"{home}__merged_into")  # the unit that took another over reads on what it had sent
    mine = Q(*((f"{way}__memberships__user", user.pk) for way in ways), _connector=Q.OR)
    wanted = (f"{home}__memberships__user", f"{home}__code", f"{home}__name", f"{to}report__cycle__year")
    found = rows.filter(mine, **{f"{to}reference": reference}).order_by().values_list(*first, *wanted)
    return next(iter(found[:1]), None)


def name_draft_paper(report: Report) -> str:
    return join_paper_name(report.department.code, report.department.name, report.cycle.year)


def join_paper_name(code: str, unit: str, year: int) -> str:
    """代码_单位_年度."""
    return f"{code}_{unit}_{year}"


def make_paper_response(content: File, name: str, content_type: str = "application/pdf") -> FileResponse:
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response.block_size = BLOCK
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
