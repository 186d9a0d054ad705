"""Pages that take a list of departments or people from Excel."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments import access, excel_import
from departments.admin import password_slips
from departments.admin.scoped import ScopedAdmin
from departments.models import District
from departments.workbook import build_workbook

# Column, whether it must be there, and what to write in it.
DEPARTMENT_COLUMNS = [
    (excel_import.CODE, True, "文本格式，保留前面的 0，如 088001；已有的编码会更新该单位"),
    (excel_import.NAME, True, "单位全称"),
    (excel_import.DESK, False, "对口的业务股室，须已在工作台建立"),
    (excel_import.PARENT, False, "主管部门的预算编码，可以是同一文件中的单位"),
    (excel_import.ACTIVE, False, "是 / 否，空着即“是”"),
]
PEOPLE_COLUMNS = [
    (excel_import.ACCOUNT, True, "登录用，不能与他人重复，可用字母、数字和 . - _ @ +"),
    (excel_import.PERSON, True, "姓名"),
    (excel_import.ROLE, True, "填报人、单位负责人、审核员、复审员、管理员；几个角色用“、”隔开"),
    (excel_import.CODES, False, "填报人、单位负责人必填：单位的预算编码；几个单位用“、”隔开"),
    (excel_import.DESK, False, "审核员、复审员所在的业务股室"),
    (excel_import.PHONE, False, ""),
]


class ListForm(forms.Form):
    district = forms.ModelChoiceField(District.objects.none(), label="区县", empty_label=None)
    file = forms.FileField(
        label="Excel 文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="只读第一张看得见的表，.xlsx 格式，不超过 5 MB",
        error_messages={"required": "请选择要导入的 Excel 文件。", "empty": "文件是空的，请重新选择。"},
    )

    def __init__(self, request: HttpRequest) -> None:
        post = request.method == "POST"
        super().__init__(data=request.POST if post else None, files=request.FILES if post else None)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = District.objects.filter(access.get_access(request.user).managed("pk"))


def show_department_import(owner: ScopedAdmin, request: HttpRequest) -> HttpResponseBase:
    def take(file: UploadedFile, district: District) -> HttpResponse:
        counts = excel_import.import_departments(file, district)
        messages.success(request, f"导入完成：新增 {counts.created} 个单位，更新 {counts.updated} 个单位。")
        return redirect("admin:departments_department_changelist")

    return _show_import_page(owner, request, take, {"title": "导入单位名单", "columns": DEPARTMENT_COLUMNS})


def show_people_import(owner: ScopedAdmin, request: HttpRequest) -> HttpResponseBase:
    def take(file: UploadedFile, district: District) -> HttpResponse:
        return password_slips.show_password_slips(owner, request, excel_import.import_people(file, district, by=access.person_of(request)))

    return _show_import_page(owner, request, take, {"title": "导入人员名单", "columns": PEOPLE_COLUMNS})


def _make_blank_list(title: str, headings: list[str]) -> FileResponse:
    """An empty list with the headings, to be filled in."""
    return FileResponse(BytesIO(build_workbook([headings], len(headings))), as_attachment=True, filename=f"{title}.xlsx")


def _show_import_page(
    owner: ScopedAdmin, request: HttpRequest, take: Callable[[UploadedFile, District], HttpResponse], words: dict[str, Any]
) -> HttpResponseBase:
    """The form, or what `take` answers to a good list; a bad one leaves everything as it was."""
    if not owner.has_add_permission(request):
        raise PermissionDenied
    if "blank" in request.GET:
        return _make_blank_list(words["title"], [name for name, _, _ in words["columns"]])
    form, sentences = ListForm(request), []
    if request.method == "POST" and form.is_valid():
        try:
            return take(form.cleaned_data["file"], form.cleaned_data["district"])
        except excel_import.BadList as error:
            sentences = error.sentences
    context = {**owner.admin_site.each_context(request), **words, "opts": owner.opts, "form": form, "sentences": sentences}
    return TemplateResponse(request, "admin/departments/import.html", context)
