"""How a reading went, in words: each doubt with place, quotation and reason, and one line of sums."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import places
from reports.domain.document import Document
from reports.domain.interchange.reading_part import ReadText
from reports.domain.text_import.file_notes import FileNote
from reports.domain.text_import.text_pieces import Piece, PieceKind

LONGEST_QUOTE = 60
COMPLETE = "完整：原文的每一个字都有着落，没有存疑。"  # said only when nothing is doubtful or unplaced


def describe_pieces(document: Document, read: ReadText) -> Iterator[str]:
    doubts, unplaced = read.list_pieces(PieceKind.DOUBTFUL), read.list_pieces(PieceKind.UNPLACED)
    yield from (f"  存疑：{describe_piece(document, read, piece)}" for piece in doubts)
    yield from (f"  未能归位：{describe_piece(document, read, piece)}" for piece in unplaced)
    yield from (f"  {'请核对' if note.is_taken else '没有读入'}：{describe_note(read, note)}" for note in read.file.notes)
    if not doubts and not unplaced and not read.file.notes:
        yield COMPLETE
    left_out = f"，文件中没有读入 {len(read.file.left_out)} 处" if read.file.notes else ""
    yield (
        f"归位 {read.count_letters(PieceKind.PLACED)} 字，固定文字 {read.count_letters(PieceKind.FIXED)} 字，"
        f"存疑 {len(doubts)} 处，未能归位 {len(unplaced)} 处{left_out}"
    )


def describe_piece(document: Document, read: ReadText, piece: Piece) -> str:
    """第 3 行，部门职责：“办公室、业务股”（名称中有标点）."""
    where = describe_where(document, piece)
    return f"{describe_line(read, find_line(read, piece))}{where and f'，{where}'}：“{_shorten(read.quote(piece))}”（{piece.reason}）"


def describe_note(read: ReadText, note: FileNote) -> str:
    """第 3 行：批注，没有读入：“请核对”."""
    line = f"{describe_line(read, note.line)}：" if note.line else ""
    return f"{line}{note.what}{note.quote and f'：“{_shorten(note.quote)}”'}"


def describe_line(read: ReadText, line: int) -> str:
    """第 12 行, and where in the file that is: 第 12 行（第 2 张表第 3 行）."""
    origin = read.file.origins.get(line, "")
    return f"第 {line} 行{origin and f'（{origin}）'}"


def _shorten(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"


def find_line(read: ReadText, piece: Piece) -> int:
    """The line of the text on which the piece begins, counted from 1."""
    return read.text.count("\n", 0, piece.start) + 1


def describe_where(document: Document, piece: Piece) -> str:
    """The place in words; a row is called by its list: its own name may be what is doubtful. "" where there is none."""
    table = piece.place.partition(".")[0]
    place = f"table.{table}" if table in document.outline.lists else piece.place
    return places.label_place(document, place) if place else ""
