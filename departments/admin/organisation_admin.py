"""区县, 业务股室 and 单位."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone

from departments import access, deletion
from departments.admin.deletable import DeletableAdmin
from departments.admin.import_pages import show_department_import
from departments.admin.scoped import ScopedAdmin, ScopedFilter, ScopedInline
from departments.admin.staffing_filter import StaffingFilter
from departments.models import Department, Desk, District, FormerName


@admin.register(District)
class DistrictAdmin(ScopedAdmin):
    """Made by the technical administrator; the 管理员 keeps how it is named on paper."""

    district = "pk"
    list_display = ["name", "city", "bureau"]
    search_fields = ["name"]

    def district_of(self, row: District) -> int | None:  # type: ignore[override]
        return row.pk

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.get_access(request.user).everything

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if access.get_access(request.user).everything else ["name"]


class OfDistrictForm(forms.ModelForm):
    """A row stays in its district, so the page only shows it; what is unique within the district is checked all the same."""

    def validate_unique(self) -> None:
        super().validate_unique()
        if "district" in self.fields:
            return
        checked = {"district", *self.fields} - set(self.errors)
        try:
            self.instance.validate_constraints(exclude={field.name for field in self.instance._meta.fields} - checked)
        except ValidationError as error:
            self.add_error(None, error)


@admin.register(Desk)
class DeskAdmin(ScopedAdmin):
    form = OfDistrictForm
    list_display = ["name", "district", "contact", "phone"]
    list_select_related = ["district"]
    search_fields = ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["district"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A desk has no history: departments and reviewers merely lose it."""
        return self.has_change_permission(request, obj)


class DepartmentForm(OfDistrictForm):
    def clean(self) -> dict[str, Any]:
        """A person may manage several districts; what belongs together must be of one."""
        data: dict[str, Any] = super().clean() or {}
        district = data["district"].pk if data.get("district") else self.instance.district_id
        for name in ("desk", "parent", "merged_into"):
            if data.get(name) and data[name].district_id != district:
                self.add_error(name, "请选择同一区县的记录。")
        if data.get("parent") and data["parent"] == self.instance:
            self.add_error("parent", "主管部门不能是单位自己，没有主管部门请留空。")
        if data.get("merged_into"):
            self._merge(data, data["merged_into"])
        elif data.get("merged_on"):
            self.add_error("merged_into", "写了并入日期，请选并入哪个单位；没有并入的请清空日期。")
        return data

    def _merge(self, data: dict[str, Any], successor: Department) -> None:
        """The merged unit fills in no more; the day is today where none is given."""
        if successor == self.instance or successor.merged_into_id:
            self.add_error("merged_into", "请选现在还在的单位，不能是单位自己，也不能是已经并入别处的单位。")
        data["active"] = False
        data["merged_on"] = data.get("merged_on") or timezone.localdate()


class FormerNameInline(ScopedInline):
    """Written when the name is changed; a slip that was mended at once may go, an older name be added."""

    model = FormerName
    fields = ["name", "until", "by"]
    readonly_fields = ["by"]


@admin.register(Department)
class DepartmentAdmin(DeletableAdmin):
    form = DepartmentForm
    inlines = [FormerNameInline]
    fields = ["district", "code", "name", "aliases", "desk", "parent", "active", "merged_into", "merged_on"]
    list_display = ["code", "name", "before", "desk", "parent", "active"]
    list_display_links = ["code", "name"]
    list_filter = ["active", ("desk", ScopedFilter), StaffingFilter]
    list_select_related = ["desk", "parent", "merged_into"]
    search_fields = ["code", "name", "former_names__name", "merged__code", "merged__name"]
    search_help_text = "按预算编码、名称、原名，或并入的单位查找"
    ordering = ["code"]
    change_list_template = "admin/departments/list_with_import.html"
    change_form_template = "admin/departments/department.html"

    def why_not_delete(self, row: Department) -> str:
        return deletion.why_not_delete_department(row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Department]:
        """With the last former name."""
        former = FormerName.objects.filter(department=OuterRef("pk")).exclude(name=OuterRef("name")).order_by("-until")
        found: QuerySet[Department] = super().get_queryset(request)
        return found.annotate(former_name=Subquery(former.values("name")[:1]))

    @admin.display(description="原名、并入", empty_value="")
    def before(self, department: Department) -> str:
        former = getattr(department, "former_name", None)
        gone = f"已并入{department.merged_into.name}" if department.merged_into else ""
        return "；".join(part for part in (f"原{former}" if former else "", gone) if part)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["district"] if obj else []

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(lambda request: show_department_import(self, request))
        return [path("import/", page, name="departments_department_import"), *super().get_urls()]
