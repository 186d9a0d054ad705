"""读入与核对: a text read into a report. What is sure and what is doubtful are kept apart until a person has looked at both."""

from __future__ import annotations

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
from reports.domain.text_import.piece_answers import NOWHERE, YES, WrongPlace
from reports.domain.text_import.text_lines import squeeze
from reports.filing import drafts, read_changes, reading_origins
from reports.filing.drafts import locking
from reports.filing.reading_origins import ReadingRefused
from reports.filing.word_import import SourceText
from reports.models import Report, ReportReading

CLEANED = "读入时已{}，其余文字没有变化"
ASKED = (PieceKind.DOUBTFUL, PieceKind.UNPLACED)


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
    outline, current = report.outline.definition, drafts.load_document(report)
    revisions, told = reading_origins.check_origin(report, source)
    try:
        found = text_import.read_report_text(outline, clean_text(source.text))
    except text_import.Unreadable as refusal:
        raise ReadingRefused(str(refusal)) from refusal
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


def answer_pieces(report: Report, found: OpenReading, answers: Mapping[int, str], *, by: User) -> None:
    """Keeps the answers. Where the rest is in the report already, the last one writes what was doubtful. Raises ReadingRefused."""
    known = piece_answers.list_targets(report.outline.definition)
    wrong = [answer for answer in answers.values() if answer not in (YES, NOWHERE) and answer not in known]
    if wrong or set(answers) - set(found.questions):
        raise ReadingRefused("有一处选择已经不存在，请重新打开页面再选。")
    stored = found.stored
    stored.answers = {str(number): answer for number, answer in answers.items()}
    understood = understand(found, drafts.load_document(report) if stored.is_imported else None)
    with transaction.atomic(), audit.act_for(by):
        _lock(report, by)
        stored.is_settled = stored.is_imported and not found.unanswered
        if stored.is_settled:
            _write_whole(report, understood, by)
        stored.save(update_fields=["answers", "is_settled", "at"])


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
