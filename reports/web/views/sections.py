"""The page where a section is filled in: shown, changed, saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from reports import workflow
from reports.domain import Document
from reports.filing import attachments, drafts
from reports.filing.drafts import Changes
from reports.filing.forms import FormProblem, SectionForms, form_buttons
from reports.filing.forms.save_conflict import THEIRS, compare_with_saved, merge_choices
from reports.filing.forms.section_forms import DO, KEEP
from reports.models import Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person, record_look
from reports.web.views import section_context

SAVE, EXPLAIN = "save", "explain:"
CLEANED = "您粘贴的内容里有看不见的控制字符，保存时已去掉，其余文字没有变化。"


class Faulty(Exception):
    """Something typed cannot be read; nothing was tried."""

    def __init__(self, problems: list[FormProblem]) -> None:
        self.problems = problems
        super().__init__(problems[0].message)


@login_not_required
@csrf_exempt  # kept.refusal makes both checks, and gives back what was typed
@require_http_methods(["GET", "HEAD", "POST"])
def show_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    if request.method == "POST":
        return unsaved_input.check_postable(request) or _take_posted_section(request, pk, key)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if getattr(request.user, "must_change_password", False):
        return redirect("password_change")
    return _render_section(request, _get_report_with_section(request, pk, key), key)


@require_POST
def show_totals(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Computed cells and sums of what stands on the page, for htmx to put in their places."""
    forms = SectionForms(drafts.load_document(_get_report_with_section(request, pk, key)), key, data=request.POST)
    return TemplateResponse(request, "reports/shapes/grid/totals.html", {"outputs": forms.outputs()})


