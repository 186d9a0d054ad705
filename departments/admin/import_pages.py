"""Pages that take a list of departments or people from Excel: first what it would do, then, when that is confirmed, doing it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import access
from departments.admin import password_slips
from departments.admin.scoped import ScopedAdmin
from departments.lists import carried, confirmation
from departments.lists.confirmation import ChangedMeanwhile, ListKind
from departments.lists.plan import BadList, Options, Plan, ResetChoice, Verdict, ZeroChoice
from departments.lists.sheet_table import SheetTable
from departments.models import District
from departments.slips import Slip
from departments.workbook import build_workbook

CHANGED = "您看过预览以后，系统里的名单有了变动，没有导入任何内容。下面是现在的预览，请再核对一遍。"
OTHER_CHOICE = "上面的选择改过，还没有导入。下面是按新的选择的预览，请核对后再确认。"
DONE_BEFORE = "没有再改动：名单上的内容都已经在系统里了，可能刚才已经导入过。"
ZERO_CHOICES = [
    (ZeroChoice.ASK.value, "先不导入这些行"),
    (ZeroChoice.FILL.value, "补上前面的 0"),
    (ZeroChoice.KEEP.value, "照原样，编码就是这样"),
]
RESET_CHOICES = [
    (ResetChoice.NOBODY.value, "不重置"),
    (ResetChoice.UNUSED.value, "只给初始密码还没有用过的人"),
    (ResetChoice.EVERYBODY.value, "名单上已有的人都重置"),
]


class ListForm(forms.Form):
    district = forms.ModelChoiceField(District.objects.none(), label="区县", empty_label=None)
    file = forms.FileField(
        label="Excel 文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="只读第一张看得见的表，.xlsx 格式，不超过 5 MB，5000 行",
        error_messages={"required": "请选择要导入的 Excel 文件。", "empty": "文件是空的，请重新选择。"},
    )

    def __init__(self, request: HttpRequest, *, has_file: bool) -> None:
        post = request.method == "POST"
        super().__init__(data=request.POST if post else None, files=request.FILES if post else None)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = District.objects.filter(access.get_access(request.user).managed("pk"))
        if not has_file:
            del self.fields["file"]


class OptionsForm(forms.Form):
    """The choices above the preview; each stands only where it matters."""

    zeros = forms.ChoiceField(label="只差前面的 0 的编码", choices=ZERO_CHOICES, required=False)
    hidden = forms.BooleanField(label="在 Excel 中看不到的行也读", required=False)
    reset = forms.ChoiceField(label="已有人员的密码", choices=RESET_CHOICES, required=False)

    def read_options(self) -> Options:
        """What nobody offers counts as not chosen."""
        self.full_clean()
        data: dict[str, Any] = self.cleaned_data
        return Options(ZeroChoice(data.get("zeros", "")), bool(data.get("hidden")), ResetChoice(data.get("reset", "")))


@dataclass(frozen=True)
class ImportPage:
    """One request to one of the two pages."""

    owner: ScopedAdmin
    request: HttpRequest
    kind: ListKind

    def answer(self) -> HttpResponseBase:
        """The form; the preview of a file, or of what a preview carried; what came of it."""
        if not self.owner.has_add_permission(self.request):
            raise PermissionDenied
        if "blank" in self.request.GET:
            return _make_blank_list(self.kind)
        has_list = "list" in self.request.POST
        form = ListForm(self.request, has_file=not has_list)
        if self.request.method != "POST" or not form.is_valid():
            return self._show_form(form, [])
        try:
            return self._take(form.cleaned_data["district"], form.cleaned_data.get("file"))
        except BadList as error:
            return self._show_form(ListForm(self.request, has_file=True), error.sentences)
        except carried.NotCarried as gone:
            return self._show_form(ListForm(self.request, has_file=True), [str(gone)])

    def _take(self, district: District, file: Any) -> HttpResponse:
        whose, by, posted = f"{self.kind.name}.{district.pk}.{self.request.user.pk}", access.person_of(self.request), self.request.POST
        table = confirmation.read_list(self.kind, file) if file else carried.unpack_table(posted.get("list", ""), whose)
        options = OptionsForm(posted).read_options()
        is_confirmed = not file and "confirm" in posted
        seen = carried.read_seen(posted.get("seen", ""), options, whose) if is_confirmed else ""
        if not seen:
            if is_confirmed:
                messages.warning(self.request, OTHER_CHOICE)
            return self._show_preview(confirmation.preview_list(self.kind, table, district, options, by), table, district, options)
        try:
            done, slips = confirmation.confirm_list(self.kind, table, district, options, by, seen)
        except ChangedMeanwhile as changed:
            return self._show_again(changed.plan, table, district, options)
        return self._show_result(done, slips)

    def _show_again(self, plan: Plan, table: SheetTable, district: District, options: Options) -> HttpResponse:
        """A second press, or somebody else was faster."""
        if not plan.written:
            messages.info(self.request, DONE_BEFORE)
            return self._go_to_list()
        messages.warning(self.request, CHANGED)
        return self._show_preview(plan, table, district, options)

    def _show_preview(self, plan: Plan, table: SheetTable, district: District, options: Options) -> HttpResponse:
        whose = f"{self.kind.name}.{district.pk}.{self.request.user.pk}"
        form = OptionsForm({"zeros": options.zeros.value, "hidden": options.hidden or "", "reset": options.reset.value})
        offered = {"zeros": plan.asks_for_zeros, "hidden": plan.has_hidden, "reset": self.kind is confirmation.PEOPLE}
        words = {
            "title": f"{self.kind.title}：预览",
            "district": district,
            "plan": plan,
            "options": [form[name] for name, is_offered in offered.items() if is_offered],
            "groups": [(verdict, plan.select_lines(verdict)) for verdict in Verdict if verdict != Verdict.SAME],
            "same": plan.select_lines(Verdict.SAME),
            "list": carried.pack_table(table, whose),
            "seen": carried.sign_seen(plan.digest, options, whose),
        }
        return self._render("admin/departments/import_preview.html", words)

    def _show_result(self, plan: Plan, slips: list[Slip]) -> HttpResponse:
        counts = plan.count_lines()
        told = "，".join(f"{verdict} {counts[verdict]} 行" for verdict in Verdict if counts[verdict])
        messages.success(self.request, f"导入完成：{told}。")
        if left := [line for line in plan.lines if line.verdict in (Verdict.REFUSED, Verdict.LEFT_OUT)]:
            named = "；".join(f"第 {line.number} 行 {line.key}：{line.problems[0]}" for line in left[:20])
            messages.warning(self.request, f"有 {len(left)} 行没有导入：{named}{'……' if len(left) > 20 else ''}")
        return password_slips.show_password_slips(self.owner, self.request, slips) if slips else self._go_to_list()

    def _show_form(self, form: ListForm, sentences: list[str]) -> HttpResponse:
        words = {"title": self.kind.title, "columns": self.kind.columns, "form": form, "sentences": sentences}
        return self._render("admin/departments/import.html", words)

    def _go_to_list(self) -> HttpResponse:
        return redirect(reverse(f"admin:departments_{self.owner.opts.model_name}_changelist"))

    def _render(self, template: str, words: dict[str, Any]) -> HttpResponse:
        site = self.owner.admin_site.each_context(self.request)
        return TemplateResponse(self.request, template, {**site, "opts": self.owner.opts, **words})


def show_department_import(owner: ScopedAdmin, request: HttpRequest) -> HttpResponseBase:
    return ImportPage(owner, request, confirmation.DEPARTMENTS).answer()


def show_people_import(owner: ScopedAdmin, request: HttpRequest) -> HttpResponseBase:
    return ImportPage(owner, request, confirmation.PEOPLE).answer()


def _make_blank_list(kind: ListKind) -> FileResponse:
    """An empty list with the headings, to be filled in."""
    headings = [column.name for column in kind.columns]
    return FileResponse(BytesIO(build_workbook([headings], len(headings))), as_attachment=True, filename=f"{kind.title}.xlsx")
