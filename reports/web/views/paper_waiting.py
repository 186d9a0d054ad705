"""A paper that is not there yet: its place in line, asked for again by the page until it is there, or by a link without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.models import JobState, OrderKind, PaperOrder, Report
from reports.release.jobs import paper_printing, worker_presence
from reports.web.request_helpers import get_person
from reports.workflow import paper_orders

ACCEPTED = 202
# Seconds until the page asks again, the first times, then, and later; about ten minutes in all.
PAUSES = (2,) * 10 + (5,) * 12 + (20,) * 26


@dataclass(frozen=True)
class PaperState:
    """What a page says of a paper. `ahead`: how many are printed before; `pause`: seconds until it is asked again, None: no more."""

    order: PaperOrder
    ahead: int = 0
    asked: int = 0

    @property
    def pause(self) -> int | None:
        return PAUSES[self.asked] if self.order.is_open and self.asked < len(PAUSES) else None

    @property
    def next_look(self) -> str:
        return f"{reverse('paper_state', args=[self.order.pk])}?asked={self.asked + 1}"

    @property
    def link(self) -> str:
        """Where the paper is had."""
        if self.order.kind == OrderKind.DRAFT:
            return reverse("kept_draft", args=[self.order.pk])
        return reverse("final_paper" if self.order.kind == OrderKind.FINAL else "printout", args=[self.order.reference])


def build_paper_state(order: PaperOrder | None, asked: int = 0) -> PaperState | None:
    """None where nothing was asked for, as before this was. Two queries at most while it waits.

    Without a worker nobody prints those before: this one is printed when the page asks again.
    """
    if order is None:
        return None
    in_line = order.is_open and worker_presence.is_worker_present()
    return PaperState(order, paper_orders.count_ahead(order) if in_line else 0, asked)


def answer_unprinted(request: HttpRequest, order: PaperOrder) -> HttpResponse | None:
    """None: the paper is there now. Else the page where it is waited for, or why it cannot be made.

    Whoever asks for a paper that failed has it tried once more.
    """
    if order.is_failed and paper_orders.order_again(order):
        order.refresh_from_db()
    _print_if_nobody_else_does(order)
    if order.is_done:
        return None
    if order.state == JobState.FAILED:
        messages.error(request, order.error)
        return redirect("report", order.report_id)
    context = {"paper": build_paper_state(order), "report": order.report, "here": request.path}
    return TemplateResponse(request, "reports/paper_waiting.html", context, status=ACCEPTED)


@require_safe
def show_paper_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The line about the paper alone, for the page that asks again."""
    order = get_order_or_404(request, pk)
    _print_if_nobody_else_does(order)
    asked = request.GET.get("asked", "")
    context = {"paper": build_paper_state(order, int(asked) if asked.isdecimal() and len(asked) < 4 else 0)}
    return TemplateResponse(request, "reports/partials/paper_state.html", context)


def get_order_or_404(request: HttpRequest, pk: int) -> PaperOrder:
    """Of a report that the person may see. Papers of the public have no such page."""
    mine = Report.objects.open_to(get_person(request)).values("pk")
    asked_for = PaperOrder.objects.filter(report__in=mine).exclude(kind=OrderKind.PUBLIC)
    return get_object_or_404(asked_for.select_related("report__department", "report__cycle", "submission", "publication"), pk=pk)


def _print_if_nobody_else_does(order: PaperOrder) -> None:
    if order.is_open and not worker_presence.is_worker_present():
        paper_printing.print_without_worker(order)
