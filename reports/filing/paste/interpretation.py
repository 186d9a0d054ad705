"""What a pasted block means on the page where it is pasted: the one place that decides it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from departments import clean_letters, describe_cleaning
from reports.domain import Document
from reports.filing.paste import block_parsing, list_marks, offers, receipt, unit_offers
from reports.filing.paste.cell_values import Reading, read_cell
from reports.filing.paste.layout import Table
from reports.filing.paste.line_choice import Choice, choose_lines
from reports.filing.paste.list_marks import Items
from reports.filing.paste.offers import Filled, Offer
from reports.filing.paste.placing import Placement, Target, place_sheet
from reports.filing.paste.receipt import Note, Outcome
from reports.filing.paste.sheet import Sheet, read_sheet


@dataclass(frozen=True)
class Paste:
    """A block and where it is pasted: line and column of the table, and what the page holds."""

    text: str
    start: tuple[int, int]
    typed: Mapping[str, str]  # by place
    over: bool = False


@dataclass(frozen=True)
class Answer:
    """What the page is to do, and what it was before."""

    notes: tuple[Note, ...]
    puts: Mapping[str, str]  # new values by place
    undo: Mapping[str, str]  # what stood there, of cells that there were
    new: tuple[str, ...] = ()  # keys of lines to add
    after: str = ""  # key of the line below which they come; "": at the end
    wrong: tuple[str, ...] = ()  # places that cannot be saved as they are
    offers: tuple[Offer, ...] = ()

    @property
    def text(self) -> str:
        return "，".join(note.text for note in self.notes)


def interpret_paste(table: Table, paste: Paste, last: Document | None = None) -> Answer:
    """Raises PasteRefused where the lines are more than the table may have."""
    lines = block_parsing.parse_block(paste.text)
    if table.make_line is not None:
        lines = [cells for cells in lines if not block_parsing.is_blank_line(cells)]
    sheet, items = _remove_list_marks(table, read_sheet(table, lines, paste.start[1]))
    choice = choose_lines(table, sheet, paste.start[0], paste.typed, over=paste.over)
    placement = place_sheet(sheet, choice, paste.typed)
    read = [(target, read_cell(target.cell.column, target.text)) for target in placement.targets]
    outcome = _sum_up(read, paste.typed)
    filled = [Filled(target.cell.place, target.cell.column, got.value) for target, got in read if got.value is not None]
    new = set(choice.new)
    conversion = unit_offers.offer_conversion(table, sheet, filled, paste.typed, last)
    return Answer(
        receipt.write_receipt(sheet, choice, placement, items, outcome),
        puts={cell.place: cell.value for cell in filled},
        undo={cell.place: paste.typed.get(cell.place, "") for cell in filled if cell.place.split(".")[1] not in new},
        new=choice.new,
        after=choice.after,
        wrong=tuple(target.cell.place for target, got in read if got.remark in ("unreadable", "whole")),
        offers=(*([conversion] if conversion else []), *_offer_changes(choice, placement, read)),
    )


def insert_prose(place: str, paste: Paste, selection: tuple[int, int]) -> Answer:
    """Paragraphs pasted among other words stay one text, where the cursor stands; a selection makes room for them."""
    before = paste.typed.get(place, "").replace("\r\n", "\n")
    start, end = sorted(min(max(at, 0), len(before)) for at in selection)
    cleaning = describe_cleaning([paste.text])
    notes = (Note("粘入一段文字"), *((Note(cleaning),) if cleaning else ()))
    return Answer(notes, {place: before[:start] + clean_letters(paste.text) + before[end:]}, {place: before})


def _remove_list_marks(table: Table, sheet: Sheet) -> tuple[Sheet, Items]:
    """Of the first column of words in a list."""
    column = next((at for at, to in enumerate(sheet.columns) if to is not None and table.columns[to].kind == "text"), None)
    if table.make_line is None or column is None or column in sheet.aside:
        return sheet, Items(())
    items = list_marks.remove_marks([cells[column] for cells in sheet.lines], closings=table.is_numbered)
    pairs = zip(sheet.lines, items.texts, strict=True)
    return replace(sheet, lines=tuple((*cells[:column], text, *cells[column + 1 :]) for cells, text in pairs)), items


def _sum_up(read: Sequence[tuple[Target, Reading]], typed: Mapping[str, str]) -> Outcome:
    put = [(target, got) for target, got in read if got.value is not None]
    stood = [(typed.get(target.cell.place, "").strip(), got.value) for target, got in put]
    return Outcome(
        filled=len(put),
        overwritten=sum(bool(before) and before != now for before, now in stood),
        remarks=Counter(got.remark for _, got in put),
        unknown=[(target.cell.column.label, target.text.strip()) for target, got in read if got.value is None],
        cleaning=describe_cleaning(target.text for target, _ in put if target.cell.column.kind == "text"),
    )


def _offer_changes(choice: Choice, placement: Placement, read: Sequence[tuple[Target, Reading]]) -> Iterator[Offer]:
    """What one click may change now."""
    yield from offers.offer_mark_changes(
        Filled(target.cell.place, target.cell.column, got.value) for target, got in read if got.value and got.remark == "unreadable"
    )
    if placement.blanks:
        yield Offer(f"把块中空白的 {len(placement.blanks)} 格清空", {cell.place: "" for cell in placement.blanks})
    if choice.collides:
        yield Offer("改为从光标所在的行起盖过原有内容", {}, over=True)
