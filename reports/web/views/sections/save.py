"""A section as it was posted: saved with the reasons typed beside its findings, or given back with what to put right."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.domain import typefaces
from reports.filing import drafts
from reports.filing.forms import FormProblem, SectionForms
from reports.filing.forms.section_forms import DO
from reports.models import Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person
from reports.web.views import section_context
from reports.web.views.sections import conflict, lookup

SAVE, EXPLAIN = "save", "explain:"
CLEANED = "您粘贴的内容里有看不见的控制字符，保存时已去掉，其余文字没有变化。"

UNPRINTABLE = "打印用的字体里没有{}，打印出来是“〓”；内容已照原样保存，位置见下面的核对结果 C40。"


class Faulty(Exception):
    """Something typed cannot be read; nothing was tried."""

    def __init__(self, problems: list[FormProblem]) -> None:
        self.problems = problems
        super().__init__(problems[0].message)


def is_save(operation: str) -> bool:
    """Whether the button saves; any other changes what is typed."""
    return operation == SAVE or operation.startswith(EXPLAIN)


def save_posted_section(request: HttpRequest, pk: int, key: str, revision: int | None = None) -> HttpResponse:
    """Saves what was posted, on the revision that the page began with or on a later one that says the same."""
    try:
        with lookup.hold_section(request, pk, key) as report:
            forms = SectionForms(lookup.make_blank_document(report), key, data=request.POST)
            after, refused = _store_section(request, report, forms, forms.revision if revision is None else revision)
    except Faulty as faulty:
        return _answer_section_refused(request, report, key, faulty.problems)
    except drafts.Stale as stale:
        differences = conflict.find_differences(report, forms)
        if not differences and revision is None:
            return save_posted_section(request, report.pk, key, stale.revision)
        return conflict.answer_stale_save(request, report, key, stale, differences)
    except drafts.Unacceptable as refusal:
        return _answer_section_refused(request, report, key, [FormProblem(each.place, each.message) for each in refusal.problems])
    except drafts.SaveRefused as refusal:
        return _answer_section_refused(request, report, key, [FormProblem(f"section.{key}", str(refusal))], 409)
    return _answer_saved(request, report, forms, after, refused)


def _store_section(request: HttpRequest, report: Report, forms: SectionForms, revision: int) -> tuple[int, list[str]]:
    """The section's revision afterwards, and in words which reasons typed beside its findings were refused."""
    if problems := forms.problems():
        raise Faulty(problems)
    user, changes = get_person(request), conflict.choose_changes(request, report, forms)
    reasons = list(forms.reasons(_get_asked_finding(request)))
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
    if letters := forms.unprintable:
        messages.warning(request, UNPRINTABLE.format(typefaces.describe_missing(letters)))
    for words in refused:
        messages.error(request, words)
    anchor = f"#finding-{asked}" if asked else ""
    return redirect(f"{reverse('section', args=[report.pk, forms.key])}?saved={after}{anchor}")


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


def _get_asked_finding(request: HttpRequest) -> str:
    """The finding whose own button was pressed."""
    operation = request.POST.get(DO, SAVE)
    return operation.removeprefix(EXPLAIN) if operation.startswith(EXPLAIN) else ""
