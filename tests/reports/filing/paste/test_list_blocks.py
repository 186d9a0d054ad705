"""A block pasted into a list."""

import pytest

from reports.filing.paste import PasteRefused
from tests.reports.filing.paste.builders import HUNAN, details, offered, paste_list, put

FILLED = {"duties.a.text": "收集档案", "duties.b.text": "提供查阅"}


@pytest.mark.parametrize("block", ["（一）收集；\n（二）整理。\n", "1.\t收集\n2.\t整理\n", "一是收集；\n二是整理；\n", "①收集\n②整理\n"])
def test_numbers_that_the_paper_prints_itself_are_taken_off(block):
    answer = paste_list(block)
    assert put(answer) == {"a.text": "收集", "new1.text": "整理"}
    assert "去掉 2 个编号" in answer.text


def test_soft_breaks_stay_breaks_and_symbol_bullets_go():
    answer = paste_list("\uf0b7收集12\x0b34件；\n\uf0b7整理；\n")
    assert put(answer) == {"a.text": "收集12\n34件", "new1.text": "整理"}
    assert answer.text == "填入 2 格（新增 1 行），去掉 2 个项目符号，去掉 2 个句末标点（打印时自动加上），1 处软回车改为换行"


def test_bullets_within_a_text_become_bullets_of_every_font():
    answer = paste_list("收集\x0b\uf0b7甲\x0b\uf0a7乙\n整理\n")
    assert put(answer)["a.text"] == "收集\n•甲\n•乙"
    assert "2 个符号字体的项目符号改为“•”" in answer.text


def test_lines_pasted_into_a_filled_row_go_below_it():
    answer = paste_list("编写\n开放\n", keys=("a", "b"), typed=FILLED)
    assert put(answer) == {"new1.text": "编写", "new2.text": "开放"}
    assert (answer.after, answer.undo) == ("a", {})
    assert [offer.over for offer in answer.offers] == [True]


def test_blank_rows_are_filled_first_and_the_rest_comes_below_them():
    answer = paste_list("编写\n开放\n保护\n", keys=("a", "b", "c"), at=(1, 0), typed={"duties.a.text": "甲", "duties.c.text": "丙"})
    assert put(answer) == {"b.text": "编写", "new1.text": "开放", "new2.text": "保护"}
    assert answer.after == "b"


def test_a_column_of_amounts_goes_beside_names_that_are_there():
    typed = {"functions.a.name": "教育", "functions.b.name": "卫生"}
    answer = paste_list("330.55\n48.34\n12\n", keys=("a", "b"), at=(0, 1), key="functions", typed=typed)
    assert put(answer) == {"a.amount": "330.55", "b.amount": "48.34", "new1.amount": "12"}


def test_over_filled_rows_only_when_asked():
    answer = paste_list("编写\n开放\n保护\n", keys=("a", "b"), typed=FILLED, over=True)
    assert put(answer) == {"a.text": "编写", "b.text": "开放", "new1.text": "保护"}
    assert answer.undo == FILLED


def test_heads_place_columns_and_what_has_none_is_listed():
    block = "序号\t项目名称\t备注\t决算数（万元）\n1\t甲\t好\t3\n2\t乙\t\t4\n合计\t\t\t7\n"
    answer = paste_list(block, key="projects")
    assert put(answer) == {"a.name": "甲", "a.final": "3", "new1.name": "乙", "new1.final": "4"}
    assert details(answer) == {"第 3 列“备注”没有位置": ("好",), "合计行没有填入": ("合计　7",)}


def test_a_choice_that_does_not_exist_is_shown_and_other_spellings_are_known():
    block = "一级指标\t符号\n产出\t>=\n效益\t约\n满意度\t＝\n"
    answer = paste_list(block, key="indicators", outline=HUNAN)
    assert [value for place, value in put(answer).items() if place.endswith("sign")] == ["≥", "="]
    assert details(answer) == {"1 格没有这个选项，没有填入": ("符号：约",)}


def test_a_suggestion_names_its_problem_by_words_or_number():
    answerable = [("", "未指明"), ("p1", "1. 人员不足"), ("p2", "2. 预算编制不细")]
    answer = paste_list("增加人员\t人员不足\n细化预算\t2\n培训\t没有的\n", key="suggestions", answerable=answerable)
    assert put(answer) == {"a.text": "增加人员", "a.answers": "p1", "new1.text": "细化预算", "new1.answers": "p2", "new2.text": "培训"}
    assert details(answer) == {"1 格没有这个选项，没有填入": ("对应的存在的主要问题：没有的",)}


def test_given_words_of_a_list_with_rows_of_its_own_say_which_row_is_meant():
    rows = paste_list("", keys=(), key="scoring", outline=HUNAN)
    assert rows.text == "没有填入任何一格"
    block = "三级指标\t得分\n三公经费变动率\t3\n在职人员控制率\t4\n没有的指标\t5\n"
    answer = paste_list(block, keys=(), at=(0, 6), key="scoring", outline=HUNAN)
    assert len(put(answer)) == 2
    assert list(details(answer)) == ["“没有的指标”行没有位置"]


def test_more_rows_than_a_list_may_have_are_refused_whole():
    with pytest.raises(PasteRefused, match="最多 1,000 行，已有 1 行，粘贴的 1,200 行放不下，没有粘入任何一行"):
        paste_list("行\n" * 1200)


def test_pasting_the_same_block_once_more_changes_nothing():
    answer = paste_list("收集档案\n提供查阅\n", keys=("a", "b"), typed=FILLED)
    assert (answer.puts, answer.new, offered(answer)) == (FILLED, (), {})
