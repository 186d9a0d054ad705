"""What stands before every page: an address without NUL, the login, no way past the first password; after it, what no cache keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

READING = ("GET", "HEAD")
NOT_ALLOWED = 405
LATE = "登录已过期，刚才的操作没有完成，请登录后再办。"
OPEN = {"password_change", "logout"}


class WithoutNul:
    """Takes NUL out of what an address asks for: no filter or search of ours means it, and PostgreSQL refuses to look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "").replace("\0", "")
        return self.get_response(request)


class NoStore:
    """No browser and no proxy keeps what is not public: after the logout, the Back key must not show the report.

    What is public (PERFEVAL_PUBLIC, names of addresses) is the same for everybody and says itself how long it may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if not match or match.view_name not in settings.PERFEVAL_PUBLIC:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, but whose session ended before a button was pressed comes back to the page with the button.

    The address that the button posts to takes no GET.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseRedirect:
        if request.method in READING:
            return super().handle_no_permission(request, view_func)
        messages.warning(request, LATE)
        return redirect_to_login(_find_previous_page(request))


def _find_previous_page(request: HttpRequest) -> str:
    """The path of the page that was posted from; "/" where the browser does not say, or names another site."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, request.get_host(), require_https=request.is_secure()):
        return "/"
    page = urlsplit(referer)
    return f"{page.path}?{page.query}" if page.query else page.path


class ButtonsOnly:
    """A page for who opens the address of a button as a link, as a browser does with the tabs of yesterday: Django answers with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or request.method not in READING:
            return response
        page = render(request, "405.html", status=NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page


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
