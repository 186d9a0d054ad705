"""开始任务 is asked once: what it will make, by which outline, and what that outline looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from reports.domain import Document, Mistakes, Outline, ReportPage, outline_loader
from reports.domain.outlines.differences import describe_differences
from reports.domain.rendering import pages
from reports.filing import cycles
from reports.models import Cycle, OutlineVersion

YEAR = re.compile(r"(\d{4})\s*年")
COUNTY = re.compile(r"^(\S{1,8}?[区县市旗])(?:部门|单位)")
NAMED = 5


@dataclass(frozen=True)
class Opening:
    """What 开始任务 would do now."""

    cycle: Cycle
    outline: Outline
    page: ReportPage  # the outline as an empty paper
    names: list[str]  # of departments that get a report
    exempt: int
    others: list[str]  # outlines by which reports of the year are written already
    news: list[str]  # what this version says otherwise than the one by which reports of the year are written already

    @property
    def some(self) -> str:
        return "、".join(self.names[:NAMED]) + (f"等 {len(self.names)} 个单位" if len(self.names) > NAMED else "")

    @property
    def doubts(self) -> list[str]:
        """What about the outline should be looked at before many reports are made by it."""
        return list(_find_doubts(self.cycle, self.outline, self.others, self.news))


def show_opening_page(request: HttpRequest, cycle: Cycle, site: dict[str, Any]) -> HttpResponse:
    """The page that asks; with a broken outline the settings again, which say so."""
    try:
        opening = _build_opening(cycle)
    except (Mistakes, outline_loader.UnknownOutline) as wrong:
        messages.error(request, f"报告提纲“{cycle.outline}”有错，没有建立报告，请联系技术管理员：{wrong}")
        return redirect("admin:reports_cycle_change", cycle.pk)
    context = {"title": f"{cycle}：开始任务", "cycle": cycle, "opening": opening, "page": opening.page}
    return TemplateResponse(request, "admin/reports/cycle/opening.html", site | context)


def _build_opening(cycle: Cycle) -> Opening:
    outline = outline_loader.load_outline(cycle.outline)
    used = OutlineVersion.objects.filter(reports__cycle=cycle).distinct()
    others = [version.definition.name for version in used if version.outline_id != cycle.outline]
    before = [version.definition for version in used if version.outline_id == cycle.outline]
    news = list(dict.fromkeys(said for version in before for said in describe_differences(version, outline)))
    names = list(cycles.select_missing(cycle).order_by("code").values_list("name", flat=True))
    page = pages.build_report_page(_make_empty_paper(cycle, outline))
    return Opening(cycle, outline, page, names, cycle.exemptions.count(), others, news)


def _make_empty_paper(cycle: Cycle, outline: Outline) -> Document:
    district = {"district": cycle.district.name, "city": cycle.district.city}
    return Document(outline, cycle.year, "某某单位", "", {"year": str(cycle.year), "department": "某某单位", **district})


def _find_doubts(cycle: Cycle, outline: Outline, others: list[str], news: list[str]) -> Iterator[str]:
    year, county = YEAR.search(outline.name), COUNTY.match(outline.name)
    if year and int(year[1]) != cycle.year:
        yield f"提纲写的是 {year[1]} 年度，本任务是 {cycle.year} 年度。"
    if county and county[1] != cycle.district.name:
        yield f"提纲写的是{county[1]}，本区县是{cycle.district.name}。"
    if others:
        yield f"本年度已有报告按别的提纲填写：{'、'.join(others)}。"
    if news:
        yield f"提纲文件改过，新建的报告用新的版本，已有的报告不变（要换的在“各报告的提纲”里换）。不同的是：{''.join(news)}"
    if cycle.opens > timezone.now():
        yield f"单位从 {timezone.localtime(cycle.opens):%Y-%m-%d %H:%M} 起才能填写，在那以前只能查看。"
    if cycle.due < timezone.now():
        yield f"报送截止时间 {timezone.localtime(cycle.due):%Y-%m-%d %H:%M} 已经过了。"
