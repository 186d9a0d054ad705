"""读入原文: the text on one side, what was understood on the other, doubts first; nothing counts before the person says yes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from reports.domain import interchange
from reports.domain.text_import import Piece, PieceKind, Unreadable, piece_answers
from reports.domain.text_import.headings import list_heading_targets
from reports.domain.text_import.piece_answers import NOWHERE, YES
from reports.domain.text_import.text_files import LARGEST, decode_text
from reports.filing import readings
from reports.filing.readings import SECTION, Answered, OpenReading, ReadingRefused
from reports.models import Report
from reports.web.request_helpers import get_person, get_report_or_404
from reports.web.views.overview import build_page_head

LONGEST_QUOTE = 300  # letters of a passage shown beside its question; the whole of it stands in the text
BOX = {"class": "form-control"}
Choice = tuple[str, str]
Choices = tuple[tuple[str, tuple[Choice, ...]], ...]  # each group by its head
OTHER_HEADING = "是另一节的标题（全文重新读一遍）"
READ_AGAIN = "已按您指定的标题把全文重新读了一遍，原文还没有写入报告。没有变化的各处，您的答复都还在；请核对其余各处，再保存一次。"


class TextForm(forms.Form):
    """The text, as a file or pasted."""

    file = forms.FileField(
        label="文本文件", required=False, help_text="以前的报告另存为 .txt 的文件，不超过 1 MB", widget=forms.FileInput(attrs=BOX)
    )
    text = forms.CharField(label="或者把全文粘贴在这里", required=False, strip=False, widget=forms.Textarea(attrs={**BOX, "rows": 12}))

    def clean(self) -> dict[str, str]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if file is None and not text.strip():
            raise forms.ValidationError("请选择文件，或粘贴全文。")
        if (file.size if file else len(text)) > LARGEST:
            raise forms.ValidationError("超过 1 MB，不是一份报告的文本。")
        try:
            return {"text": decode_text(file.read(), file.name) if file else text, "source": file.name if file else "粘贴的文字"}
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


@dataclass(frozen=True)
class Question:
    """A piece that a person has to answer."""

    number: int
    kind: PieceKind
    where: str
    quote: str
    line: int
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
    try:
        if found is not None and "discard" in request.POST:
            readings.discard_reading(report, by=get_person(request))
            messages.success(request, "已放弃读入的原文，报告没有改动。")
            return redirect("reading", report.pk)
        if found is not None:
            return _take_answers(request, report, found)
        form = TextForm(request.POST, request.FILES)
        if form.is_valid():
            readings.start_reading(report, form.cleaned_data["text"], source=form.cleaned_data["source"], by=get_person(request))
            return redirect("reading", report.pk)
    except ReadingRefused as refusal:
        messages.error(request, str(refusal))
        form = TextForm(initial={"text": request.POST.get("text", "")})
    return _show(request, report, readings.find_reading(report), head, form if found is None else TextForm())


def _take_answers(request: HttpRequest, report: Report, found: OpenReading) -> HttpResponse:
    chosen = {number: request.POST.get(f"piece-{number}", "") for number in found.questions}
    answers = {number: answer for number, answer in chosen.items() if answer}
    match readings.answer_pieces(report, found, answers, by=get_person(request)):
        case Answered.SETTLED:
            messages.success(request, "原文已写入报告。请逐节看一遍，再送审。")
            return redirect("report", report.pk)
        case Answered.READ_AGAIN:
            messages.warning(request, READ_AGAIN)
        case Answered.OPEN:
            messages.warning(request, f"答复已保存，还有 {len(found.unanswered)} 处存疑没有答复，原文还没有写入报告。")
    return redirect("reading", report.pk)


def _show(request: HttpRequest, report: Report, found: OpenReading | None, head: dict[str, object], form: TextForm) -> HttpResponse:
    if found is None:
        return TemplateResponse(request, "reports/reading_start.html", {**head, "form": form})
    questions = list(_iter_questions(found))
    context = {
        "found": found,
        "doubts": [one for one in questions if one.kind is PieceKind.DOUBTFUL],
        "unplaced": [one for one in questions if one.kind is PieceKind.UNPLACED],
        "passages": list(_iter_passages(found)),
        "understood": list(_iter_understood(found)),
        "sums": list(interchange.describe_pieces(found.document, found.read))[-1],
    }
    return TemplateResponse(request, "reports/reading/page.html", {**head, **context})


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
        line = interchange.find_line(found.read, piece)
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
