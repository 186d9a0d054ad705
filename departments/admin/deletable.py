"""A page whose row can be deleted as long as nobody has used it; where it cannot, the page says why and what to do instead."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse

from departments.admin.scoped import ScopedAdmin


class DeletableAdmin(ScopedAdmin):
    def why_not_delete(self, row: Any) -> str:
        """The sentence; "" where nothing stands against it."""
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return obj is not None and self.has_change_permission(request, obj) and not self._why_not(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with the row needs no permission of its own: roles, former names, notices that were never read."""
        named, counts, _, protected = super().get_deleted_objects(objs, request)
        return named, counts, set(), protected

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        why = self._why_not(request, row) if row and self.has_change_permission(request, row) else ""
        return super().render_change_form(request, {**context, "why_not_delete": why}, *args, **kwargs)

    def _why_not(self, request: HttpRequest, row: Any) -> str:
        """Asked for once a request."""
        kept: dict[Any, str] = request.__dict__.setdefault("_why_not_delete", {})
        if row.pk not in kept:
            kept[row.pk] = self.why_not_delete(row)
        return kept[row.pk]
