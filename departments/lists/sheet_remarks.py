"""What a person would not guess of a sheet from its lines alone: what was passed over, what was taken for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from departments.lists.columns import Column
from departments.lists.sheet_cells import Sheet

MOST_NAMED = 10


def iter_remarks(sheet: Sheet, head: int, places: Mapping[int, Column], columns: tuple[Column, ...]) -> Iterator[str]:
    """Sentences. `head`: row of the heads; `places`: the columns by their place."""
    told = sheet.told
    passed = [*(f"隐藏的“{name}”" for name in told["hidden_sheets"]), *(f"“{name}”" for name in told["other_sheets"])]
    if passed:
        yield f"读的是“{told['sheet']}”表；没有读：{enumerate_names(passed)}。"
    if above := [row for row in sheet.filled if row < head]:
        yield f"表头在第 {head} 行，它上面的第 {enumerate_names(above)} 行没有读。"
    headings = {at: sheet.get_cell(head, at, fills_down=True).text for at in sheet.places}
    yield from (f"“{headings[at]}”列按“{column.name}”读。" for at, column in places.items() if column.name not in headings[at])
    if others := [text for at, text in headings.items() if text and at not in places]:
        yield f"没有读这些列：{enumerate_names(others)}。"
    yield from (f"“{column.name}”列在 Excel 中是隐藏的，照样读了。" for at, column in places.items() if at in told["hidden_columns"])
    if absent := [column.name for column in columns if column not in places.values()]:
        yield f"表中没有{enumerate_names(absent)}列，已有的内容不变。"
    for at, column in places.items():
        spans = [f"{top}—{bottom}" for top, left, bottom, _ in told["merged"] if left == at and bottom > top > head]
        if spans and column.fills_down:
            yield f"“{column.name}”列合并的单元格（第 {enumerate_names(spans)} 行）算作其中每一行的。"


def enumerate_names(items: Iterable[Any]) -> str:
    named = [str(item) for item in items]
    more = f" 等 {len(named)} 个" if len(named) > MOST_NAMED else ""
    return "、".join(named[:MOST_NAMED]) + more
