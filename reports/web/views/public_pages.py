"""What everybody may read without login: published reports, as a list, as a page, as PDF and as data. No page here knows who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from reports.models import Publication
from reports.release.jobs import paper_printing, worker_presence
from reports.release.publishing import public_version, verification
from reports.release.publishing.public_search import PublicSearch
from reports.web.views import search_limit
from reports.workflow import paper_orders

Response = TypeVar("Response", bound=HttpResponseBase)
SECONDS = 300  # a withdrawn report is out of every cache after this time
GONE, TOO_MANY, NOT_YET = 410, 429, 503
RETRY = 10  # seconds


@require_safe
@login_not_required
def show_public_index(request: HttpRequest) -> HttpResponse:
    shelf = PublicSearch(request.GET.dict())
    if shelf.words and (wait := search_limit.count_search(request)):
        return _ask_to_wait(request, wait)
    asked = {"q": shelf.words, "year": shelf.year or "", "district": shelf.district.pk if shelf.district else ""}
    context = {"shelf": shelf, "asked": urlencode({key: value for key, value in asked.items() if value})}
    return allow_caching(request, TemplateResponse(request, "public/index.html", context))


def _ask_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    response = TemplateResponse(request, "public/search_limit.html", {"wait": seconds}, status=TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@login_not_required
def show_public_report(request: HttpRequest, reference: str) -> HttpResponseBase:
    publication = _get_publication_or_404(reference)
    if not publication.is_standing:
        return _show_withdrawn_page(request, publication)
    context = {
        "publication": publication,
        "page": public_version.load_public_page(publication),
        "notice": verification.describe_reopened(publication),
    }
    return allow_caching(request, TemplateResponse(request, "public/report.html", context))


@require_safe
@login_not_required
def send_public_paper(request: HttpRequest, reference: str) -> HttpResponseBase:
    publication = _get_publication_or_404(reference)
    if not publication.is_standing:
        return _show_withdrawn_page(request, publication)
    if not publication.is_printed and not _print_public_paper(publication):
        return _say_not_printed(request, publication)
    return _answer_by_hash(request, publication.pdf_sha256, lambda: _open_public_file(publication))


def _print_public_paper(publication: Publication) -> bool:
    """Where no worker runs, for the first who wants it; whether it is there now."""
    order = paper_orders.order_public_paper(publication, None)
    if order.is_open and not worker_presence.is_worker_present():
        paper_printing.print_without_worker(order)
    publication.refresh_from_db(fields=["file", "pdf_sha256"])
    return publication.is_printed


def _say_not_printed(request: HttpRequest, publication: Publication) -> HttpResponse:
    """For a moment after the publication; where the paper failed the 管理员 is told. The page itself can be read."""
    response = TemplateResponse(request, "public/not_printed.html", {"publication": publication}, status=NOT_YET)
    response.headers["Retry-After"] = str(RETRY)
    response.headers["Cache-Control"] = "no-store"
    return response


def _open_public_file(publication: Publication) -> FileResponse:
    name = f"{publication.unit}_{publication.year}_公开版.pdf"
    return FileResponse(publication.open_paper(), filename=name, content_type="application/pdf")


@require_safe
@login_not_required
def send_public_data(request: HttpRequest, reference: str) -> HttpResponseBase:
    publication = _get_publication_or_404(reference)
    if not publication.is_standing:
        return _show_withdrawn_page(request, publication)
    return _answer_by_hash(
        request, publication.sha256, lambda: HttpResponse(publication.document, content_type="application/json; charset=utf-8")
    )


def _get_publication_or_404(reference: str) -> Publication:
    """Raises Http404 for what was never published."""
    everything = Publication.objects.select_related("report__department__district", "report__cycle", "approval__submission__outline")
    return get_object_or_404(everything, reference=reference)


def _show_withdrawn_page(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The note instead of the report; where a newer version is public, the way to it."""
    newer = Publication.objects.standing().filter(report=publication.report_id).first()
    response = TemplateResponse(request, "public/gone.html", {"publication": publication, "newer": newer}, status=GONE)
    response.headers["Cache-Control"] = "no-store"
    return response


def allow_caching(request: HttpRequest, response: Response) -> Response:
    """For everybody alike. Django asked who it is, to see whether a login is needed; the page does not depend on the answer."""
    request.session.accessed = False
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _answer_by_hash(request: HttpRequest, sha256: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """A file whose name in every cache is its hash; not sent again to who has it."""
    etag = quote_etag(sha256)
    response = get_conditional_response(request, etag=etag) or make()
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return allow_caching(request, response)
