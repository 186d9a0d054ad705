"""What a PDF really draws: each glyph's font and number, and the characters that our font has it for; not what the text layer says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports.domain import typefaces

SHOWN = re.compile(r"(/\S+) [\d.]+ Tf|\[([^\]]*)\] ?TJ|(<[0-9a-fA-F]*>) ?Tj")


def list_glyphs(content: bytes) -> Iterator[tuple[str, int]]:
    """Font (GWFang) and glyph number, in the order of the paper."""
    for page in PdfReader(BytesIO(content)).pages:
        fonts = {name: str(font["/BaseFont"]).split("+")[1].replace("-", "") for name, font in page["/Resources"]["/Font"].items()}
        yield from _list_stream_glyphs(page.get_contents().get_data().decode("latin1"), fonts)


def _list_stream_glyphs(stream: str, fonts: dict[str, str]) -> Iterator[tuple[str, int]]:
    font = ""
    for match in SHOWN.finditer(stream):
        if match[1]:
            font = fonts[match[1]]
            continue
        for run in re.findall(r"<([0-9a-fA-F]+)>", match[2] or match[3]):
            yield from ((font, int(run[at : at + 4], 16)) for at in range(0, len(run), 4))


def read_drawn_text(content: bytes) -> list[str]:
    """For each glyph the characters that it may be, "" for a crossed box (glyph 0 or one without a character)."""
    return [_list_characters(font).get(number, "") for font, number in list_glyphs(content)]


@cache
def _list_characters(family: str) -> dict[int, str]:
    font = TTFont(typefaces.VENDORED / f"{family}.ttf")
    found: dict[int, str] = defaultdict(str)
    for code, name in font.getBestCmap().items():
        found[font.getGlyphID(name)] += chr(code)
    return found


def is_drawn_in_order(text: str, drawn: list[str]) -> bool:
    """Whether the letters of `text` are drawn one after the other; other glyphs, such as page numbers, may stand between."""
    glyphs = iter(drawn)
    return all(any(letter in glyph for glyph in glyphs) for letter in text)
