"""A browser remembers, signed, which names came in from it: they need not wait while somebody else tries their passwords."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from departments.throttling import REMEMBERED

COOKIE = "perfeval_browser"
SALT = "departments.known_browser"
MOST_NAMES = 10  # of a computer that many share


class KnownBrowser:
    """Gives the cookie to the browser in which somebody has just come in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        name = getattr(request, "came_in_as", None)
        if name is not None:
            remember_name(request, response, name)
        return response


def read_mark(request: HttpRequest, name: str) -> str:
    """The mark of the browser where it knows the name, else ""."""
    kept = _read_cookie(request)
    return kept["mark"] if _digest(name) in kept["names"] else ""


def remember_name(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    kept = _read_cookie(request)
    names = [_digest(name), *(each for each in kept["names"] if each != _digest(name))][:MOST_NAMES]
    response.set_cookie(
        COOKIE,
        signing.dumps({"mark": kept["mark"], "names": names}, salt=SALT),
        max_age=REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read_cookie(request: HttpRequest) -> dict[str, Any]:
    """What the browser keeps; a new mark without names where it keeps nothing that we signed."""
    try:
        kept: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return {"mark": secrets.token_hex(8), "names": []}
    return kept


def _digest(name: str) -> str:
    """Who opens the cookie reads no names in it."""
    return salted_hmac(SALT, name).hexdigest()[:16]
