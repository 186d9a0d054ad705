"""Parts of one ruled sheet (一张表): facts side by side, a label at the side of a part, words beside rows of money."""

from __future__ import annotations

from dataclasses import replace

from reports.domain.rendering.page_blocks import Cell, FormTable, Table

SIDE = 0.07  # of the width: four letters above one another


def put_side_label(table: Table, label: str) -> Table:
    """The table with one cell at its side over all its rows, the head's too: a cell of the head cannot reach into the body."""
    rows = (*table.head, *table.body)
    if not rows:
        return table
    first = (Cell(label, "center", head=True, rowspan=len(rows)), *rows[0])
    widths = (SIDE, *(share * (1 - SIDE) for share in table.shares))
    return replace(table, head=(), body=(first, *rows[1:]), widths=widths)


def make_form_rows(form: FormTable, *, small: bool, joined: bool) -> Table:
    """A form as rows of the sheet."""
    return Table(place="", caption="", unit="", head=(), body=form.rows, small=small, joined=joined)
