"""The first password opens nothing but the page where it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

OPEN = {"password_change", "logout"}


class MustChangePassword:
    """Sends a person who came in with a given password to password_change, whatever they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object) -> HttpResponse | None:
        """Pages that need no login stay open."""
        match = request.resolver_match
        if not getattr(view, "login_required", True) or (match and match.view_name in OPEN):
            return None
        return redirect("password_change") if getattr(request.user, "must_change_password", False) else None
