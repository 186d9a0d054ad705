"""Everything in the admin is cut to the person's districts: rows, choices, filters; a stranger gets 404.

Who may change: the 管理员 of the row's district. Who may look: everyone of its 财政局.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from departments import access, audit
from departments.admin import lookups, query_input, widgets
from departments.admin.clean_fields import CLEANED
from departments.models import District


class ScopedChoices(BaseModelAdmin):
    """Cleaned text, foreign keys that offer only what the person manages, and a name for every input."""

    formfield_overrides = CLEANED

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        target = self.admin_site._registry.get(db_field.related_model)
        if isinstance(target, ScopedAdmin):
            kwargs["queryset"] = target.managed(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widgets.replace_popup_widgets(field)
        return field


class ScopedAdmin(ScopedChoices, admin.ModelAdmin):
    """`district` is the path from a row to its District; `empty_hint` goes on after 还没有…, where there is nothing yet.

    `own_parameters`: what a list made by hand reads from its address, beside what its filters read.
    """

    district = "district"
    own_parameters: frozenset[str] = frozenset()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count for each choice is a query for each choice
    actions: Sequence[Any] | None = None
    read_only = False
    empty_hint = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, for who asks for it by its own filters alone."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if foreign := lookups.foreign_parameters(self, request):
            return lookups.refuse_lookups(self, request, foreign)
        query_input.drop_error_flag(request)
        query_input.keep_ids(request)
        response = self.list_view(request, extra_context or {})
        if isinstance(response, HttpResponseRedirect) and response.url == f"{request.path}?{ERROR_FLAG}=1":
            messages.warning(request, query_input.UNREADABLE)
        return response

    def list_view(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        """Called after what it lists."""
        title = str(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, "empty_hint": self.empty_hint, **extra_context})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """As the address of the list, whoever builds one."""
        return request is not None and lookup in lookups.list_parameters(self, request)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """No pop-up and no autocomplete of ours names a column."""
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """A filter that the database cannot compare with is treated as one that Django cannot read."""
        try:
            return super().get_changelist_instance(request)
        except query_input.NO_FILTER as problem:
            raise IncorrectLookupParameters(problem) from problem

    def get_search_results(self, request: HttpRequest, queryset: models.QuerySet, search_term: str) -> tuple[models.QuerySet, bool]:
        """Each word is a condition on each column: thousands of words are more than a database takes."""
        if len(search_term) > query_input.LONGEST_SEARCH:
            messages.warning(request, query_input.TOO_LONG)
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(access.get_access(request.user).within(self.district))

    def managed(self, request: HttpRequest) -> models.QuerySet:
        """What a form may offer."""
        return super().get_queryset(request).filter(access.get_access(request.user).managed(self.district))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model:
        """By its id: no page of ours names another column, and an empty name would be one that the model has not."""
        found: models.Model | None = super().get_object(request, object_id)
        if found is None:
            raise Http404
        return found

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Who manages one district need not choose it."""
        managed = list(access.get_access(request.user).manages)
        own = {"district": managed[0]} if len(managed) == 1 else {}
        return {**own, **super().get_changeform_initial_data(request)}

    def district_of(self, row: models.Model) -> int | None:
        """Id of the row's district."""
        for step in self.district.split("__"):
            row = getattr(row, step)
        return row.pk if isinstance(row, District) else None

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = super().log_addition(request, obj, message)
        self.write_down(obj, entry.get_change_message())
        return entry

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = super().log_change(request, obj, message)
        self.write_down(obj, entry.get_change_message())
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            self.write_down(row, "已删除。")
        return super().log_deletions(request, queryset)

    def write_down(self, row: models.Model, what: str) -> None:
        """In the 审计日志 of the row's district, where it is not heard of anyway."""
        if audit.is_watched(self.model):
            return
        audit.record_entry(audit.Act.SETTING, f"{self.opts.verbose_name} {row}", district=self.district_of(row), detail=what)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Rows come through get_queryset, so what is looked at is already the person's own."""
        held = access.get_access(request.user)
        return held.everything or bool(held.sees)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not self.read_only and access.get_access(request.user).manages_any

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        held = access.get_access(request.user)
        if self.read_only or not held.manages_any:
            return False
        return obj is None or held.may_manage(self.district_of(obj))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing with a history is removed; departments and people are switched off instead."""
        return False


class ScopedInline(ScopedChoices, admin.TabularInline):
    """Rows of a page: whoever may change the page may change them."""

    extra = 0
    formset = widgets.NamedFormSet

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """The choices are asked for once, not once a row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(field.choices)
        return field

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """In a table the heading of the column is no label to a screen reader."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widgets.name_for_screen_reader(field)
        return field

    def _parent_admin(self) -> ScopedAdmin:
        parent = self.admin_site._registry[self.parent_model]
        assert isinstance(parent, ScopedAdmin)  # noqa: S101 - inlines stand only in our own pages
        return parent

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent_admin().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None) -> bool:  # type: ignore[override]
        return self._parent_admin().has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent_admin().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent_admin().has_change_permission(request, obj)


class ScopedFilter(admin.RelatedFieldListFilter):
    """A filter that names only rows of the own districts."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        target = model_admin.admin_site._registry[field.related_model]
        return [(row.pk, str(row)) for row in target.get_queryset(request)]
