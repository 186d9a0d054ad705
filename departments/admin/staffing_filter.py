"""人员: the departments that nobody fills in or signs for, where the desk names them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.models import Department, Role
from departments.staffing import match_lacking


class StaffingFilter(admin.SimpleListFilter):
    title = "人员"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.value, f"没有{role.label}") for role in Role.of_departments()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Department]) -> QuerySet[Department]:
        value = self.value()
        return queryset.filter(match_lacking(Role(value))) if value in [role.value for role in Role.of_departments()] else queryset
