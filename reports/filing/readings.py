"""读入与核对: a text read into a report. What is sure and what is doubtful are kept apart until a person has looked at both."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from departments import audit, clean_text
from departments.models import User
from reports.domain import Document, Outline, interchange, text_import
from reports.domain.interchange import ReadText
from reports.domain.text_import import Piece, PieceKind, piece_answers
from reports.domain.text_import.file_notes import FileNote
from reports.domain.text_import.headings import list_heading_targets, looks_like_heading
from reports.domain.text_import.piece_answers import NOWHERE, YES, WrongPlace
from reports.domain.text_import.text_lines import squeeze
from reports.domain.text_import.text_pieces import count_letters_before
from reports.filing import drafts, read_changes, reading_origins
from reports.filing.drafts import locking
from reports.filing.reading_origins import ReadingRefused
from reports.filing.word_import import SourceText
from reports.models import Report, ReportReading

CLEANED = "读入时已{}，其余文字没有变化"
ASKED = (PieceKind.DOUBTFUL, PieceKind.UNPLACED)
SECTION = "section."  # an answer that says of which section the line is the heading


class Answered(enum.Enum):
    """What came of a person's answers."""

    OPEN = enum.auto()  # kept; doubts are left, or the sections are to be chosen
    READ_AGAIN = enum.auto()  # the text was read again, with the headings as the person said
    SETTLED = enum.auto()  # the report has taken over what was doubtful


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
    def is_last_year(self) -> bool:
        """The paper is last year's: none of its amounts is taken."""
        return self.document.year != self.stored.report.cycle.year

    @property
    def unanswered(self) -> list[int]:
        """Doubts without an answer; what is unplaced may stay where it is."""
        return [number for number, piece in self.questions.items() if piece.kind is PieceKind.DOUBTFUL and number not in self.answers]


def start_reading(report: Report, source: SourceText, *, by: User) -> OpenReading:
    """Reads the text through the report's own outline; nothing of it counts yet. Raises ReadingRefused."""
    current = drafts.load_document(report)
    revisions, told = reading_origins.check_origin(report, source)
    found = _read_text(report, clean_text(source.text), {})
    if found.document.year not in (report.cycle.year, report.cycle.year - 1):
        raise ReadingRefused(f"原文是 {found.document.year} 年度的，这份报告是 {report.cycle.year} 年度的，没有读入。")
    told += reading_origins.describe_mismatches(found.document, current)
    if source.cleaning:
        told += (FileNote(CLEANED.format(source.cleaning), is_taken=True),)
    file = replace(source.file, notes=(*told, *source.file.notes))
    read = ReadText(found.text, found.pieces, file)
    part = interchange.build_reading_dict(read)
    known = _answer_known(read, current, is_last_year=found.document.year != report.cycle.year)
    content = interchange.dump_document(found.document)
    return keep_reading(report, part, content, source=source.name, by=by, is_imported=False, revisions=revisions, answers=known)


def _read_text(report: Report, text: str, headings: Mapping[str, str]) -> text_import.Reading:
    try:
        return text_import.read_report_text(report.outline.definition, text, {int(at): key for at, key in headings.items()})
    except text_import.Unreadable as refusal:
        raise ReadingRefused(str(refusal)) from refusal


def _answer_known(read: ReadText, current: Document, *, is_last_year: bool) -> dict[int, str]:
    """Answers that nobody has to give: a doubt that the report's own print has as well, and what last year's paper may not bring along."""
    if is_last_year:
        doubts = enumerate(read.pieces)
        return {at: NOWHERE for at, piece in doubts if piece.kind is PieceKind.DOUBTFUL and _is_cell(current.outline, piece.place)}
    own = read_changes.read_own_print(current)
    known = Counter((squeeze(own.text[piece.start : piece.end]), piece.reason) for piece in own.doubts)
    answers = {}
    for at, piece in enumerate(read.pieces):
        words = (squeeze(read.quote(piece)), piece.reason)
        if piece.kind is PieceKind.DOUBTFUL and known[words]:
            known[words] -= 1
            answers[at] = YES
    return answers


def _is_cell(outline: Outline, place: str) -> bool:
    """An amount of a table, which last year's paper never brings along."""
    return place.partition(".")[0] in outline.grids and place not in outline.fields


def keep_reading(  # noqa: PLR0913 - what a reading is, each by its name
    report: Report,
    part: Mapping[str, object],
    content: str,
    *,
    source: str,
    by: User | None,
    is_imported: bool,
    revisions: Mapping[str, int] | None = None,
    answers: Mapping[int, str] | None = None,
) -> OpenReading:
    """Stores the reading in place of the one before. `revisions`: of the sections that it was written from, else as they are now."""
    values = {
        "source": source[:200],
        "text": part["text"],
        "pieces": part["pieces"],
        "notes": part.get("notes", []),
        "origins": part.get("origins", {}),
        "content": interchange.parse_source(content),
        "answers": {str(number): answer for number, answer in (answers or {}).items()},
        "headings": {},
        "is_imported": is_imported,
        "is_settled": False,
        "by": by,
    }
    with transaction.atomic():
        _lock(report, by)
        values["revisions"] = drafts.list_section_revisions(report) if revisions is None else revisions
        stored, _ = ReportReading.objects.update_or_create(report=report, defaults=values)
    return open_reading(report, stored)


def find_reading(report: Report) -> OpenReading | None:
    """The reading that waits for answers; None where there is none."""
    stored = ReportReading.objects.filter(report=report, is_settled=False).first()
    return open_reading(report, stored) if stored else None


def open_reading(report: Report, stored: ReportReading) -> OpenReading:
    part = {"text": stored.text, "pieces": stored.pieces, "notes": stored.notes, "origins": stored.origins}
    read = interchange.parse_reading_dict(part)
    stored.report = report
    return OpenReading(stored, read, interchange.load_document(stored.content, report.outline.definition))


def leave_out_doubts(document: Document, read: ReadText) -> Document:
    """What is sure."""
    return piece_answers.leave_out(document, (piece.place for piece in read.list_pieces(PieceKind.DOUBTFUL) if piece.place))


def answer_pieces(report: Report, found: OpenReading, answers: Mapping[int, str], *, by: User) -> Answered:
    """Keeps the answers. Where the rest is in the report already, the last one writes what was doubtful. Raises ReadingRefused.

    What was said of a heading changes where all below it goes: the text is read again, and nothing is taken over yet.
    """
    _check_answers(report, found, answers)
    if headings := _list_chosen_headings(found, answers):
        _read_again(report, found, answers, headings, by)
        return Answered.READ_AGAIN
    stored = found.stored
    stored.answers = {str(number): answer for number, answer in answers.items()}
    understood = understand(found, drafts.load_document(report) if stored.is_imported else None)
    with transaction.atomic(), audit.act_for(by):
        _lock(report, by)
        stored.is_settled = stored.is_imported and not found.unanswered
        if stored.is_settled:
            _write_whole(report, understood, by)
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


def understand(found: OpenReading, base: Document | None = None) -> Document:
    """What the text says, with the answers; into `base`, else into what is sure. Raises ReadingRefused."""
    sure = leave_out_doubts(found.document, found.read) if base is None else base
    pieces = {number: (piece.place, found.read.quote(piece)) for number, piece in found.questions.items()}
    try:
        return piece_answers.apply_answers(sure, found.document, pieces, found.answers)
    except WrongPlace as refusal:
        raise ReadingRefused(str(refusal)) from refusal


def _write_whole(report: Report, document: Document, by: User) -> None:
    try:
        drafts.replace_report(report, document, by=by)
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
