"""年度概览: the year of one district at a glance, and the same reports as 汇总表 and as papers. Year and 股室 stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from departments import access
from departments.models import Desk, District
from reports.models import Cycle
from reports.release.exports import KINDS
from reports.release.statistics import UNASSIGNED, Scope
from reports.web.admin import downloads
from reports.web.admin.year import headline, panels, score_panels
from reports.web.admin.year.key_figures import YearFigures


@dataclass
class Choice:
    """What the address asks for, and what else it could ask for."""

    district: District
    districts: list[District]
    cycles: list[Cycle]  # the latest first
    desks: list[Desk]
    asked: dict[str, str]

    @property
    def cycle(self) -> Cycle | None:
        """The year asked for; else the latest that has begun."""
        begun = [cycle for cycle in self.cycles if cycle.opens <= timezone.now()]
        named = [cycle for cycle in self.cycles if str(cycle.year) == self.asked.get("year")]
        return next(iter([*named, *begun, *self.cycles]), None)

    @property
    def missed(self) -> str:
        """The year asked for, where the latest stands in for it."""
        asked = self.asked.get("year", "")
        return asked if self.cycle and asked not in ("", str(self.cycle.year)) else ""

    @property
    def desk(self) -> int | None:
        if self.asked.get("desk") == "none":
            return UNASSIGNED
        return next((desk.pk for desk in self.desks if str(desk.pk) == self.asked.get("desk")), None)

    @property
    def desk_name(self) -> str:
        if self.desk is None:
            return ""
        return next((desk.name for desk in self.desks if desk.pk == self.desk), "未分配股室的单位")

    @property
    def scope(self) -> Scope:
        """Raises Http404 before the first cycle."""
        if self.cycle is None:
            raise Http404
        return Scope(self.district.pk, self.cycle.year, self.desk)


def read_dashboard_choice(request: HttpRequest) -> Choice:
    """Three queries. A district that is not the person's own is 404; for an unknown year the latest stands in, for a 股室 all."""
    districts = list(District.objects.filter(access.get_access(request.user).within("pk")))
    asked = request.GET.get("district", "")
    district = next((each for each in districts if asked in ("", str(each.pk))), None)
    if district is None:
        raise Http404
    cycles = list(Cycle.objects.filter(district=district).order_by("-year"))
    return Choice(district, districts, cycles, list(district.desks.order_by("name")), request.GET.dict())


@require_safe
def show_year_dashboard(request: HttpRequest) -> HttpResponse:
    chosen = read_dashboard_choice(request)
    context: dict[str, Any] = {**admin.site.each_context(request), "title": "年度概览", "choice": chosen, "kinds": KINDS}
    if chosen.cycle is not None:
        context |= _build_figure_panels(chosen, chosen.cycle)
    return TemplateResponse(request, "admin/reports/dashboard.html", context)


def make_year_figures(chosen: Choice) -> YearFigures:
    """Raises Http404 before the first cycle."""
    cycles = {each.year: each for each in chosen.cycles if each.year in chosen.scope.years}
    return YearFigures(chosen.scope, cycles, timezone.now(), chosen.asked.get(score_panels.CHECK, ""))


def _build_figure_panels(chosen: Choice, cycle: Cycle) -> dict[str, Any]:
    figures = make_year_figures(chosen)
    return {"cycle": cycle, "glance": headline.build_year_summary(figures), "columns": panels.build_year_panels(figures)}


@require_POST
def export_year_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file or the page where it will be; else the page again with the sentence that says why not."""
    if name not in KINDS:
        raise Http404
    try:
        return downloads.send_export(request, name, read_dashboard_choice(request).scope.this_year())
    except downloads.ExportRefused as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('admin:dashboard')}?{request.GET.urlencode()}")
