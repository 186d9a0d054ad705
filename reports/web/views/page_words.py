"""What was typed beside findings and return items: one button keeps all of it, whichever page of the report it was typed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from departments import parse_number
from reports import workflow
from reports.filing.forms import typed_words
from reports.filing.forms.typed_words import Reason, TypedAnswer
from reports.models import Answer, Report
from reports.web import unsaved_input
from reports.web.request_helpers import get_person, get_report_or_404, get_return_address
from reports.workflow import Refused, events

DO, EXPLAIN, ANSWERING = ":do", "explain:", "answer:"  # a button beside a finding or an item, which leads back to it
DIGITS_OF_ITEM = 9
GONE = "这条退回意见不在这份报告里，可能已经变动，请刷新页面后再看。"


@dataclass(frozen=True)
class RefusedWords:
    """Words that could not be kept, why, and the names under which they are sent again."""

    message: str
    name: str
    text: str
    others: tuple[tuple[str, str], ...] = ()
    kind: str | None = None  # of an answer; None for a reason
    kind_name: str = ""


@dataclass
class Kept:
    """What one post brought."""

    refused: list[RefusedWords] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@unsaved_input.keep_words
def save_words(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    kept = keep_typed_words(request, report)
    if kept.refused:
        return answer_refused_words(request, report, kept)
    if not kept.told:
        messages.info(request, "没有新写的说明或答复，原来的都没有变动。")
    return redirect(_get_place_of_button(request, report))


def keep_typed_words(request: HttpRequest, report: Report) -> Kept:
    """Every reason and answer that was typed is kept or comes back with why not; what was kept is told on the next page."""
    reasons = list(typed_words.list_reasons(request.POST, get_asked_finding(request)))
    kept = Kept()
    if reasons:
        refused = workflow.explain_each(report, reasons, by=get_person(request))
        kept.refused += describe_refused_reasons(refused)
        kept.told += _tell_reasons(reasons, [reason for reason, _ in refused])
    keep_typed_answers(request, report, kept)
    for sentence in kept.told:
        messages.success(request, sentence)
    return kept


def keep_typed_answers(request: HttpRequest, report: Report, kept: Kept) -> None:
    """The answers alone, added to what was kept of the post; those that were taken are told as one."""
    answers = list(typed_words.list_answers(request.POST))
    numbers = {each.item: parse_number(each.item, DIGITS_OF_ITEM) for each in answers}
    items = report.return_items.in_bulk([number for number in numbers.values() if number is not None]) if answers else {}
    places = []
    for each in answers:
        try:
            item = items.get(numbers[each.item] or 0)
            if item is None:
                raise Refused(GONE)
            workflow.answer(item, by=get_person(request), kind=each.kind, text=each.text)
            places.append(item.place_label)
        except Refused as refusal:
            kept.refused.append(_describe_refused_answer(each, str(refusal), request))
    if places:
        kept.told.append(events.ANSWER.describe_done(report, place="、".join(places)))


def get_asked_finding(request: HttpRequest) -> str:
    """The finding whose own button was pressed."""
    operation = request.POST.get(DO, "")
    return operation.removeprefix(EXPLAIN) if operation.startswith(EXPLAIN) else ""


def get_anchor(request: HttpRequest) -> str:
    """Where the pressed button stands on its page; "" for one that stands for the page."""
    operation = request.POST.get(DO, "")
    if operation.startswith(ANSWERING):
        return f"#item-{operation.removeprefix(ANSWERING)}"
    return f"#finding-{operation.removeprefix(EXPLAIN)}" if operation.startswith(EXPLAIN) else ""


def describe_refused_reasons(refused: Iterable[tuple[workflow.Reason, str]]) -> Iterator[RefusedWords]:
    for reason, why in refused:
        yield RefusedWords(why, typed_words.REASON + reason.key, reason.text, ((typed_words.SEEN + reason.key, reason.seen),))


def _describe_refused_answer(each: TypedAnswer, why: str, request: HttpRequest) -> RefusedWords:
    before = typed_words.ANSWERED + each.item
    others = ((before, request.POST.get(before, "")),)
    return RefusedWords(why, typed_words.ANSWER + each.item, each.text, others, each.kind, typed_words.KIND + each.item)


def answer_refused_words(request: HttpRequest, report: Report, kept: Kept) -> HttpResponse:
    """The words that were not kept, each with its sentence, ready to be put right and sent again; nothing else is on the page."""
    back = get_return_address(request, report)
    context = {
        "report": report,
        "refused": kept.refused,
        "back": back,
        "answers": Answer.choices,
        "action": reverse("words", args=[report.pk]),
    }
    return TemplateResponse(request, "reports/refused_words.html", context, status=422)


def list_other_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted beside the words."""
    return [pair for pair in unsaved_input.list_posted_pairs(request) if not pair[0].startswith(typed_words.PREFIXES)]


def _tell_reasons(reasons: list[Reason], refused: Iterable[workflow.Reason]) -> Iterator[str]:
    lost = {reason.key for reason in refused}
    given = [reason for reason in reasons if reason.key not in lost]
    for words, count in (("保存", sum(bool(reason.text) for reason in given)), ("删除", sum(not reason.text for reason in given))):
        if count:
            yield f"说明已{words}。" if count == 1 else f"{count} 条说明已{words}。"


def _get_place_of_button(request: HttpRequest, report: Report) -> str:
    return get_return_address(request, report).partition("#")[0] + get_anchor(request)
