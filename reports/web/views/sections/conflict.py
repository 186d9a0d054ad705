"""Somebody saved a section meanwhile: where the two versions differ, and what the person chose."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse

from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.filing.forms import SectionForms
from reports.filing.forms.save_conflict import THEIRS, Difference, compare_with_saved, merge_choices
from reports.filing.forms.section_forms import KEEP
from reports.models import Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person


def choose_changes(request: HttpRequest, report: Report, forms: SectionForms) -> Changes:
    """What was typed; after a stale save with theirs where the person chose so."""
    chosen = {name.removeprefix(KEEP) for name, value in request.POST.items() if name.startswith(KEEP) and value == THEIRS}
    return merge_choices(forms.changes, drafts.load_document(report), chosen) if chosen else forms.changes


def find_differences(report: Report, forms: SectionForms) -> list[Difference]:
    """Where what was typed and what is saved now differ; where they say the same, there is nothing to choose."""
    return compare_with_saved(drafts.load_document(report), forms.changes, forms.key)


def answer_stale_save(request: HttpRequest, report: Report, key: str, stale: drafts.Stale, differences: list[Difference]) -> HttpResponse:
    """Both versions are shown, and nothing is lost."""
    person = get_person(request)
    told = stale.describe_for(person)
    if unsaved_input.is_background_save(request):
        return JsonResponse({"message": f"{told}请点“保存”。"}, status=409)
    pairs = [(name, value) for name, value in unsaved_input.list_posted_pairs(request) if not name.startswith((KEEP, ":revision"))]
    mine, theirs = ("本页的", "另一个页面的") if stale.is_by(person) else ("我的", f"{stale.saved_by or '对方'}的")
    context = {"report": report, "key": key, "stale": stale, "told": told, "differences": differences, "pairs": pairs}
    context |= {"mine": mine, "theirs": theirs}
    return TemplateResponse(request, "reports/stale.html", context, status=409)
