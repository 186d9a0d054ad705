"""Slips with first passwords: shown once, to be printed and handed out; kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from departments.slips import Slip

if TYPE_CHECKING:
    from departments.admin.scoped import ScopedAdmin


def show_password_slips(owner: ScopedAdmin, request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The answer to the POST itself, so that no password waits in a session for the next page."""
    context = {**owner.admin_site.each_context(request), "title": "初始密码", "opts": owner.opts, "slips": slips}
    return TemplateResponse(request, "admin/departments/slips.html", context)
