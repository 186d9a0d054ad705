"""Approved reports and what is public of them, for the 管理员: four queries for any number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from reports.models import Publication, Report, Status, obligation
from reports.release.publishing.countdown import DAYS, Countdown, count_days_left

A_PAGE = 50
STATES = {"waiting": "未公开", "published": "已公开", "all": "全部"}


@dataclass(frozen=True)
class PublicationLine:
    report: Report
    reference: str  # of what is public; "" while nothing is
    published_on: date | None
    countdown: Countdown | None

    @property
    def is_overdue(self) -> bool:
        return not self.reference and self.countdown is not None and self.countdown.is_over


def select_publishable(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports that are approved and not 免报, or of which something is public."""
    standing = Publication.objects.standing().filter(report=OuterRef("pk"))
    annotated = reports.annotate(
        standing_reference=Subquery(standing.values("reference")[:1]), standing_since=Subquery(standing.values("published_on")[:1])
    )
    return annotated.filter((Q(status__in=Status.passed()) & ~obligation.match_excused()) | Q(standing_reference__isnull=False))


@dataclass
class Listing:
    """`reports`: what the person may see; `asked`: year, state and page as in the address."""

    reports: QuerySet[Report]
    asked: dict[str, str]
    today: date

    @property
    def state(self) -> str:
        asked = self.asked.get("state", "")
        return asked if asked in STATES else "waiting"

    @cached_property
    def years(self) -> list[int]:
        return list(self.reports.order_by("-cycle__year").values_list("cycle__year", flat=True).distinct())

    @property
    def year(self) -> int | None:
        return next((year for year in self.years if str(year) == self.asked.get("year")), None)

    @cached_property
    def _of_year(self) -> QuerySet[Report]:
        chosen = select_publishable(self.reports)
        return chosen.filter(cycle__year=self.year) if self.year else chosen

    @cached_property
    def counts(self) -> dict[str, int]:
        """waiting, published, overdue."""
        waiting = Q(standing_reference=None)
        over = Q(cycle__approved_on__lt=self.today - timedelta(days=DAYS))
        return self._of_year.order_by().aggregate(
            waiting=Count("pk", filter=waiting), published=Count("pk", filter=~waiting), overdue=Count("pk", filter=waiting & over)
        )

    @cached_property
    def page(self) -> Page[Report]:
        chosen = self._of_year
        if self.state != "all":
            chosen = chosen.filter(Q(standing_reference__isnull=self.state == "waiting"))
        ordered = chosen.order_by(F("cycle__approved_on").asc(nulls_last=True), "-cycle__year", "department__code", "pk")
        rows = ordered.select_related("department__district", "cycle").defer("statements")
        return Paginator(rows, A_PAGE).get_page(self.asked.get("page"))

    @property
    def lines(self) -> list[PublicationLine]:
        return [self._line(report) for report in self.page]

    def _line(self, report: Report) -> PublicationLine:
        reference: str | None = getattr(report, "standing_reference", None)
        return PublicationLine(report, reference or "", getattr(report, "standing_since", None), count_days_left(report.cycle, self.today))
