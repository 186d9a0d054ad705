"""How a reading went, in words: each doubt with place, quotation and reason, and one line of sums."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import places
from reports.domain.document import Document
from reports.domain.interchange.reading_part import ReadText
from reports.domain.text_import.text_pieces import Piece, PieceKind

LONGEST_QUOTE = 60
COMPLETE = "完整：原文的每一个字都有着落，没有存疑。"  # said only when nothing is doubtful or unplaced


def describe_pieces(document: Document, read: ReadText) -> Iterator[str]:
    doubts, unplaced = read.list_pieces(PieceKind.DOUBTFUL), read.list_pieces(PieceKind.UNPLACED)
    yield from (f"  存疑：{describe_piece(document, read, piece)}" for piece in doubts)
    yield from (f"  未能归位：{describe_piece(document, read, piece)}" for piece in unplaced)
    if not doubts and not unplaced:
        yield COMPLETE
    yield (
        f"归位 {read.count_letters(PieceKind.PLACED)} 字，固定文字 {read.count_letters(PieceKind.FIXED)} 字，"
        f"存疑 {len(doubts)} 处，未能归位 {len(unplaced)} 处"
    )


def describe_piece(document: Document, read: ReadText, piece: Piece) -> str:
    """第 3 行，部门职责：“办公室、业务股”（名称中有标点）."""
    quote = read.quote(piece)
    where = describe_where(document, piece)
    shown = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    return f"第 {find_line(read, piece)} 行{where and f'，{where}'}：“{shown}”（{piece.reason}）"


def find_line(read: ReadText, piece: Piece) -> int:
    """The line of the text on which the piece begins, counted from 1."""
    return read.text.count("\n", 0, piece.start) + 1


def describe_where(document: Document, piece: Piece) -> str:
    """The place in words; a row is called by its list: its own name may be what is doubtful. "" where there is none."""
    table = piece.place.partition(".")[0]
    place = f"table.{table}" if table in document.outline.lists else piece.place
    return places.label_place(document, place) if place else ""
