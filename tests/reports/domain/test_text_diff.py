"""Two versions of a text, passage by passage."""

import pytest

from reports.domain import text_diff
from reports.domain.text_diff import Passage


def test_equal_texts_are_one_passage():
    assert text_diff.compare_texts("一句。两句。", "一句。两句。") == [Passage("same", "一句。两句。")]


def test_a_new_sentence_stands_between_those_that_stayed():
    assert text_diff.compare_texts("一句。三句。", "一句。两句。三句。") == [
        Passage("same", "一句。"),
        Passage("new", "两句。"),
        Passage("same", "三句。"),
    ]


def test_inside_a_sentence_only_the_letters_that_differ_are_marked():
    assert text_diff.compare_texts("全年支出478.9万元。", "全年支出487.9万元。")[0] == Passage("same", "全年支出4")


def test_a_sentence_that_was_written_anew_is_shown_whole():
    assert text_diff.compare_texts("资金专款专用。", "我局按月检查项目进度。") == [
        Passage("old", "资金专款专用。"),
        Passage("new", "我局按月检查项目进度。"),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("", "新的。"), ("旧的。", ""), ("", ""), ("一。\n二。", "一。二。"), ("甲。" * 3000, "乙。" * 3000)]
)
def test_both_versions_can_be_read_off_the_passages(old, new):
    found = text_diff.compare_texts(old, new)
    assert "".join(passage.text for passage in found if passage.kind != "new").replace("\n", "") == old.replace("\n", "")
    assert "".join(passage.text for passage in found if passage.kind != "old") == new
