"""The fonts themselves, by their outlines: a text layer says ￥ whatever is drawn."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from reports.domain import typefaces

TEXT_FONTS = ("GWFang", "GWKai", "GWBiaoSong", "GWSans", "GWSerif")
SPACES = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ROWS = (bytes([row, cell]) for row in range(0xA1, 0xAA) for cell in range(0xA1, 0xFF))
GB2312 = [letter for pair in ROWS if (letter := pair.decode("gb2312", "ignore")) and letter not in SPACES]
# Α, А and Ａ look alike, as the Roman Ⅴ and the letter Ｖ do.
SYMBOLS = [letter for letter in GB2312 if unicodedata.category(letter)[0] not in "L" and unicodedata.category(letter) != "Nl"]


@cache
def open_font(name: str) -> TTFont:
    return TTFont(typefaces.VENDORED / f"{name}.ttf")


def draw(font: TTFont, letter: str) -> str:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(pen)
    return str(pen.value)


def measure(font: TTFont, letter: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in em."""
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(pen)
    left, bottom, right, top = (edge / font["head"].unitsPerEm for edge in pen.bounds)
    return left, bottom, right, top


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_every_character_of_gb2312_has_an_outline(name):
    known = open_font(name).getBestCmap()
    assert [letter for letter in GB2312 if ord(letter) not in known or draw(open_font(name), letter) == "[]"] == []


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_no_two_symbols_of_gb2312_share_an_outline(name):
    shapes = defaultdict(list)
    for letter in SYMBOLS:
        shapes[draw(open_font(name), letter)].append(letter)
    assert [letters for letters in shapes.values() if len(letters) > 1] == []
    others = {draw(open_font(name), letter) for letter in GB2312 if unicodedata.category(letter) not in ("Nl",) and letter not in SYMBOLS}
    assert [letters for shape, letters in shapes.items() if shape in others] == []


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_the_yuan_is_a_y_with_bars_in_the_middle_of_its_square(name):
    font = open_font(name)
    left, bottom, right, top = measure(font, "￥")
    narrow = measure(font, "¥")
    assert abs((left + right) / 2 - 0.5) < 0.06
    assert abs((top - bottom) - (narrow[3] - narrow[1])) < 0.12
    assert top - bottom < (measure(font, "＄")[3] - measure(font, "＄")[1])  # a dollar's bar sticks out at both ends


@pytest.mark.parametrize("name", TEXT_FONTS)
def test_the_overline_is_above_and_the_bar_and_wave_are_wide(name):
    font = open_font(name)
    assert measure(font, "￣")[1] > 0.6
    assert all(right - left > 0.7 for left, _, right, _ in (measure(font, letter) for letter in "￣―～"))


@pytest.mark.parametrize("file", typefaces.list_font_files(typefaces.VENDORED), ids=lambda file: file.stem)
def test_every_font_has_every_space(file):
    font = TTFont(file)
    known = font.getBestCmap()
    assert [f"{ord(space):X}" for space in SPACES if ord(space) not in known or draw(font, space) != "[]"] == []


def test_all_fonts_make_lines_of_one_height():
    fonts = [TTFont(file) for file in typefaces.list_font_files(typefaces.VENDORED)]
    shares = {(round(font["hhea"].ascent / font["head"].unitsPerEm, 2), round(font["hhea"].descent / font["head"].unitsPerEm, 2)) for font in fonts}
    assert shares == {(0.88, -0.12)}


def test_the_readme_names_every_font_and_every_licence():
    readme = (typefaces.VENDORED / "README.md").read_text(encoding="utf-8")
    files = [*typefaces.list_font_files(typefaces.VENDORED), *(typefaces.VENDORED / "licences").iterdir()]
    assert [file.name for file in files if file.name not in readme] == []
