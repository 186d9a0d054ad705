"""A block pasted into a section: which table it lands in, asked of the page's post, and the box for those without JavaScript."""

from __future__ import annotations

from django.http import QueryDict

from departments import parse_number
from reports.domain import Document, Entry, Listing, list_entries
from reports.filing.forms.list_forms import list_answerable_rows, name_keys_input, name_paste_input
from reports.filing.paste import Answer, Paste, PasteRefused, insert_prose, interpret_paste
from reports.filing.paste.block_parsing import parse_block
from reports.filing.paste.grid_layout import build_grid_table
from reports.filing.paste.layout import Cell, Table
from reports.filing.paste.list_layout import build_list_table

# What the page posts beside what is typed: the block, where the cursor stands, what of the cell is selected, over filled rows or not.
BLOCK, AT, START, END, OVER = ":block", ":at", ":from", ":to", ":over"
DIGITS = 6  # of a place in a text


def interpret_posted_block(data: QueryDict, document: Document, last: Document | None, section: str) -> Answer:
    """Raises PasteRefused."""
    place = data.get(AT, "")
    selection = (_read_position(data, START), _read_position(data, END))
    if _is_narrative(document, section, place):
        return insert_prose(place, Paste(data.get(BLOCK, ""), (0, 0), _list_typed(data)), selection)
    table = _build_table(data, document, section, place.partition(".")[0])
    start = table.find_cell(place) if table else None
    cell = table.lines[start[0]].cells[start[1]] if table and start else None
    if table is None or start is None or cell is None or cell.column.kind == "fixed":
        raise PasteRefused("找不到光标所在的格，没有填入；请点一下要填的格，再粘贴一次。")
    paste = Paste(data.get(BLOCK, ""), start, _list_typed(data), over=data.get(OVER) == "1")
    return insert_prose(place, paste, selection) if is_prose(table, cell, paste.text) else interpret_paste(table, paste, last)


def _is_narrative(document: Document, section: str, place: str) -> bool:
    return any(entry.shape == "narrative" and place == f"narrative.{entry.key}" for entry in list_entries(document.outline)[section])


def is_prose(table: Table, cell: Cell, text: str) -> bool:
    """Paragraphs that land in one of several columns that are written in, where a text of several lines may stand.

    A choice beside the text (对应的问题) does not make a list of suggestions (建议) a table: there a line is a row.
    """
    typed = [column for column in table.columns if column.kind not in ("fixed", "choice")]
    return cell.column.long and len(typed) > 1 and all(len(cells) == 1 for cells in parse_block(text))


def append_pasted_rows(data: QueryDict, document: Document, listing: Listing) -> Answer:
    """The box's block below the filled rows; what finds no place stays in the box. Raises PasteRefused."""
    keys, box = data.getlist(name_keys_input(listing.key)), name_paste_input(listing.key)
    typed = _list_typed(data)
    kept = [key for key in keys if any(typed.get(f"{listing.key}.{key}.{field.key}", "").strip() for field in listing.fields)]
    table = build_list_table(document, listing, kept, list_answerable_rows(document, listing.answers, data))
    answer = interpret_paste(table, Paste(data.get(box, ""), (len(kept), 0), typed))
    data.setlist(name_keys_input(listing.key), [*kept, *answer.new])
    for place, value in answer.puts.items():
        data[place] = value
    data[box] = "\n".join(text for note in answer.notes for text in note.details)
    return answer


def _build_table(data: QueryDict, document: Document, section: str, key: str) -> Table | None:
    entry = next((entry for entry in list_entries(document.outline)[section] if entry.key == key), Entry("fields"))
    if entry.shape == "grid":
        return build_grid_table(document, entry, document.outline.sections[section])
    if entry.shape != "listing":
        return None
    listing = document.outline.lists[key]
    answerable = list_answerable_rows(document, listing.answers, data)
    return build_list_table(document, listing, data.getlist(name_keys_input(key)), answerable)


def _list_typed(data: QueryDict) -> dict[str, str]:
    return {name: str(data[name]) for name in data}


def _read_position(data: QueryDict, name: str) -> int:
    return parse_number(data.get(name, ""), DIGITS) or 0
