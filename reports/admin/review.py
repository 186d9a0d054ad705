"""The page where a report is reviewed: the latest submission as printed, what went before, and the acts of the bureau.

What the department has not sent yet is not shown: of a draft the bureau sees the state alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments.models import User
from reports import diff, findings, workflow
from reports.admin import anchors, queue, typed
from reports.checks.verdict import thawed
from reports.document import Document
from reports.models import ItemKind, Report, Submission
from reports.rendering import changes, interchange, pages
from reports.rendering.blocks import ReportPage
from reports.views import history
from reports.views.access import person
from reports.views.found import Panel, panel, to_paper
from reports.workflow import Refused, Transition

OF_BUREAU = frozenset({"start_review", "return", "approve", "reopen"})
CONFIRMED = frozenset({"approve", "reopen"})
DONE = {
    "start_review": "已开始审核。",
    "return": "已退回 {unit}，单位登录后即可看到退回意见。",
    "approve": "{unit} 的报告已审核通过。",
    "reopen": "{unit} 的报告已重新打开，单位可以修改后再次报送。",
}
FIX = "意见没有发出，仍留在页面上。"


@dataclass
class Review:
    """One report before one reviewer."""

    report: Report
    person: User

    @cached_property
    def rounds(self) -> list[Submission]:
        """The last two submissions, whole; the latest first."""
        found = list(self.report.submissions.select_related("outline", "sender").order_by("-number")[:2])
        for submission in found:
            submission.report = self.report
            if submission.outline_id == self.report.outline_id:
                self.report.outline = submission.outline
        return found

    @cached_property
    def documents(self) -> list[Document]:
        return [interchange.load(sent.document, sent.outline.definition) for sent in self.rounds]

    @property
    def document(self) -> Document | None:
        """What was sent last; None before the first time."""
        return self.documents[0] if self.documents else None

    @property
    def changes(self) -> list[changes.ChangeLine]:
        """What the last submission changed in the one before."""
        if len(self.documents) < 2:
            return []
        new, old = self.documents
        return changes.lines(new, diff.compare(old, new))

    @cached_property
    def page(self) -> ReportPage | None:
        return pages.page(self.document) if self.document else None

    @cached_property
    def panel(self) -> Panel | None:
        """核对结果: while the bureau has the report, what the present rules say; afterwards what was frozen."""
        if not self.document or not self.page:
            return None
        sent, is_here = self.rounds[0], self.report.status in queue.SENT
        found = findings.of_submission(sent, self.document) if is_here else thawed(sent.findings)
        new = found.unlike(sent.findings) if is_here and sent.findings else frozenset()
        return panel(self.report, self.document, found, to_paper(self.document, self.page), new)

    @cached_property
    def offers(self) -> dict[str, Transition]:
        return {act.name: act for act in workflow.acts(self.report, self.person) if act.name in OF_BUREAU}


def view(request: HttpRequest, report: Report, site: dict[str, Any]) -> HttpResponse:
    """Shows the report, or takes the act that was posted; whatever is refused, the typed items stay on the screen."""
    review = Review(report, person(request))
    items = typed.read(request.POST, review.document) if review.document else []
    name = request.POST.get("act", "") if request.method == "POST" else ""
    if name in CONFIRMED and name in review.offers and "confirmed" not in request.POST:
        return _ask(request, review, items, site)
    if name in OF_BUREAU:
        try:
            _check_seen(request, review, name)
            _take(name, review, request.POST.get("note", ""), items)
        except Refused as refused:
            messages.error(request, f"{refused}{FIX if name == 'return' else ''}")
            report.refresh_from_db(fields=["status", "since"])
            review = Review(report, review.person)
        else:
            messages.success(request, DONE[name].format(unit=report.department.name))
            return redirect("admin:reports_report_change", report.pk)
    return _show(request, review, items, site)


def _check_seen(request: HttpRequest, review: Review, name: str) -> None:
    """The person saw the report as it now is. A second click finds the act done, and workflow tells."""
    since = review.report.since.isoformat()
    if name in review.offers and request.POST.get("since", since) != since:
        raise Refused("您打开页面以后，这份报告又被办理过，请看过现在的内容再办。")


def _take(name: str, review: Review, note: str, items: list[typed.Typed]) -> None:
    if name == "return":
        workflow.return_(review.report, by=review.person, items=typed.new_items(items), note=note)
    else:
        workflow.act(name, review.report, by=review.person, note=note)


def _ask(request: HttpRequest, review: Review, items: list[typed.Typed], site: dict[str, Any]) -> HttpResponse:
    """确认: an approval or a reopening is asked for once more; the items wait in the form."""
    act = review.offers[request.POST["act"]]
    context = {**site, "title": f"确认{act.label}", "report": review.report, "act": act, "items": items}
    if act.name == "approve" and review.panel:
        context["new"] = review.panel.new
    return TemplateResponse(request, "admin/reports/report/confirm.html", context)


def _show(request: HttpRequest, review: Review, items: list[typed.Typed], site: dict[str, Any]) -> HttpResponse:
    report, document = review.report, review.document
    context = {
        **site,
        "title": str(report),
        "report": report,
        "offers": review.offers,
        "waiting": queue.days_waiting(report),
        "late": queue.is_late(report),
        "sent": history.submissions(report),
        "events": history.events(report),
        "changes": review.changes,
        "items": items,
        "kinds": ItemKind.choices,
        "note": request.POST.get("note", ""),
        "page": review.page,
        "panel": review.panel,
        **(_to_read(report, document) if document else {}),
    }
    return TemplateResponse(request, "admin/reports/report/review.html", context)


def _to_read(report: Report, document: Document) -> dict[str, Any]:
    found = history.items(report, document.outline)
    return {
        "places": anchors.groups(document),
        "open_items": [each for each in found if each.item.is_open],
        "closed_items": [each for each in found if not each.item.is_open],
    }
