"""A section as it was posted: saved with all that was typed beside it, or given back with what to put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.domain import typefaces
from reports.filing import drafts
from reports.filing.forms import FormProblem, SectionForms, typed_words
from reports.filing.forms.section_forms import DO
from reports.models import Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person
from reports.web.views import page_words, section_context
from reports.web.views.sections import conflict, lookup, saved_fragments

SAVE, AUTOSAVE, CARRY = "save", "autosave", "carry"
OF_WORDS = (page_words.EXPLAIN, page_words.ANSWERING)
LEFT_OUT = "{}只选了所对应的一条，没有写内容，这一行没有保存。"
ANSWERS_NOTHING = "{}所对应的一条已经删去或没有内容，这个选择没有保存，请另选一条。"
CLEANED = "保存时已{}，其余文字没有变化。"
CARRIED, NOTHING_TO_CARRY = "已沿用上年内容，请核对后修改。", "上年没有可以沿用的内容。"

UNPRINTABLE = "打印用的字体里没有{}，打印出来是“〓”；内容已照原样保存，位置见下面的核对结果 C40。"


class Faulty(Exception):
    """Something typed cannot be read; nothing was tried."""

    def __init__(self, problems: list[FormProblem]) -> None:
        self.problems = problems
        super().__init__(problems[0].message)


@dataclass(frozen=True)
class StoredSection:
    """The section's revision after the save, and the reasons typed beside its findings that were refused."""

    revision: int
    refused: Sequence[workflow.RefusedReason] = ()


def is_save(operation: str) -> bool:
    """Whether the button saves; any other changes what is typed."""
    return operation in (SAVE, AUTOSAVE, CARRY) or operation.startswith(OF_WORDS)


def save_posted_section(request: HttpRequest, pk: int, key: str, revision: int | None = None) -> HttpResponse:
    """Saves what was posted, on the revision that the page began with or on a later one that says the same."""
    try:
        with lookup.hold_section(request, pk, key) as report:
            forms = SectionForms(lookup.make_blank_document(report), key, data=request.POST)
            stored = _store_section(request, report, forms, forms.revision if revision is None else revision)
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
    return _answer_saved(request, report, forms, stored)


def _store_section(request: HttpRequest, report: Report, forms: SectionForms, revision: int) -> StoredSection:
    if problems := forms.problems():
        raise Faulty(problems)
    user, changes = get_person(request), conflict.choose_changes(request, report, forms)
    reasons = list(typed_words.list_reasons(request.POST, page_words.get_asked_finding(request)))
    if not reasons:
        return StoredSection(drafts.save_section(report, forms.key, changes, revision=revision, by=user))
    saved = drafts.save_and_tell(report, forms.key, changes, revision=revision, by=user)
    return StoredSection(saved.revision, workflow.explain_saved(report, saved, reasons, by=user))


def _answer_saved(request: HttpRequest, report: Report, forms: SectionForms, stored: StoredSection) -> HttpResponse:
    clock = f"{timezone.localtime():%H:%M:%S}"
    if unsaved_input.is_background_save(request):
        return _answer_saved_in_place(request, report, forms, stored, clock)
    kept = page_words.Kept(list(page_words.describe_refused_reasons(stored.refused)))
    page_words.keep_typed_answers(request, report, kept)
    for sentence in (f"已保存 {clock}", *kept.told):
        messages.success(request, sentence)
    for warning in _warn_of_changes(forms):
        messages.warning(request, warning)
    if kept.refused:
        return page_words.answer_refused_words(request, report, kept)
    if request.POST.get(DO) == CARRY:
        _carry_section(request, report.pk, forms.key, stored.revision)
    return redirect(f"{reverse('section', args=[report.pk, forms.key])}?saved={stored.revision}{page_words.get_anchor(request)}")


def _answer_saved_in_place(request: HttpRequest, report: Report, forms: SectionForms, stored: StoredSection, clock: str) -> HttpResponse:
    """What has changed on the page by the save, so that nothing else of it has to come again."""
    told = [*_warn_of_changes(forms), *_quote_refused(stored.refused)]
    answer = {"saved": clock, "revision": stored.revision, "told": told}
    return JsonResponse({**answer, "fragments": saved_fragments.build_fragments(request, report, forms.key)})


def _warn_of_changes(forms: SectionForms) -> Iterator[str]:
    """What was left out or taken out, and what the paper cannot show."""
    if rows := forms.left_out:
        yield LEFT_OUT.format("、".join(rows))
    if rows := forms.answers_nothing:
        yield ANSWERS_NOTHING.format("、".join(rows))
    if cleaning := forms.cleaning:
        yield CLEANED.format(cleaning)
    if letters := forms.unprintable:
        yield UNPRINTABLE.format(typefaces.describe_missing(letters))


def _quote_refused(refused: Iterable[workflow.RefusedReason]) -> list[str]:
    """With the words themselves: their finding may be gone from the page."""
    return [f"{why}您写的是：“{reason.text}”" for reason, why in refused]


def _carry_section(request: HttpRequest, pk: int, key: str, revision: int) -> None:
    """沿用上年 for everything of the section that is still blank, on the revision of the save before."""
    try:
        with lookup.hold_section(request, pk, key) as report:
            after = drafts.carry_over_section(report, key, revision=revision, by=get_person(request))
    except drafts.SaveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, CARRIED if after != revision else NOTHING_TO_CARRY)


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
