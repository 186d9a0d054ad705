"""读入原文: the text on one side, what was understood on the other, doubts first; then section by section what it would change. Nothing
is written before the person says yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reports.domain import interchange
from reports.domain.rendering import change_texts
from reports.domain.rendering.change_texts import ChangeLine
from reports.domain.text_import import Piece, PieceKind, piece_answers
from reports.domain.text_import.headings import list_heading_targets
from reports.domain.text_import.piece_answers import NOWHERE, YES
from reports.filing import drafts, reading_sections, readings
from reports.filing.reading_origins import ReadingRefused
from reports.filing.reading_sections import Choice, SectionOffer
from reports.filing.readings import SECTION, Answered, OpenReading
from reports.models import Report
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views.overview import build_page_head
from reports.web.views.reading_forms import TextForm, read_choices
from reports.workflow import reading_acts
from reports.workflow.events import READ_IN

AGAIN = "again"  # of the address: the questions once more, though all of them are answered
LONGEST_QUOTE = 300  # letters of a passage shown beside its question; the whole of it stands in the text
Option = tuple[str, str]
Choices = tuple[tuple[str, tuple[Option, ...]], ...]  # each group by its head
OTHER_HEADING = "是另一节的标题（全文重新读一遍）"
READ_AGAIN = "已按您指定的标题把全文重新读了一遍，原文还没有写入报告。没有变化的各处，您的答复都还在；请核对其余各处，再保存一次。"


@dataclass(frozen=True)
class Question:
    """A piece that a person has to answer."""

    number: int
    kind: PieceKind
    where: str
    quote: str
    line: str
    reason: str
    answer: str
    choices: Choices

    @property
    def name(self) -> str:
        return f"piece-{self.number}"


@dataclass(frozen=True)
class Passage:
    """A piece as it stands in the text."""

    kind: str
    text: str
    number: int
    label: str


@dataclass(frozen=True)
class OfferedSection:
    """A section with what the text would change in it."""

    offer: SectionOffer
    changes: list[ChangeLine]
    is_taken: bool


@require_http_methods(["GET", "HEAD", "POST"])
def show_reading(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_report_or_404(request, pk)
    head = build_page_head(request, report)
    if not head["edits"]:
        messages.error(request, "现在不能修改这份报告，不能读入原文。")
        return redirect("report", pk)
    found = readings.find_reading(report)
    if request.method == "POST":
        return _take_post(request, report, found, head)
    return _show(request, report, found, head, TextForm())


def _take_post(request: HttpRequest, report: Report, found: OpenReading | None, head: dict[str, object]) -> HttpResponse:
    form = TextForm()
    try:
        if found is None:
            form = TextForm(request.POST, request.FILES)
            if form.is_valid():
                readings.start_reading(report, form.cleaned_data["source"], by=get_person(request))
                return redirect("reading", report.pk)
        elif "discard" in request.POST:
            readings.discard_reading(report, by=get_person(request))
            messages.success(request, "已放弃读入的原文，报告没有改动。")
            return redirect("reading", report.pk)
        elif "sections" in request.POST:
            return _take_sections(request, report, found)
        else:
            return _take_answers(request, report, found)
    except ReadingRefused as refusal:
        messages.error(request, str(refusal))
        form = TextForm(initial={"text": request.POST.get("text", "")}) if found is None else form
    except drafts.SaveRefused as refusal:
        messages.error(request, f"没有写入，报告没有改动。{_describe_refusal(request, refusal)}")
    return _show(request, report, readings.find_reading(report), head, form)


def _describe_refusal(request: HttpRequest, refusal: drafts.SaveRefused) -> str:
    return refusal.describe_for(get_person(request)) if isinstance(refusal, drafts.Stale) else str(refusal)


def _take_answers(request: HttpRequest, report: Report, found: OpenReading) -> HttpResponse:
    chosen = {number: request.POST.get(f"piece-{number}", "") for number in found.questions}
    answers = {number: answer for number, answer in chosen.items() if answer}
    match readings.answer_pieces(report, found, answers, by=get_person(request)):
        case Answered.SETTLED:
            messages.success(request, "原文已写入报告。请逐节看一遍，再送审。")
            return redirect("report", report.pk)
        case Answered.READ_AGAIN:
            messages.warning(request, READ_AGAIN)
        case Answered.OPEN if found.unanswered:
            messages.warning(request, f"答复已保存，还有 {len(found.unanswered)} 处存疑没有答复，原文还没有写入报告。")
    return redirect("reading", report.pk)


def _take_sections(request: HttpRequest, report: Report, found: OpenReading) -> HttpResponse:
    if found.unanswered:
        return redirect("reading", report.pk)
    taken = reading_acts.take_reading(report, found, read_choices(request), by=get_person(request))
    if taken.sections:
        messages.success(request, READ_IN.describe_done(report, taken=len(taken.sections)))
    if taken.left:
        messages.warning(request, f"没有采用的 {len(taken.left)} 节保持原样：{'、'.join(taken.left)}")
    return redirect("report", report.pk)


def _show(request: HttpRequest, report: Report, found: OpenReading | None, head: dict[str, object], form: TextForm) -> HttpResponse:
    if found is None:
        return TemplateResponse(request, "reports/reading_start.html", {**head, "form": form})
    sums = list(interchange.describe_pieces(found.document, found.read))[-1]
    notes = [interchange.describe_note(found.read, note) for note in found.read.file.notes]
    context = {**head, "found": found, "sums": sums, "notes": notes, "again": f"{reverse('reading', args=[report.pk])}?{AGAIN}"}
    if found.unanswered or found.stored.is_imported or AGAIN in request.GET:
        return TemplateResponse(request, "reports/reading/page.html", {**context, **_build_questions(found)})
    return TemplateResponse(request, "reports/reading_sections.html", {**context, **_build_sections(request, report, found)})


def _build_questions(found: OpenReading) -> dict[str, object]:
    questions = list(_iter_questions(found))
    return {
        "doubts": [one for one in questions if one.kind is PieceKind.DOUBTFUL],
        "unplaced": [one for one in questions if one.kind is PieceKind.UNPLACED],
        "passages": list(_iter_passages(found)),
        "understood": list(_iter_understood(found)),
    }


def _build_sections(request: HttpRequest, report: Report, found: OpenReading) -> dict[str, object]:
    """What is advised is ticked at first; after a refused save what the person had ticked."""
    posted: Mapping[str, Choice] | None = read_choices(request) if "sections" in request.POST else None
    offers = reading_sections.list_offers(report, found)
    ticked = {offer.name for offer in offers if offer.is_advised} if posted is None else posted
    shown = [OfferedSection(offer, _describe_changes(found, offer), offer.name in ticked) for offer in offers]
    return {"offered": shown, "unplaced": sum(piece.kind is PieceKind.UNPLACED for piece in found.questions.values())}


def _describe_changes(found: OpenReading, offer: SectionOffer) -> list[ChangeLine]:
    return [replace(line, anchor="") for line in change_texts.describe_changes(found.document, offer.changes)]


def _iter_questions(found: OpenReading) -> Iterator[Question]:
    targets = tuple(piece_answers.list_targets(found.document.outline).items())
    sections = tuple((f"{SECTION}{key}", label) for key, label in list_heading_targets(found.document.outline).items())
    for number, piece in found.questions.items():
        quote = found.read.quote(piece)
        yes = ((YES, "是，就放在这里"),) if piece.kind is PieceKind.DOUBTFUL else ()
        choices: Choices = (("", (*yes, (NOWHERE, "不放进报告"))), ("移到", targets))
        if piece.place.startswith(SECTION):
            choices = (("", ((YES, "是，就是这一节的标题"), (NOWHERE, "不是标题，是正文"))), (OTHER_HEADING, sections))
        elif found.may_be_heading(piece):
            choices = (*choices, (OTHER_HEADING, sections))
        answer = found.answers.get(number, "" if piece.kind is PieceKind.DOUBTFUL else NOWHERE)
        where = interchange.describe_where(found.document, piece)
        line = interchange.describe_line(found.read, interchange.find_line(found.read, piece))
        yield Question(number, piece.kind, where, quote[:LONGEST_QUOTE], line, piece.reason, answer, choices)


def _iter_passages(found: OpenReading) -> Iterator[Passage]:
    for number, piece in enumerate(found.read.pieces):
        where = interchange.describe_where(found.document, piece)
        label = f"{piece.kind.label}：{where}" if where else piece.kind.label
        yield Passage(piece.kind.value, found.read.text[piece.start : piece.end], number, label)


def _iter_understood(found: OpenReading) -> Iterator[tuple[str, list[str]]]:
    """What was understood without a doubt: each place with its words, in the order of the text."""

    def name(piece: Piece) -> str:
        return interchange.describe_where(found.document, piece)

    placed = [piece for piece in found.read.pieces if piece.kind is PieceKind.PLACED]
    for where, pieces in groupby(placed, name):
        yield where, [found.read.quote(piece) for piece in pieces]
