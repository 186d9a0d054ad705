"""Built-in outlines load; a wrong one is told with file, line and place, everything at once."""

import re
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django.fixtures import Settings

from reports.domain.outlines import Mistake, Mistakes, count_section_numbers, list_entries, outline_loader
from reports.domain.outlines.outline_loader import UnknownOutline

TIANXIN = outline_loader.find_source("tianxin-2018")


def mistakes(text: str, outline_id: str = "tianxin-2018") -> tuple[Mistake, ...]:
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text(outline_id, text, TIANXIN.vocabulary)
    return found.value.mistakes


def injected(old: str, new: str) -> str:
    assert TIANXIN.text.count(old) >= 1, old
    return TIANXIN.text.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("outline_id", ["tianxin-2018", "daxiang-2021"])
def test_a_built_in_outline_loads_and_gives_every_section_a_number(outline_id: str) -> None:
    outline = outline_loader.load_outline(outline_id)
    assert outline.id == outline_id
    assert set(count_section_numbers(outline)) == set(list_entries(outline)) == set(outline.sections)


def test_an_outline_is_loaded_once_per_text() -> None:
    assert outline_loader.load_outline("tianxin-2018") is outline_loader.load_outline("tianxin-2018")


def test_facts_that_are_only_selected_come_complete_from_the_vocabulary() -> None:
    outline = outline_loader.load_outline("tianxin-2018")
    assert outline.fields["unit.superior"].hint == "直属于哪个机关，如：某区人民政府"
    assert outline.lists["suggestions"].answers == "problems"
    assert outline.grids["expenditure"].column_by_key["assets"].of == "final"


def test_an_unknown_outline_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownOutline, match="daxiang-2021、hunan-standard、tianxin-2018"):
        outline_loader.load_outline("nanyue-1999")


# What is written instead of what, the place where the mistake must be told, a word of the sentence, and the text that stands on the line.
INJECTED = [
    ('name = "天', 'nmae = "天', "nmae", "是不是想写“name”", "nmae ="),
    ("level = 1\n", "level = 5\n", "section.1.level", "只能是 1、2、3、4 之一", "level = 5"),
    ("level = 1\n", 'levle = 1\nhint = "提示"\n', "section.1.levle", "是不是想写“level”", "levle ="),
    ('{ key = "output" }', '{ key = "outptu" }', "text.4.key", "是不是想写“output”", '"outptu"'),
    ('{ key = "unit.funding" }', '{ key = "unit.funding", lable = "经费" }', "field.6.lable", "是不是想写“label”", "lable ="),
    ('fields = ["name", "final", "use", "organisation"]', 'fields = ["name", "finla"]', "list.7.fields.2", "是不是想写“final”", '"finla"'),
    ('"reception",\n', '"receptoin",\n', "grid.3.rows.3", "是不是想写“reception”", '"receptoin"'),
    ('table = "three_public"', 'table = "three_pubilc"', "section.7.show.1.table", "是不是想写“three_public”", "three_pubilc"),
    ('list = "key_tasks"', 'list = "key_task"', "section.2.show.4.list", "是不是想写“key_tasks”", 'list = "key_task"'),
    ('text = "rationality"', 'text = "reasonability"', "section.13.show.1.text", "没有“reasonability”", 'text = "reasonability"'),
    (
        "{expenditure.basic.final}万元，项目",
        "{expenditure.base.final}万元，项目",
        "section.3.show.1.sentence",
        "{near}",
        "expenditure.base",
    ),
    ("职责是{duties}。", "职责是{duties。", "section.2.show.2.sentence", "没有配对", "{duties。"),
    ("职责是{duties}。", "职责是{duties|big}。", "section.2.show.2.sentence", "格式“big”不存在", "duties|big"),
    ('item = "{post}{count}人"', 'item = "{post}{number}人"', "section.2.show.1.parts.leaders.item", "“number”不存在", "{number}"),
    ('each = "duties"', 'each = "dutys"', "section.2.show.2.parts.duties.each", "是不是想写“duties”", '"dutys"'),
    ("project.budget = expenditure", "project.budget = = expenditure", "section.8.show.1.parts.why.when", "不完整", "= = expenditure"),
    ('number = "一是"', 'number = "首先"', "section.2.show.4.number", "没有 一、1 或 ①", '"首先"'),
    ('each = "goals", number = "一是"', 'each = "goals", numbr = "一是"', "section.4.show.1.parts.goals.numbr", "“number”", "numbr ="),
    ("turn = true\ncorner", 'turn = "yes please"\ncorner', "section.6.show.1.turn", "应为 true 或 false", '"yes please"'),
    ('balance = "sum(functions.amount)', 'balance = "sum(functions.amuont)', "check.2.balance", "是不是想写“functions.amount”", "amuont"),
    ("parts = [] }]", 'parts = ["posts"] }]', "grid.1.rows.1.parts", "不存在的“posts”", '["posts"]'),
    ('id = "tianxin-2018"', 'id = "tianxin-2019"', "id", "与文件名“tianxin-2018”不一致", '"tianxin-2019"'),
]


