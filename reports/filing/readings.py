"""读入与核对: a text read into a report. What is sure and what is doubtful are kept apart until a person has looked at both."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from departments import audit, clean_text
from departments.models import User
from reports.domain import Document, interchange, text_import
from reports.domain.interchange import ReadText
from reports.domain.text_import import Piece, PieceKind, piece_answers
from reports.domain.text_import.headings import list_heading_targets, looks_like_heading
from reports.domain.text_import.piece_answers import NOWHERE, YES, WrongPlace
from reports.domain.text_import.text_pieces import count_letters_before
from reports.filing import drafts
from reports.filing.drafts import locking
from reports.models import Report, ReportReading

ASKED = (PieceKind.DOUBTFUL, PieceKind.UNPLACED)
SECTION = "section."  # an answer that says of which section the line is the heading


class Answered(enum.Enum):
    """What came of a person's answers."""

    OPEN = enum.auto()  # kept; doubts are left
    READ_AGAIN = enum.auto()  # the text was read again, with the headings as the person said
    SETTLED = enum.auto()  # the report has taken the text over


class ReadingRefused(Exception):
    """Nothing was changed; the message is for the person."""


@dataclass(frozen=True)
class OpenReading:
    """A stored reading with its parts parsed."""

    stored: ReportReading
    read: ReadText
    document: Document  # as read, doubtful facts included

    @property
    def questions(self) -> dict[int, Piece]:
        """The pieces a person has to answer, by number; doubts first."""
        asked = [(number, piece) for number, piece in enumerate(self.read.pieces) if piece.kind in ASKED]
        return dict(sorted(asked, key=lambda pair: (ASKED.index(pair[1].kind), pair[0])))

    @property
    def answers(self) -> dict[int, str]:
        return {int(number): answer for number, answer in self.stored.answers.items()}

    def may_be_heading(self, piece: Piece) -> bool:
        """Whether a person may say of which section the words are the heading."""
        return piece.place.startswith(SECTION) or (piece.kind is PieceKind.UNPLACED and looks_like_heading(self.read.quote(piece)))

    @property
    def unanswered(self) -> list[int]:
        """Doubts without an answer; what is unplaced may stay where it is."""
        return [number for number, piece in self.questions.items() if piece.kind is PieceKind.DOUBTFUL and number not in self.answers]


def start_reading(report: Report, text: str, *, source: str, by: User) -> OpenReading:
    """Reads the text through the report's own outline; nothing of it counts yet. Raises ReadingRefused."""
    found = _read_text(report, clean_text(text), {})
    if found.document.year != report.cycle.year:
        raise ReadingRefused(f"原文是 {found.document.year} 年度的，这份报告是 {report.cycle.year} 年度的，没有读入。")
    part = interchange.build_reading_dict(ReadText(found.text, found.pieces))
    return keep_reading(report, part, interchange.dump_document(found.document), source=source, by=by, is_imported=False)


def _read_text(report: Report, text: str, headings: Mapping[str, str]) -> text_import.Reading:
    try:
        return text_import.read_report_text(report.outline.definition, text, {int(at): key for at, key in headings.items()})
    except text_import.Unreadable as refusal:
        raise ReadingRefused(str(refusal)) from refusal


def keep_reading(
    report: Report, part: Mapping[str, object], content: str, *, source: str, by: User | None, is_imported: bool
) -> OpenReading:
    """Stores the reading in place of the one before."""
    values = {
        "source": source[:200],
        "text": part["text"],
        "pieces": part["pieces"],
        "content": interchange.parse_source(content),
        "answers": {},
        "headings": {},
        "is_imported": is_imported,
        "is_settled": False,
        "by": by,
    }
    with transaction.atomic():
        _lock(report, by)
        stored, _ = ReportReading.objects.update_or_create(report=report, defaults=values)
    return open_reading(report, stored)


def find_reading(report: Report) -> OpenReading | None:
    """The reading that waits for answers; None where there is none."""
    stored = ReportReading.objects.filter(report=report, is_settled=False).first()
    return open_reading(report, stored) if stored else None


def open_reading(report: Report, stored: ReportReading) -> OpenReading:
    read = interchange.parse_reading_dict({"text": stored.text, "pieces": stored.pieces})
    return OpenReading(stored, read, interchange.load_document(stored.content, report.outline.definition))


