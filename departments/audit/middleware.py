"""Every entry written while a request is answered knows whose it is; a refusal is an entry itself."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from departments.audit.recording import hold_answered_request, list_districts_of, record_in
from departments.models import Act, User

BAD_REQUEST = 400
WHY = "perfeval.refusal"
REFUSED = {BAD_REQUEST, 403, 404}


class Audit:
    """Stands inside the session and authentication. A wrong address that no page has is no refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with hold_answered_request(request):
            response = self.get_response(request)
            person = getattr(request, "user", None)
            if response.status_code in REFUSED and request.resolver_match and isinstance(person, User):
                record_in(
                    list_districts_of(person), Act.REFUSED, target=request.path, detail=_describe_refusal(request, response.status_code)
                )
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Why a page was refused, where it says so."""
        if isinstance(exception, PermissionDenied):
            request.META[WHY] = str(exception)


def _describe_refusal(request: HttpRequest, status: int) -> str:
    """With the reason, or the names that a refused address asked for, never the values: "GET 400：password__gte、username"."""
    why = "、".join(request.GET) if status == BAD_REQUEST else request.META.get(WHY, "")
    return f"{request.method} {status}：{why}" if why else f"{request.method} {status}"
