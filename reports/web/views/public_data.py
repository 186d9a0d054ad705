"""Public data beyond one paper: all figures of a year as one file, a unit through the years, and a feed of new papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from departments import parse_number
from reports.models import Publication
from reports.release.publishing import public_figures
from reports.release.publishing.public_figures import PublicPaper
from reports.web.views.public_pages import allow_caching

NEWEST = 50
Write = Callable[[int, Iterable[PublicPaper]], Iterator[str]]
KINDS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8", public_figures.write_year_csv),
    "json": ("application/json; charset=utf-8", public_figures.write_year_json),
}


@require_safe
@login_not_required
def send_year_figures(request: HttpRequest, year: int, kind: str) -> HttpResponseBase:
    """Every standing publication of the year, of one 区县 where `?district=` names it; 404 where there is none."""
    found = _select_of_year(year, parse_number(request.GET.get("district")))
    references = list(found.values_list("reference", flat=True))
    if not references:
        raise Http404
    etag = quote_etag(hashlib.sha256(" ".join([kind, *references]).encode()).hexdigest())
    return allow_caching(request, get_conditional_response(request, etag=etag) or _stream_file(found, year, kind, etag))


def _select_of_year(year: int, district: int | None) -> QuerySet[Publication]:
    standing = Publication.objects.standing().filter(year=year)
    chosen = standing.filter(report__department__district=district) if district is not None else standing
    return chosen.select_related("report__department__district", "approval__submission__outline").order_by("unit", "pk")


def _stream_file(found: QuerySet[Publication], year: int, kind: str, etag: str) -> HttpResponseBase:
    content_type, write = KINDS[kind]
    papers = (public_figures.load_paper(each) for each in found.defer("text", "approval__submission__document").iterator(chunk_size=50))
    told = {
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'attachment; filename="public-{year}.{kind}"',
    }
    return StreamingHttpResponse(write(year, papers), content_type=content_type, headers=told)


@require_safe
@login_not_required
def show_unit_years(request: HttpRequest, reference: str) -> HttpResponse:
    """Four queries for any number of years. A publication that was withdrawn still leads to those that stand."""
    named = get_object_or_404(Publication.objects.select_related("report"), reference=reference)
    standing = Publication.objects.standing().filter(report__department=named.report.department_id)
    found = standing.select_related("report__department__district", "approval__submission__outline").order_by("-year", "-pk").defer("text")
    papers = [public_figures.load_paper(each) for each in found]
    if not papers:
        raise Http404
    context = {"papers": papers, "unit": papers[0].publication.unit, "lines": public_figures.compare_years(papers)}
    return allow_caching(request, TemplateResponse(request, "public/years.html", context))


@require_safe
@login_not_required
def send_feed(request: HttpRequest) -> HttpResponse:
    """Atom (RFC 4287) of the newest standing publications; one query."""
    found = Publication.objects.standing().select_related("report__department__district").defer("document", "text").order_by("-at", "-pk")
    index = request.build_absolute_uri(reverse("public_index"))
    feed = Atom1Feed("部门整体支出绩效自评报告公开", index, "", language="zh-CN", feed_url=request.build_absolute_uri())
    for each in found[:NEWEST]:
        link = request.build_absolute_uri(reverse("public_report", args=[each.reference]))
        about = f"{each.report.department.district.name}，{each.published_on:%Y-%m-%d}公开，编号 {each.reference}。"
        feed.add_item(
            f"{each.unit}{each.year}年度部门整体支出绩效自评报告", link, about, updateddate=timezone.localtime(each.at), unique_id=link
        )
    return allow_caching(request, HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"))