def leave_out_doubts(document: Document, read: ReadText) -> Document:
    """What is sure."""
    return piece_answers.leave_out(document, (piece.place for piece in read.list_pieces(PieceKind.DOUBTFUL) if piece.place))


def answer_pieces(report: Report, found: OpenReading, answers: Mapping[int, str], *, by: User) -> Answered:
    """Keeps the answers; when no doubt is left the report takes the text over. Raises ReadingRefused.

    What was said of a heading changes where all below it goes: the text is read again, and nothing is taken over yet.
    """
    _check_answers(report, found, answers)
    if headings := _list_chosen_headings(found, answers):
        _read_again(report, found, answers, headings, by)
        return Answered.READ_AGAIN
    stored = found.stored
    stored.answers = {str(number): answer for number, answer in answers.items()}
    with transaction.atomic(), audit.act_for(by):
        _lock(report, by)
        stored.is_settled = not found.unanswered
        if stored.is_settled:
            _write_answers(report, found, by)
        stored.save(update_fields=["answers", "is_settled", "at"])
    return Answered.SETTLED if stored.is_settled else Answered.OPEN


def _check_answers(report: Report, found: OpenReading, answers: Mapping[int, str]) -> None:
    """Raises ReadingRefused."""
    known = {YES, NOWHERE, *piece_answers.list_targets(report.outline.definition)}
    sections = {f"{SECTION}{key}" for key in list_heading_targets(report.outline.definition)}
    for number, answer in answers.items():
        piece = found.questions.get(number)
        if piece is None or answer not in (known | sections if found.may_be_heading(piece) else known):
            raise ReadingRefused("有一处选择已经不存在，请重新打开页面再选。")


def _list_chosen_headings(found: OpenReading, answers: Mapping[int, str]) -> dict[str, str]:
    """What the answers say of headings, as `ReportReading.headings` has it."""
    chosen = {}
    for number, answer in answers.items():
        piece = found.questions[number]
        is_none = answer == NOWHERE and piece.place.startswith(SECTION)
        if is_none or (answer.startswith(SECTION) and answer != piece.place):
            chosen[str(count_letters_before(found.read.text, piece.start))] = "" if is_none else answer.removeprefix(SECTION)
    return chosen


def _read_again(report: Report, found: OpenReading, answers: Mapping[int, str], headings: Mapping[str, str], by: User) -> None:
    """With the headings as the person said; answers to pieces that stay as they were are kept."""
    stored = found.stored
    chosen = {**stored.headings, **headings}
    again = _read_text(report, stored.text, chosen)
    said = {found.read.pieces[number]: answer for number, answer in answers.items()}
    stored.pieces = interchange.build_reading_dict(ReadText(again.text, again.pieces))["pieces"]
    stored.content = interchange.parse_source(interchange.dump_document(again.document))
    stored.answers = {str(number): said[piece] for number, piece in enumerate(again.pieces) if piece in said}
    stored.headings, stored.is_imported = chosen, False
    with transaction.atomic():
        _lock(report, by)
        stored.save(update_fields=["pieces", "content", "answers", "headings", "is_imported", "at"])


def _write_answers(report: Report, found: OpenReading, by: User) -> None:
    base = drafts.load_document(report) if found.stored.is_imported else leave_out_doubts(found.document, found.read)
    pieces = {number: (piece.place, found.read.quote(piece)) for number, piece in found.questions.items()}
    try:
        drafts.replace_report(report, piece_answers.apply_answers(base, found.document, pieces, found.answers), by=by)
    except WrongPlace as refusal:
        raise ReadingRefused(str(refusal)) from refusal
    except drafts.Unacceptable as refusal:
        raise ReadingRefused("\n".join(problem.message for problem in refusal.problems)) from refusal


def discard_reading(report: Report, *, by: User) -> None:
    with transaction.atomic():
        _lock(report, by)
        ReportReading.objects.filter(report=report, is_settled=False).delete()


def _lock(report: Report, by: User | None) -> None:
    try:
        locking.lock_for_writing(report, by)
    except drafts.SaveRefused as refusal:
        raise ReadingRefused(str(refusal.args[0])) from refusal
