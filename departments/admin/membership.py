"""The roles of a person, as rows of the person's page. Nobody has inputs for the own ones."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from departments import access
from departments.admin.scoped import ScopedInline
from departments.models import Membership

ROLE_INPUT = re.compile(r"memberships-\d+-(role|department|district|desk|DELETE)")


def of_districts(districts: frozenset[int], request: HttpRequest) -> Q:
    """Memberships in these districts; all of them for the technical administrator."""
    if access.get_access(request.user).everything:
        return Q()
    return Q(district__in=districts) | Q(department__district__in=districts)


def _why_not_grant(request: HttpRequest, person: Any) -> str:
    """Of a person who is still to be made, nothing stands against it."""
    return access.why_not_grant(access.person_of(request), person) if person else ""


class MembershipForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("desk") and (not data.get("district") or data["desk"].district_id != data["district"].pk):
            self.add_error("desk", "业务股室须属于所选的区县财政局。")
        return data


class MembershipInline(ScopedInline):
    model = Membership
    form = MembershipForm
    fields = ["role", "department", "district", "desk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request)
        return rows.filter(of_districts(access.get_access(request.user).sees, request)).select_related("department", "district", "desk")

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A new person has a place to belong to, else another district's 管理员 could pick the person up."""
        return 0 if obj else 1

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]
        return super().has_add_permission(request, obj) and not _why_not_grant(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _why_not_grant(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _why_not_grant(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_min=obj is None, **kwargs)
