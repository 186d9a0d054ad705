"""A failure that can be told is a page with its sentence, and with what was typed; for a save in the background, the sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.defaults import server_error as django_error

from departments import audit
from departments.audit.recording import list_districts_of
from departments.models import User
from reports.models.integrity import is_first
from reports.web import unsaved_input
from reports.workflow.failures import Failure, explain_failure

SECRET = "password"  # noqa: S105 - part of the names of fields that are never sent back


class FailuresInWords:
    """What a view could not do because of the disc, or because something stored is not what was stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        failure = explain_failure(error)
        if failure is None:
            return None
        _write_down(request, failure)
        return answer(request, failure)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django's handler500: for what fails outside of every view."""
    error = sys.exc_info()[1]
    failure = explain_failure(error) if error else None
    return answer(request, failure) if failure else django_error(request)


def answer(request: HttpRequest, failure: Failure) -> HttpResponse:
    if unsaved_input.is_background_save(request):
        return JsonResponse({"message": failure.sentence}, status=failure.status)
    pairs = _typed(request)
    frame = "base.html" if _person(request) else "public/base.html"
    context = {"failure": failure, "pairs": pairs, "frame": frame}
    response = render(request, "reports/failure.html", context, status=failure.status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again; nothing where it holds a password, and no files."""
    try:
        pairs = unsaved_input.list_posted_pairs(request)
    except (OSError, MultiPartParserError, TooManyFieldsSent, RequestDataTooBig):
        return []
    return [] if any(SECRET in name for name, _ in pairs) else pairs


def _write_down(request: HttpRequest, failure: Failure) -> None:
    """Who was refused something that differs stands in the 审计日志 of their districts, once in a while however often they ask."""
    person = _person(request)
    if failure.subject and person and is_first("audit", str(person.pk), failure.subject):
        audit.record_in(list_districts_of(person), audit.Act.REFUSED, target=failure.subject, detail=failure.sentence)


def _person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
