"""Lines flush on both sides: WeasyPrint 70 stretches spaces only, and Chinese has none.

Two functions of WeasyPrint are replaced: the one that counts where a line can stretch, and the one that hands a
line's text and spacing to Pango. Latin text keeps WeasyPrint's own way. The WeasyPrint version is pinned for this,
and tests/reports/domain/rendering/test_justify.py measures the lines.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

# Letters that may move apart: Han, kana, full-width forms, Chinese marks, curly quotes, circled numbers.
# Not the dash — and the ellipsis …, which come in pairs and must stay joined.
STRETCHABLE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2460-\u24ff\U00020000-\U0003ffff \u00a0]+")
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

_count_spaces = inline.count_expandable_spaces
_set_text = line_break.Layout.set_text


def install_justification() -> None:
    """Make WeasyPrint justify Chinese. Safe to call twice."""
    inline.count_expandable_spaces = count_gaps
    line_break.Layout.set_text = set_text


def count_stretchable_gaps(text: str) -> float:
    """How many gaps of `text` can stretch; one at the edge of the text counts half, as Pango spreads it."""
    total = 0.0
    for run in STRETCHABLE.finditer(text):
        total += len(run.group())
        total -= (run.start() == 0) / 2 + (run.end() == len(text)) / 2
    return total


def count_gaps(box: Any) -> float:
    """Stretchable gaps of a line box, in place of WeasyPrint's count of spaces."""
    if isinstance(box, boxes.TextBox):
        return count_stretchable_gaps(box.text) if CHINESE.search(box.text) else float(_count_spaces(box))
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(count_gaps(child) for child in box.children)
    return 0


def set_text(layout: Any, text: str, justify: bool = False) -> None:
    """Give `text` to Pango; when a Chinese line is justified, spread its letters by the line's share."""
    spread = layout.justification_spacing
    if not (justify and spread and CHINESE.search(text)):
        _set_text(layout, text, justify)
        return
    layout.justification_spacing = 0
    try:
        _set_text(layout, text, justify)
    finally:
        layout.justification_spacing = spread
    _set_letter_spacing(layout, spread)


def _set_letter_spacing(layout: Any, spread: float) -> None:
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    letter_spacing = layout.style["letter_spacing"]
    own = 0 if letter_spacing == "normal" else letter_spacing
    units = int((spread + own) * TO_UNITS)
    for run in STRETCHABLE.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(units)
        # Pango counts bytes of UTF-8.
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = attribute.start_index + len(run.group().encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
