"""Chinese marks in TOML, the commonest slip, are named with line and column; so is whatever else keeps a text from being TOML."""

import tomllib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.outlines import Mistakes
from reports.domain.outlines.toml_reading import find_chinese_marks, parse_toml


def refuse(text: str) -> list[str]:
    with pytest.raises(Mistakes) as refusal:
        parse_toml("a.toml", text)
    return [f"{mistake.place}：{mistake.message}" for mistake in refusal.value.mistakes]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = “a”", '第 1 行第 6 列：这里是中文引号 “ ，请改成英文引号 " （第 8 列的 ” 也是）'),
        ('a = 1\nname = "云亭”\n', '第 2 行第 11 列：文字以英文引号开头，却以中文引号 ” 结尾，请改成英文引号 "'),
        ('id ＝ "a"', "第 1 行第 4 列：这里是中文的 ＝ ，请改成英文的 ="),
        ('x = ["一"，"二"]', "第 1 行第 9 列：这里是中文的 ， ，请改成英文的逗号 ,"),
        ('x = ["一"、"二"]', "第 1 行第 9 列：这里是中文标点 、 ，请改成英文的 ,"),
        ("x = 【1]", "第 1 行第 5 列：这里是中文标点 【 ，请改成英文的 ["),
        ("x = ｛ a = 1 }", "第 1 行第 5 列：这里是中文的 ｛ ，请改成英文的 {"),
        ("x　= 1", "第 1 行第 2 列：这里是全角空格，请改成英文空格"),
        ("x\u200b = 1", "第 1 行第 2 列：这里有一个看不见的字符，请删去后重新输入"),
        ('t = """\n多行，“文字”\n"""\nx = １', "第 4 行第 5 列：这里是中文的 １ ，请改成英文的 1"),
        ("x = 1。", "第 1 行第 6 列：这里是中文标点 。 ，请删去，或者放进英文引号里"),
    ],
)
def test_a_chinese_mark_is_named_with_line_and_column(text: str, told: str) -> None:
    assert told in refuse(text)


def test_marks_in_texts_and_comments_are_no_slips() -> None:
    good = 'name = "云亭，“绩效”：（一）、。" # 说明，“注释”\nx = \'“”，\'\nt = """\n“，”\n"""\n'
    assert parse_toml("a.toml", good)["x"] == "“”，"
    assert list(find_chinese_marks(good)) == []


def test_every_mark_of_a_file_is_named_at_once_and_very_many_are_counted() -> None:
    assert len(refuse('a ＝ 1\nb = ["x"，"y"]\nc = “z”')) == 3
    assert refuse("\n".join(["a ＝ 1"] * 50))[-1] == "第 21 行第 3 列：从这里起还有 30 处中文标点或全角字符，请一并改正"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\na = 2", "这一项前面已经设置过"),
        ('a = "x\n', "文字没有在这一行结束"),
        ("a = [1 2]", "方括号 [ ] 没有成对"),
        ("a = yes", "等号后面的值不对"),
        ("a 1", "缺少等号 ="),
        ('a = "\\d"', "反斜线"),
        ("[a]\n[a]", "这个小标题前面已经有了"),
        ("a = {x = 1", "大括号 { } 没有成对"),
        ("a = 1 b = 2", "一行只能写一项设置"),
        ("a = " + "[" * 5000, "方括号"),
    ],
)
def test_other_slips_are_told_in_words(text: str, told: str) -> None:
    [said] = refuse(text)
    assert told in said or "套得太深" in said


@given(st.text(alphabet="ab=\"'[]{}#,\n \\“”‘’，＝、。１　", max_size=60))
def test_no_text_is_answered_in_english_or_with_a_crash(text: str) -> None:
    with suppress(Mistakes):
        assert parse_toml("a.toml", text) == tomllib.loads(text)
        return
    said = "".join(refuse(text))
    assert said
    assert not [word for word in ("at line", "Expected", "Invalid", "Illegal", "Un") if word in said]
