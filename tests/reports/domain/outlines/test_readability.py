"""check_outlines says what prints well and cannot be read back."""

import pytest

from reports.domain.outlines import outline_loader, readability

OUTLINE = """
id = "odd-2025"
name = "提纲"
title = "{{unit.name}}{{year}}年度报告"
field = [{{ key = "year" }}, {{ key = "department" }}, {{ key = "unit.name" }}, {{ key = "unit.superior" }}]
list = [{{ key = "offices" }}, {{ key = "leaders" }}, {{ key = "problems" }}, {{ key = "functions" }}]
section = [{{ key = "one", level = 1, heading = "情况", show = [
  {{ sentence = "{sentence}", parts = {{ {part} }} }},
  {{ list = "problems" }}, {{ list = "offices" }}, {{ table = "leaders" }}, {{ table = "functions" }},
] }}]
"""


def warnings(sentence, part=""):
    text = OUTLINE.format(sentence=sentence, part=part)
    return list(
        readability.list_unreadable(
            outline_loader.parse_outline_text("odd-2025", text, outline_loader.find_source("daxiang-2021").vocabulary)
        )
    )


@pytest.mark.parametrize(
    ("sentence", "part", "words"),
    [
        ("{unit.superior}{unit.name}。", "", "{unit.superior}{unit.name} 紧挨着"),
        ("有{p}。", 'p = { each = "problems", join = "，" }', "句中也会有这个标点"),
        ("有{p}。", 'p = { each = "leaders", item = "{post}{count}人", join = "、" }', "{post}{count}人：名称以数字结尾"),
        ("有{p}。", 'p = { each = "functions", item = "{name}\\n{amount}万元", join = "；" }', "换行会丢失"),
        ("有{offices}。", 'offices = { each = "problems", join = "；" }', "与列表“offices”同名"),
    ],
)
def test_what_cannot_be_read_back_is_told_with_its_section(sentence, part, words):
    found = warnings(sentence, part)
    assert any(words in one for one in found)
    assert all(one.startswith("章节“情况”") for one in found)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("{unit.name}属于{unit.superior}。", ""),
        ("有{p}。", 'p = { each = "problems", join = "；" }'),
        ("有{p}。", 'p = { each = "problems", number = "一是", join = "，" }'),
        ("有{p}。", 'p = { each = "functions", item = "{name}{amount}万元", join = "、" }'),
        ("有{p}。", 'p = { each = "offices", item = "{name}", join = "、" }'),
    ],
)
def test_what_reads_back_well_is_not(sentence, part):
    assert warnings(sentence, part) == []


def test_wordings_and_a_sentence_exclude_each_other():
    text = OUTLINE.format(sentence="{year}年。", part="").replace(
        'sentence = "{year}年。"', 'sentence = "{year}年。", wordings = ["{year}年度。"]'
    )
    with pytest.raises(outline_loader.Mistakes, match="只能写一个"):
        outline_loader.parse_outline_text("odd-2025", text, outline_loader.find_source("daxiang-2021").vocabulary)


def test_outlines_without_the_new_settings_keep_their_hash():
    source = outline_loader.find_source("daxiang-2021")
    assert "wordings" not in source.text
    assert outline_loader.Source(source.text, source.vocabulary).sha256 == source.sha256