@require_POST
def carry_section_over(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """沿用上年 for everything of the section that is still blank, saved at once."""
    try:
        with _hold_section(request, pk, key) as report:
            revision = SectionForms(_make_blank_document(report), key, data=request.POST).revision
            after = drafts.carry_over_section(report, key, revision=revision, by=get_person(request))
    except drafts.SaveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已沿用上年内容，请核对后修改。" if after != revision else "上年没有可以沿用的内容。")
    return redirect("section", pk, key)


def _get_report_with_section(request: HttpRequest, pk: int, key: str) -> Report:
    """The report with the section's revision; 404 for a stranger, and for a section that its outline does not have."""
    return record_look(request, _require_section(get_object_or_404(_select_section_reports(request, key), pk=pk), key))


@contextmanager
def _hold_section(request: HttpRequest, pk: int, key: str) -> Iterator[Report]:
    """The same, fetched with its lock; what is done in the block is one transaction."""
    try:
        with drafts.hold_report(_select_section_reports(request, key), pk) as report:
            yield _require_section(report, key)
    except Report.DoesNotExist as missing:
        raise Http404 from missing


def _select_section_reports(request: HttpRequest, key: str) -> QuerySet[Report]:
    user = get_person(request)
    return Report.objects.open_to(user).for_section(key, user).annotate(evidence=attachments.count_section_attachments(key))


def _require_section(report: Report, key: str) -> Report:
    if key not in report.outline.definition.sections:
        raise Http404
    return report


def _render_section(request: HttpRequest, report: Report, key: str) -> HttpResponse:
    context = section_context.build_section_context(request, report, drafts.load_with_last_year(report), key)
    return TemplateResponse(request, "reports/section.html", context)


def _take_posted_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    operation = request.POST.get(DO, SAVE)
    if operation == SAVE or operation.startswith(EXPLAIN):
        return _save_posted_section(request, pk, key)
    return _apply_page_button(request, _get_report_with_section(request, pk, key), key, operation)


def _save_posted_section(request: HttpRequest, pk: int, key: str, revision: int | None = None) -> HttpResponse:
    """Saves what was posted, on the revision that the page began with or on a later one that says the same."""
    try:
        with _hold_section(request, pk, key) as report:
            forms = SectionForms(_make_blank_document(report), key, data=request.POST)
            after, refused = _store_section(request, report, forms, forms.revision if revision is None else revision)
    except Faulty as faulty:
        return _answer_section_refused(request, report, key, faulty.problems)
    except drafts.Stale as stale:
        return _answer_stale_save(request, report, forms, stale, first=revision is None)
    except drafts.Unacceptable as refusal:
        return _answer_section_refused(request, report, key, [FormProblem(each.place, each.message) for each in refusal.problems])
    except drafts.SaveRefused as refusal:
        return _answer_section_refused(request, report, key, [FormProblem(f"section.{key}", str(refusal))], 409)
    return _answer_saved(request, report, forms, after, refused)


def _store_section(request: HttpRequest, report: Report, forms: SectionForms, revision: int) -> tuple[int, list[str]]:
    """The section's revision afterwards, and in words which reasons typed beside its findings were refused."""
    if problems := forms.problems():
        raise Faulty(problems)
    user, changes, reasons = get_person(request), _choose_changes(request, report, forms), list(forms.reasons(_get_asked_finding(request)))
    if not reasons:
        return drafts.save_section(report, forms.key, changes, revision=revision, by=user), []
    saved = drafts.save_and_tell(report, forms.key, changes, revision=revision, by=user)
    return saved.revision, workflow.explain_saved(report, saved, reasons, by=user)


def _answer_saved(request: HttpRequest, report: Report, forms: SectionForms, after: int, refused: list[str]) -> HttpResponse:
    clock, asked = f"{timezone.localtime():%H:%M:%S}", _get_asked_finding(request)
    if unsaved_input.is_background_save(request):
        return JsonResponse({"saved": clock, "revision": after})
    messages.success(request, f"已保存 {clock}")
    if forms.has_unwanted:
        messages.warning(request, CLEANED)
    for words in refused:
        messages.error(request, words)
    anchor = f"#finding-{asked}" if asked else ""
    return redirect(f"{reverse('section', args=[report.pk, forms.key])}?saved={after}{anchor}")


def _get_asked_finding(request: HttpRequest) -> str:
    """The finding whose own button was pressed."""
    operation = request.POST.get(DO, SAVE)
    return operation.removeprefix(EXPLAIN) if operation.startswith(EXPLAIN) else ""


def _choose_changes(request: HttpRequest, report: Report, forms: SectionForms) -> Changes:
    """What was typed; after a stale save with theirs where the person chose so."""
    chosen = {name.removeprefix(KEEP) for name, value in request.POST.items() if name.startswith(KEEP) and value == THEIRS}
    return merge_choices(forms.changes, drafts.load_document(report), chosen) if chosen else forms.changes


def _apply_page_button(request: HttpRequest, report: Report, key: str, operation: str) -> HttpResponse:
    """A button that changes what is typed: the page comes back with it, nothing is saved."""
    document, last = drafts.load_with_last_year(report)
    data: QueryDict = request.POST
    problems: list[FormProblem] = []
    try:
        data = form_buttons.apply_operation(operation, data, document, last)
    except form_buttons.OperationRefused as refusal:
        problems = [FormProblem(refusal.place, str(refusal))]
    context = section_context.build_section_context(request, report, (document, last), key, data, problems)
    return TemplateResponse(request, "reports/section.html", {**context, "unsaved": True})


def _answer_section_refused(
    request: HttpRequest, report: Report, key: str, problems: Sequence[FormProblem], status: int = 422
) -> HttpResponse:
    """Nothing was saved; the page comes back with what was typed and what to put right."""
    if unsaved_input.is_background_save(request):
        errors = [{"place": problem.place, "message": problem.message} for problem in problems]
        return JsonResponse({"message": problems[0].message, "errors": errors}, status=status)
    context = section_context.build_section_context(request, report, drafts.load_with_last_year(report), key, request.POST, list(problems))
    forms = [part.form for part in context["parts"] if part.form]
    return TemplateResponse(request, "reports/section.html", {**context, "forms": forms, "unsaved": True}, status=status)


def _answer_stale_save(request: HttpRequest, report: Report, forms: SectionForms, stale: drafts.Stale, *, first: bool) -> HttpResponse:
    """Somebody saved meanwhile: both versions are shown. Where they say the same, there is nothing to choose."""
    theirs = drafts.load_document(report)
    found = compare_with_saved(theirs, forms.changes, forms.key)
    if not found and first:
        return _save_posted_section(request, report.pk, forms.key, stale.revision)
    if unsaved_input.is_background_save(request):
        return JsonResponse({"message": f"{stale}请点“保存”。"}, status=409)
    pairs = [(name, value) for name, value in unsaved_input.list_posted_pairs(request) if not name.startswith((KEEP, ":revision"))]
    context = {"report": report, "key": forms.key, "stale": stale, "differences": found, "pairs": pairs}
    return TemplateResponse(request, "reports/stale.html", context, status=409)


def _make_blank_document(report: Report) -> Document:
    """Enough of a document to read a post: outline and year, no query."""
    department = report.department
    district = {"district": department.district.name, "city": department.district.city}
    fields = {"year": str(report.cycle.year), "department": department.name, **district}
    return Document(report.outline.definition, report.cycle.year, department.name, department.code, fields)
