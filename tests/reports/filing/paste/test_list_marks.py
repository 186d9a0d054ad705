"""What comes along with the items of a list."""

import pytest

from reports.filing.paste.list_marks import are_all_numbers, remove_marks


@pytest.mark.parametrize(
    "texts",
    [
        ["（一）收集；", "（二）整理；", "（三）利用。"],
        ["(1)收集；", "(2) 整理；", "(3) 利用。"],
        ["一、收集；", "二、整理；", "三、利用。"],
        ["1、收集", "2、整理", "3、利用"],
        ["1.收集", "2．整理", "3. 利用"],
        ["1）收集", "2）整理", "3）利用"],
        ["①收集", "②整理", "③利用"],
        ["一是收集；", "二是整理；", "三是利用。"],
        ["第一，收集", "第二，整理", "第三，利用"],
        ["（十）收集", "（十一）整理", "（十二）利用"],
    ],
)
def test_numbers_that_count_on_are_taken_off(texts):
    assert remove_marks(texts, closings=True).texts == ("收集", "整理", "利用")
    assert remove_marks(texts, closings=True).numbers == 3


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元用于建设",
        "2021年完成收集",
        "一是收集；二是整理",
        "三公经费下降",
        "一般公共服务",
        "十四五规划编制",
        "“双随机”抽查",
        "1",
        "（试行）办法",
    ],
)
def test_what_is_no_number_of_a_list_stays(text):
    assert remove_marks([text], closings=False).texts == (text,)
    assert remove_marks([text, "另一项"], closings=False).texts == (text, "另一项")


def test_a_number_alone_is_taken_off_where_it_can_be_nothing_else():
    assert remove_marks(["（三）收集档案；"], closings=True).texts == ("收集档案",)


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "\uf0d8", "■", "● ", "\uf06c\t", "➢ "])
def test_bullets_are_taken_off(bullet):
    items = remove_marks([f"{bullet}收集", f"{bullet}整理"], closings=False)
    assert (items.texts, items.bullets, items.numbers) == (("收集", "整理"), 2, 0)


def test_closing_marks_stay_where_the_paper_sets_none():
    items = remove_marks(["收集；", "整理。"], closings=False)
    assert (items.texts, items.closings) == (("收集；", "整理。"), 0)


@pytest.mark.parametrize(
    ("texts", "are"),
    [
        (["1", "2", "3"], True),
        (["（一）", "（二）"], True),
        (["1.", "2.", "3."], True),
        (["•", "•"], True),
        (["\uf0b7", "\uf0b7"], True),
        (["一、"], True),
        (["12"], False),
        (["1", "3"], False),
        (["2010101", "2010102"], False),
        (["收集", "2"], False),
        (["", ""], False),
    ],
)
def test_a_column_of_numbers_alone_is_known(texts, are):
    assert are_all_numbers(texts) is are
