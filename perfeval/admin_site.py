"""财政局工作台: Django's admin, entered by role in a district's 财政局 rather than by is_staff."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator

from departments import access

ORDER = ["Report", "Publication", "Submission", "Event", "Cycle", "Department", "User", "Desk", "District"]
QUEUE = "procrastinate"


class BureauSite(admin.AdminSite):
    site_header = site_title = "财政局工作台"
    index_title = "工作台"
    site_url = None  # the bureau works here; the departments' pages are not theirs
    empty_value_display = "—"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Without Django's groups: what a person may do follows from memberships alone; and without the tables of the queue, which
        are no district's: 后台任务 shows what becomes of them.

        Raises ImproperlyConfigured for a page that is not cut to districts, and whose address would search every column.
        """
        from departments.admin.scoped import ScopedAdmin  # late: it is of a package that registers itself here

        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if model is not Group and model._meta.app_label != QUEUE and not model._meta.swapped]
        if ours and getattr(admin_class, "changelist_view", None) is not ScopedAdmin.changelist_view:
            raise ImproperlyConfigured(f"{ours[0].__name__}: a page of the 工作台 derives from ScopedAdmin and keeps its changelist_view")
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return access.get_access(request.user).enters

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where people without a role here arrive: at the one login page, or at home when they are logged in."""
        if request.user.is_authenticated:
            return redirect("home")
        return redirect(f"{reverse('login')}?{request.GET.urlencode()}" if request.GET else "login")

    def get_urls(self) -> list[Any]:
        from reports.web.admin.urls import PAGES  # late, as below

        own = [path(page.route, self.admin_view(page.view), name=page.name) for page in PAGES]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from reports.web.admin.desk import navigation  # late: that package registers itself here while it is imported

        return super().index(request, {**navigation.build_desk_overview(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What people come for stands first; what they seldom need last."""
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=lambda model: ORDER.index(model["object_name"]) if model["object_name"] in ORDER else len(ORDER))
        return sorted(found, key=lambda app: bool(app["app_label"] != "reports"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("password_change")
