"""Grids and lists as tables, fields as a form: cells with text, alignment and place."""

from __future__ import annotations

from reports.domain.document import Document, Row
from reports.domain.outlines import Block
from reports.domain.patterns import printing
from reports.domain.rendering import list_rows, sheet_tables
from reports.domain.rendering.page_blocks import Align, Cell, FormTable, Table
from reports.domain.shapes import Grid, GridLine, ListField, Listing

ABSENT = "–"  # a crossing that does not exist


def build_table(document: Document, block: Block) -> Table:
    grid = document.outline.grids.get(block.table)
    if grid is None:
        return _build_list_table(document, block, document.outline.lists[block.table])
    columns = [grid.column_by_key[key] for key in block.columns] if block.columns else list(grid.columns)
    rows = [grid.row_by_key[key] for key in block.rows] if block.rows else list(grid.rows)
    body, across = (columns, rows) if block.turn else (rows, columns)
    beside = (Cell(block.beside_label, "center", head=True),) * bool(block.beside)
    names = (Cell(document.fill(line.label), "center", head=True) for line in across if not line.heading)
    head = (Cell(block.corner, "center"), *names, *beside)
    return Table(
        place=f"table.{grid.key}",
        caption=document.fill(block.caption) if block.caption else "",
        unit=f"单位：{grid.unit}" if block.unit and grid.unit and not block.headless else "",
        head=() if block.headless else (head,),
        body=tuple(_build_grid_line(document, grid, line, across, block) for line in body),
        widths=block.widths,
        small=block.small,
        joined=block.joined or block.headless,
    )


def _build_grid_line(document: Document, grid: Grid, line: GridLine, across: list[GridLine], block: Block) -> tuple[Cell, ...]:
    label = Cell(document.fill(line.label), "left", head=True, indent=bool(line.of), place=f"{grid.key}.{line.key}")
    crossing = [other for other in across if not other.heading]
    if line.heading:
        return (Cell(label.text, "left", head=True, colspan=len(crossing) + 1 + bool(block.beside)),)
    crossed = [(other.key, line.key) if block.turn else (line.key, other.key) for other in crossing]
    words = _make_form_cell(document, block.beside[line.key]) if line.key in block.beside else Cell("")
    return (label, *(_make_grid_cell(document, grid, row, column) for row, column in crossed), *(words,) * bool(block.beside))


def _make_grid_cell(document: Document, grid: Grid, row: str, column: str) -> Cell:
    if not grid.has(row, column):
        return Cell(ABSENT, "center")
    figure = document.cell(grid.key, row, column)
    text = printing.format_table_figure(figure, grid.places_of(row, column), document.outline.trim)
    if figure.amount is not None and grid.unit_of(row, column) == "%":
        text += "%"
    align: Align = "right" if figure.amount is not None else "center"
    return Cell(text, align, place=f"{grid.key}.{row}.{column}")


def _build_list_table(document: Document, block: Block, listing: Listing) -> Table:
    fields = [field for key in block.columns if (field := listing.field(key))] or list(listing.fields)
    units = {field.unit for field in fields if field.kind == "number" and field.unit != list_rows.PERCENT}
    rows = [_build_list_row(document, listing.key, row, fields) for row in list_rows.fill_computed_rows(document, listing)]
    return Table(
        place=f"table.{listing.key}",
        caption=document.fill(block.caption) if block.caption else "",
        unit=f"单位：{units.pop()}" if block.unit and len(units) == 1 and not block.headless else "",
        head=() if block.headless else (tuple(Cell(field.label, "center", head=True) for field in fields),),
        body=(
            *list_rows.group_equal_cells(rows, [field.key in block.group for field in fields]),
            *list_rows.build_total_rows(document, listing, fields, block.total),
        ),
        widths=block.widths,
        small=block.small,
        joined=block.joined or block.headless,
    )


def _build_list_row(document: Document, key: str, row: Row, fields: list[ListField]) -> tuple[Cell, ...]:
    return tuple(_make_list_cell(document, f"{key}.{row.key}.{field.key}", row, field) for field in fields)


def _make_list_cell(document: Document, place: str, row: Row, field: ListField) -> Cell:
    if not field.is_figure:
        return Cell(row.text(field.key), "left", place=place)
    places = document.outline.places if field.kind == "number" else 0
    return list_rows.make_number_cell(document, row.figure(field.key), field, places, place)


def build_sheet_part(document: Document, block: Block) -> Table:
    """A table, facts side by side or a form, with what stands at its side."""
    if block.form:
        table = sheet_tables.make_form_rows(build_form_table(document, block), small=block.small, joined=block.joined)
    else:
        table = _build_row_table(document, block) if block.row else build_table(document, block)
    return sheet_tables.put_side_label(table, block.side) if block.side else table


def _build_row_table(document: Document, block: Block) -> Table:
    return Table(
        place="",
        caption=document.fill(block.caption) if block.caption else "",
        unit="",
        head=(tuple(Cell(label_fact(document, name), "center", head=True) for name in block.row),),
        body=(tuple(_make_form_cell(document, name) for name in block.row),),
        widths=block.widths or tuple(1 / len(block.row) for _ in block.row),
        small=block.small,
        joined=block.joined,
    )


def build_form_table(document: Document, block: Block) -> FormTable:
    """Any facts as label and value: fields, texts, lists joined, cells."""
    return FormTable(tuple((Cell(label_fact(document, name), "center", head=True), _make_form_cell(document, name)) for name in block.form))


def label_fact(document: Document, name: str) -> str:
    """What a fact is called in this outline."""
    outline = document.outline
    for known in (outline.fields, outline.texts, outline.lists):
        if name in known:
            return str(known[name].label)
    grid, row, column = name.split(".")
    lines = outline.grids[grid]
    return f"{document.fill(lines.row_by_key[row].label)}（{document.fill(lines.column_by_key[column].label)}）"


def _make_form_cell(document: Document, name: str) -> Cell:
    if name in document.outline.fields:
        return Cell(document.shown_field(name), place=name)
    if name in document.outline.texts:
        return Cell(document.text(name), place=f"narrative.{name}")
    if name in document.outline.lists:
        first = document.outline.lists[name].fields[0].key
        return Cell("\n".join(f"{at}. {row.text(first)}" for at, row in enumerate(document.rows(name), 1)), place=f"table.{name}")
    grid, row, column = name.split(".")
    return _make_grid_cell(document, document.outline.grids[grid], row, column)
