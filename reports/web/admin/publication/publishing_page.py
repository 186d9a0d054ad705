"""The page on which one approved report is made public: what is withheld and why, exactly what the public will see, and what was public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from reports.domain import places
from reports.domain.rendering import task_list
from reports.models import Approval, Publication, Report
from reports.release.publishing import public_version, publication_acts
from reports.release.publishing.countdown import Countdown, count_days_left
from reports.release.publishing.leaks import find_leaks
from reports.release.publishing.proposals import propose_withheld
from reports.release.publishing.public_texts import Leak
from reports.release.publishing.public_version import Prepared
from reports.web.request_helpers import get_person
from reports.workflow import Refused, events

REASON = "reason:"  # + section key
USUAL = ("涉及国家秘密", "涉及商业秘密", "涉及个人隐私", "公开后可能危及国家安全、公共安全、经济安全或者社会稳定")


@dataclass(frozen=True)
class Choice:
    """A section that may be withheld."""

    name: str  # of the input
    heading: str
    level: int
    reason: str


@dataclass
class PublicationDesk:
    """One report before one person, with what the form holds."""

    report: Report
    given: dict[str, str]  # reason by section
    on: date | None
    kept: frozenset[str] = frozenset()  # keys of leaks that stay public on purpose

    @cached_property
    def history(self) -> list[Publication]:
        return list(self.report.publications.select_related("by", "ended_by").defer("document", "text").order_by("-pk"))

    @property
    def standing(self) -> Publication | None:
        return next((each for each in self.history if each.is_standing), None)

    @cached_property
    def approval(self) -> Approval | None:
        try:
            return publication_acts.get_approval(self.report)
        except Refused:
            return None

    @cached_property
    def prepared(self) -> Prepared | None:
        """What would be public now."""
        if self.approval is None:
            return None
        known = {key: text for key, text in self.given.items() if key in self.approval.submission.outline.definition.sections}
        return public_version.prepare_publication(self.approval, known)

    @property
    def choices(self) -> list[Choice]:
        if self.approval is None:
            return []
        document = public_version.load_approved_document(self.approval)
        sections = document.outline.section
        return [
            Choice(REASON + one.key, task_list.get_section_heading(document, one), one.level, self.given.get(one.key, ""))
            for one in sections
        ]

    @cached_property
    def leaks(self) -> list[tuple[Leak, bool]]:
        """What is hidden and yet stands in public, each with whether it is kept on purpose."""
        if self.approval is None or self.prepared is None:
            return []
        return [(leak, leak.key in self.kept) for leak in find_leaks(self.approval, self.prepared)]

    @property
    def also(self) -> list[str]:
        """Figures that are hidden because a withheld one could be worked out from them."""
        if self.approval is None or self.prepared is None:
            return []
        document = public_version.load_approved_document(self.approval)
        return [places.label_place(document, place) for place in sorted(self.prepared.also)]

    @property
    def countdown(self) -> Countdown | None:
        return count_days_left(self.report.cycle, timezone.localdate())


def show_publication_page(request: HttpRequest, report: Report, context: dict[str, Any]) -> HttpResponse:
    """GET: the page; POST: the preview of other choices, or the act."""
    desk = _read_publication_desk(request, report)
    if request.POST.get("act") == "publish" and _publish_chosen_report(request, desk):
        return redirect("admin:reports_publication_report", report.pk)
    words = {"desk": desk, "report": report, "title": f"公开 {report}", "today": timezone.localdate(), "usual": USUAL}
    words |= {"may": publication_acts.is_publisher(report, get_person(request)), "page": desk.prepared.page if desk.prepared else None}
    return TemplateResponse(request, "admin/reports/publication/report.html", context | words)


def _read_publication_desk(request: HttpRequest, report: Report) -> PublicationDesk:
    if request.method != "POST":
        return _propose_publication_desk(request, report)
    given = {key.removeprefix(REASON): str(text).strip() for key, text in request.POST.items() if key.startswith(REASON)}
    kept = frozenset(map(str, request.POST.getlist("kept")))
    return PublicationDesk(report, {key: text for key, text in given.items() if text}, _parse_typed_date(request.POST.get("on", "")), kept)


def _propose_publication_desk(request: HttpRequest, report: Report) -> PublicationDesk:
    """What was withheld the last time, or the year before, is withheld again, unless somebody decides otherwise."""
    desk = PublicationDesk(report, {}, timezone.localdate())
    if desk.approval is None:
        return desk
    proposal = propose_withheld(report, desk.approval.submission.outline.definition)
    if proposal.missing:
        messages.warning(request, f"上次不予公开的“{'”“'.join(proposal.missing)}”在这份报告的提纲里没有，请核对相应的内容放在哪一章。")
    if proposal.withheld and proposal.year != report.cycle.year:
        messages.info(request, f"不予公开的章节和理由按 {proposal.year} 年度公开时的填好，请核对。")
    return PublicationDesk(report, proposal.withheld, timezone.localdate())


def _parse_typed_date(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _publish_chosen_report(request: HttpRequest, desk: PublicationDesk) -> bool:
    if desk.on is None:
        messages.error(request, "请填写公开日期，如 2026-07-01。")
        return False
    try:
        done = publication_acts.publish_report(
            desk.report, by=get_person(request), on=desk.on, withheld=desk.given, seen=request.POST.get("seen") or "-", kept=desk.kept
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, events.PUBLISH.describe_done(desk.report, reference=done.reference))
    return True


@require_POST
def withdraw_publication(request: HttpRequest, publication: Publication) -> HttpResponseBase:
    try:
        publication_acts.withdraw_publication(publication, by=get_person(request), note=request.POST.get("note", ""))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, events.WITHDRAW_PUBLICATION.describe_done(publication.report))
    return redirect("admin:reports_publication_report", publication.report_id)
