"""What the address of a list may ask for: the page's own filters, search, order and page number. All else is refused in words.

Django lets an address filter on every column of the model, so that `password__gte` would tell a hash letter by letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import FieldListFilter, RelatedFieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.http import HttpRequest
from django.template.response import TemplateResponse

from departments.admin.date_range import DateRangeFilter

if TYPE_CHECKING:
    from departments.admin.scoped import ScopedAdmin

OF_EVERY_LIST = frozenset({SEARCH_VAR, ORDER_VAR, PAGE_VAR, ALL_VAR, ERROR_FLAG})
MOST_NAMED, LONGEST_NAME = 5, 60


def list_parameters(owner: ScopedAdmin, request: HttpRequest) -> frozenset[str]:
    """Names that the address of this list may hold. Asks nothing of the database."""
    of_filters = (_filter_parameters(owner, request, each) for each in owner.get_list_filter(request))
    return OF_EVERY_LIST.union(owner.own_parameters, *of_filters)


def _filter_parameters(owner: ScopedAdmin, request: HttpRequest, kind: Any) -> set[str]:
    """A filter of our own has one name; one of Django's says which it reads."""
    if isinstance(kind, type) and issubclass(kind, DateRangeFilter):
        return set(kind.parameter_names)
    if isinstance(kind, type):
        return {kind.parameter_name}  # type: ignore[attr-defined]
    path, made_by = kind if isinstance(kind, tuple) else (kind, FieldListFilter.create)
    field = get_fields_from_path(owner.model, path)[-1]
    if isinstance(made_by, type) and issubclass(made_by, RelatedFieldListFilter):  # making one would ask for its choices
        return {f"{path}__{field.target_field.name}__exact", f"{path}__isnull"}  # type: ignore[attr-defined]
    return set(made_by(field, request, {}, owner.model, owner, field_path=path).expected_parameters())


def foreign_parameters(owner: ScopedAdmin, request: HttpRequest) -> list[str]:
    """Names in the address that this list does not know."""
    return sorted(set(request.GET) - list_parameters(owner, request))


def refuse_lookups(owner: ScopedAdmin, request: HttpRequest, names: list[str]) -> TemplateResponse:
    """The page that says so, with the way to the whole list. That it was tried is in the 审计日志, as every refusal."""
    named = "、".join(f"“{name[:LONGEST_NAME]}”" for name in names[:MOST_NAMED])
    more = f"等 {len(names)} 个" if len(names) > MOST_NAMED else ""
    context = {**owner.admin_site.each_context(request), "title": "不能这样查找", "opts": owner.opts, "named": f"{named}{more}"}
    return TemplateResponse(request, "admin/refused_lookup.html", context, status=400)
