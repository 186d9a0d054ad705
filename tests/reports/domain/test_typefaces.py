"""Which characters can be printed, what is named, and what stands in for it."""

import pytest
from fontTools.ttLib import TTFont

from reports.domain import typefaces


def test_the_list_of_characters_is_that_of_the_fonts():
    fonts = [TTFont(file) for file in typefaces.list_font_files(typefaces.VENDORED)]
    codes = {code for font in fonts for code in font.getBestCmap()}
    assert set(typefaces._list_vendored_codes()) == codes


@pytest.mark.parametrize("text", ["㎞㎜㏑㉑✓✔☑☐▼❶⇒₂€", "￥￣―〓", "堃 犇\u00a0镕\u3000珺\u2003赟", "𠮷㛃䶮", "café", "一行\n\t又一行", ""])
def test_what_can_be_printed_stays_as_it_is(text):
    assert (typefaces.find_missing(text), typefaces.replace_missing(text)) == ([], text)


@pytest.mark.parametrize(
    ("text", "missing", "printed"),
    [
        ("👍好👍", ["👍"], "〓好〓"),
        ("甲\ue000乙", ["\ue000"], "甲〓乙"),
        ("图\ufffc", ["\ufffc"], "图〓"),
        ("\U0002ffff", ["\U0002ffff"], "〓"),
        ("ก", ["ก"], "〓"),
    ],
)
def test_what_no_font_has_is_named_once_and_stays_visible(text, missing, printed):
    assert (typefaces.find_missing(text), typefaces.replace_missing(text)) == (missing, printed)


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\ufe0f", "\U000e0100", "\u202e", "\u2066", "\u00ad", "\x07", "\ud800", "\u200d"])
def test_marks_without_a_form_leave_nothing_and_are_no_loss(mark):
    assert (typefaces.find_missing(f"甲{mark}乙"), typefaces.replace_missing(f"甲{mark}乙")) == ([], "甲乙")


def test_the_bullets_of_word_are_printed_as_ours():
    assert typefaces.find_missing("\uf0b7一\uf0a7二\uf0d8三\uf0fe") == []
    assert typefaces.replace_missing("\uf0b7一\uf0a7二\uf0d8三\uf0fe") == "•一▪二➢三☑"


def test_every_bullet_of_word_has_a_form_in_our_fonts():
    assert typefaces.find_missing("".join(map(chr, typefaces.WORD_BULLETS))) == []


def test_the_words_show_the_character_and_its_number():
    assert typefaces.describe_missing(["👍", "\ue000"]) == "“👍”（U+1F44D）、U+E000"
    assert typefaces.describe_missing(list("กขคงจฉ")).endswith(" 等 6 个字符")


def test_a_font_of_the_bureau_adds_its_characters(tmp_path, monkeypatch):
    font = TTFont(typefaces.VENDORED / "GWLatin.ttf")
    for table in font["cmap"].tables:
        table.cmap[ord("ก")] = font.getBestCmap()[ord("A")]
    font.save(tmp_path / "own.ttf")
    typefaces.load_characters.cache_clear()
    monkeypatch.setattr(typefaces, "_owned", (tmp_path,))
    try:
        assert typefaces.find_missing("ก👍") == ["👍"]
    finally:
        typefaces.load_characters.cache_clear()
