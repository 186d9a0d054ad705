"""The page where a section is filled in: shown, and changed by its buttons."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.domain import Document
from reports.filing import drafts
from reports.filing.forms import FormProblem, SectionForms, form_buttons
from reports.filing.forms.save_conflict import compare_with_saved
from reports.filing.forms.section_forms import DO, REVISION
from reports.models import Report
from reports.web import unsaved_input
from reports.web.views import section_context
from reports.web.views.sections import lookup, save, saved_fragments

WHOLE = ("whole", "saved")

GONE = "提纲已换成“{outline}”，其中没有这一章节了，刚才写的没有保存。"


@login_not_required
@csrf_exempt  # check_postable makes both checks, and gives back what was typed
@require_http_methods(["GET", "HEAD", "POST"])
def show_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    if request.method == "POST":
        return unsaved_input.check_postable(request) or _keep_or_take(request, pk, key)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if getattr(request.user, "must_change_password", False):
        return redirect("password_change")
    return _render_section(request, lookup.get_report_with_section(request, pk, key), key)


@require_POST
def show_totals(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Computed cells and sums of what stands on the page, for htmx to put in their places."""
    forms = SectionForms(drafts.load_document(lookup.get_report_with_section(request, pk, key)), key, data=request.POST)
    return TemplateResponse(request, "reports/shapes/grid/totals.html", {"outputs": forms.outputs()})


@require_safe
def send_fragments(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What the first answer left out, as a save brings it, with the revision that it is of."""
    report = lookup.get_report_with_section(request, pk, key)
    fragments = saved_fragments.build_fragments(request, report, key)
    return JsonResponse({"revision": report.section_revision, "fragments": fragments})  # type: ignore[attr-defined]


def _render_section(request: HttpRequest, report: Report, key: str) -> HttpResponse:
    """Whole where nothing is typed, and for who asked for that by a link or saved by a button: no script brings the rest there."""
    loaded = drafts.load_with_last_year(report)
    is_whole = any(name in request.GET for name in WHOLE) or section_context.describe_lock(request, report)
    build = section_context.build_section_context if is_whole else section_context.build_first_context
    return TemplateResponse(request, "reports/section.html", build(request, report, loaded, key))


def _keep_or_take(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What was typed for a section that went with its outline comes back, to be copied."""
    try:
        return _take_posted_section(request, pk, key)
    except lookup.SectionGone as gone:
        told = GONE.format(outline=gone.report.outline.title)
        if unsaved_input.is_background_save(request):
            return JsonResponse({"message": told}, status=409)
        typed = [value for name, value in unsaved_input.list_posted_pairs(request) if not name.startswith(":") and value.strip()]
        return TemplateResponse(request, "reports/section_gone.html", {"report": gone.report, "told": told, "typed": typed}, status=409)


def _take_posted_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    operation = request.POST.get(DO, save.SAVE)
    if save.is_save(operation):
        return save.save_posted_section(request, pk, key)
    return _apply_page_button(request, lookup.get_report_with_section(request, pk, key), key, operation)


def _apply_page_button(request: HttpRequest, report: Report, key: str, operation: str) -> HttpResponse:
    """A button that changes what is typed: the page comes back with it, nothing is saved."""
    document, last = drafts.load_with_last_year(report)
    data: QueryDict = request.POST
    problems: list[FormProblem] = []
    try:
        applied = form_buttons.apply_operation(operation, data, document, last)
        data = _skip_own_save(report, document, key, applied.data)
        if applied.receipt:
            messages.info(request, applied.receipt)
    except form_buttons.OperationRefused as refusal:
        problems = [FormProblem(refusal.place, str(refusal))]
    context = section_context.build_section_context(request, report, (document, last), key, data, problems)
    return TemplateResponse(request, "reports/section.html", {**context, "unsaved": True})


def _skip_own_save(report: Report, document: Document, key: str, data: QueryDict) -> QueryDict:
    """On the present revision where what was posted says what is saved: a page saves itself while it is left, and the copy that is
    then brought back knows nothing of that save."""
    forms = SectionForms(document, key, data=data)
    if forms.problems() or compare_with_saved(document, forms.changes, key):
        return data
    present = data.copy()
    present[REVISION] = str(report.section_revision)  # type: ignore[attr-defined]
    return present
