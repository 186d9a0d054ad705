"""The right character on paper: by the glyph that is drawn, and said in the text layer alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.domain import typefaces
from reports.domain.rendering import pdf
from reports.domain.rendering.page_blocks import Cell, Paragraph, Table
from tests.reports.domain.rendering import builders
from tests.reports.domain.rendering.glyphs import is_drawn_in_order, read_drawn_text
from tests.reports.domain.rendering.measuring import text as text_layer

pytestmark = pytest.mark.slow("prints papers")

GB2312 = "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
UNUSUAL = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code) not in GB2312]
NAMES = UNUSUAL[:: len(UNUSUAL) // 490][:490] + list("㛃䶮𠮷𬭩㳘㬎䥑堃犇镕")
SYMBOLS = "㎞㎜㏑㉑✓✔☑☐☒▼❶⇒₂€▪➢◆●￥￣―～〓㎡℃①⑳Ⅻ㈠★※→"
EMOJI = ["👍", "😀", "❤️", "👨‍👩‍👧", "🇨🇳", "✅", "☑️", "⏰", "👍🏻"]
PRIVATE = ["\uf0b7", "\ue000", "\uf8ff", "\U000f0000", "\uf0fc"]


def print_text(*texts: str, heading: str = "一、概况", level: int = 1) -> bytes:
    page = builders.report(builders.section(level, heading, *builders.paragraphs(*texts)))
    return pdf.print_pdf(page, builders.SUBMISSION, builders.DATA)


def squeeze(value: str) -> str:
    return "".join(value.split())


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([GB2312[at : at + 1500] for at in range(0, len(GB2312), 1500)], id="all of GB 2312"),
        pytest.param(["、".join(NAMES)], id="500 rare names"),
        pytest.param(
            [" ".join(NAMES), "\u00a0".join(NAMES[:50]), "\u3000".join(NAMES[:50]), "\u2009".join(NAMES[:50])], id="spaces between"
        ),
        pytest.param([f"甲{each}乙" for each in SYMBOLS], id="symbols"),
        pytest.param([f"甲{each}乙" for each in EMOJI + PRIVATE], id="emoji and private use"),
        pytest.param(["合计50%\u3000其中3\u00a0%\u2003项"], id="wide spaces behind Latin"),
    ],
)
def test_what_is_drawn_and_what_is_said_is_the_text_with_a_mark_for_what_no_font_has(texts):
    content = print_text(*texts)
    expected = squeeze("".join(map(typefaces.replace_missing, texts)))
    drawn = read_drawn_text(content)
    assert "" not in drawn
    assert is_drawn_in_order(expected, drawn)
    assert not set(expected) - set(squeeze(text_layer(content)))


@pytest.mark.parametrize("letter", "￥㎞✔☑堃𠮷㛃€▼〓")
def test_title_headings_text_and_tables_draw_it(letter):
    row = (Cell(f"{letter}甲", head=True), Cell(f"1{letter}2"))
    table = Table("t", f"表{letter}", "单位：万元", builders.heads("项目", f"{letter}数"), (row,))
    blocks = (Paragraph(f"某{letter}某"), table)
    parts = [builders.section(level, f"{number}某{letter}某", *blocks) for level, number in enumerate("一二三", 1)]
    page = replace(builders.report(*parts), title=f"云溪县{letter}报告")
    drawn = read_drawn_text(pdf.print_pdf(page, builders.DRAFT, builders.DATA))
    assert "" not in drawn
    assert sum(letter in glyph for glyph in drawn) == 1 + 3 * (1 + 1 + 1 + 3)


def test_the_mark_for_a_missing_character_is_seen_and_copied():
    content = print_text("张\ue123同志")
    assert "张〓同志" in squeeze(text_layer(content))
    assert is_drawn_in_order("张〓同志", read_drawn_text(content))