@pytest.mark.parametrize(("old", "new", "place", "word", "on_line"), INJECTED, ids=[entry[2] for entry in INJECTED])
def test_a_mistake_is_told_at_its_line_and_place(old: str, new: str, place: str, word: str, on_line: str) -> None:
    text = injected(old, new)
    found = {mistake.place: mistake for mistake in mistakes(text)}
    expected = f"第 {line_of(text, on_line)} 行（{place}）"
    assert expected in found
    assert word.replace("{near}", "是不是想写“expenditure.") in found[expected].message
    assert found[expected].file == "tianxin-2018.toml"


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    text = TIANXIN.text
    once = [entry for entry in INJECTED if entry[2] not in ("section.1.levle", "section.2.show.2.sentence")]
    for old, new, *_ in once:
        text = text.replace(old, new, 1)
    told = {re.sub(r".*（(.*)）", r"\1", mistake.place) for mistake in mistakes(text)}
    assert {entry[2] for entry in once} - told == set()


def test_a_namespace_without_own_facts_is_no_mistake() -> None:
    text = injected("numbering =", 'namespace = "own"\nnumbering =')
    assert outline_loader.parse_outline_text("tianxin-2018", text, TIANXIN.vocabulary).namespace == "own"


@pytest.mark.parametrize(
    ("addition", "word"),
    [
        ('[[list]]\nkey = "duties"\n', "“duties”出现了不止一次"),
        ('[[list]]\nkey = "cs_a.b"\nlabel = "自设"\n', "字母开头"),
        ('[[list]]\nkey = "cs_a"\nlabel = "自设"\nfields = [{ key = "answers", label = "答" }]\n', "列不能叫“answers”"),
        ('[[list]]\nkey = "indicators"\nfields = [{ key = "weight", kind = "text" }]\n', "“weight”的 kind 由词汇表规定"),
        ('[[field]]\nkey = "cs_a"\nlabel = "自设"\nbuilt_in = true\n', "built_in"),
        ('[[text]]\nkey = "own_a"\nlabel = "自设"\n', "词汇表里没有文字“own_a”"),
        (
            '[[grid]]\nkey = "cs_g"\nlabel = "表"\n'
            'rows = [{ key = "a", label = "甲", formula = "b" }, { key = "b", label = "乙", formula = "a" }]\n'
            'columns = [{ key = "x", label = "丙" }]\n',
            "绕回了自己",
        ),
        (
            '[[grid]]\nkey = "cs_g"\nlabel = "表"\nrows = [{ key = "a", label = "{甲" }]\ncolumns = [{ key = "x", label = "丙" }]\n',
            "没有配对",
        ),
        (
            '[[grid]]\nkey = "cs_g"\nlabel = "表"\nrows = [{ key = "a", label = "甲" }, { key = "a", label = "乙" }]\ncolumns = []\n',
            "“a”出现了不止一次",
        ),
        ('[[section]]\nkey = "cs_s"\nlevel = 1\nshow = [{ sentence = "占{staff.total.posts|share}" }]\n', "合计行"),
        ('[[section]]\nkey = "cs_s"\nlevel = 1\nshow = [{ table = "staff", widths = [1.0] }]\n', "列宽"),
        ('[[section]]\nkey = "cs_s"\nlevel = 1\nshow = [{ note = "{nothing}" }]\n', "“nothing”不存在"),
        ('[[section]]\nkey = "cs_s"\nlevel = 1\nshow = [{ text = "output", note = "两样" }]\n', "现有 2 个"),
        ('[[check]]\nid = ["C01"]\ngrid = "staff"\n', "“id”"),
    ],
)
def test_what_would_only_fail_later_is_told_too(addition: str, word: str) -> None:
    head, mark, rest = TIANXIN.text.replace('id = "tianxin-2018"', 'id = "tianxin-2018"\nnamespace = "cs"').partition("[[section]]")
    blocks = re.sub(r"(?s)^(field|text) = \[.*?^\]\n", "", head, flags=re.MULTILINE) if addition.startswith(("[[field", "[[text")) else head
    found = mistakes(f"{blocks}{addition}\n{mark}{rest}")
    assert any(word in mistake.message for mistake in found), found


def test_defaults_that_lead_in_a_circle_are_told() -> None:
    text = injected('{ key = "unit.superior" }', '{ key = "unit.superior", default = "{unit.funding}" }')
    text = text.replace('{ key = "unit.funding" }', '{ key = "unit.funding", default = "{unit.superior}" }')
    assert [mistake.message for mistake in mistakes(text)] == ["“隶属”的 default 绕回了自己", "“经费形式”的 default 绕回了自己"]


def test_what_is_no_toml_is_told_with_line_and_column() -> None:
    (mistake,) = mistakes('id = "x"\nname = \n')
    assert mistake.place == "第 2 行第 8 列"


def test_an_outline_without_sections_is_told() -> None:
    found = mistakes('id = "x"\nname = "空"\ntitle = "题"\n', "x")
    assert [mistake.message for mistake in found] == ["提纲没有章节"]


def test_a_file_in_another_encoding_is_told(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "gbk.toml").write_bytes('name = "提纲"'.encode("gbk"))
    settings.PERFEVAL_OUTLINES = [tmp_path]
    with pytest.raises(Mistakes, match="UTF-8"):
        outline_loader.load_outline("gbk")


def test_the_folders_of_a_county_follow_the_setting_and_are_gone_with_it(tmp_path: Path) -> None:
    with override_settings(PERFEVAL_OUTLINES=[tmp_path]):
        named = outline_loader.list_outline_folders()
    with override_settings(PERFEVAL_OUTLINES=[]):
        unnamed = outline_loader.list_outline_folders()
    assert (named, unnamed) == ([outline_loader.HERE, tmp_path], [outline_loader.HERE])
