"""One spelling of a text, whatever it was copied from."""

import pytest

from departments.cleaning import clean_text, describe_cleaning


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("财政拨款12\x0b34万元", "财政拨款12\n34万元"),
        ("第一页\x0c第二页", "第一页\n第二页"),
        ("一\u2028二\u2029三\x85四\r\n五\r六", "一\n二\n三\n四\n五\n六"),
        ("\ufeff档\u200b案\u00ad馆\u2060", "档案馆"),
        ("\u202d3.2\u202c万元", "3.2万元"),
        ("\uf0b7收集\uf0a7整理\uf0d8利用\uf06c\uf0fc", "•收集•整理•利用••"),
        ("2020\x1e2023", "2020-2023"),
        ('"双随机"抽查', '"双随机"抽查'),
        ("  中\u3000间　", "中\u3000间"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_a_text_has_one_spelling(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
    assert clean_text(kept) == kept


def test_what_cleaning_changes_is_said_in_words() -> None:
    assert (
        describe_cleaning(["12\x0b34", "\uf0b7甲\u200b\u200b"])
        == "去掉 2 个看不见的字符，1 处软回车改为换行，1 个符号字体的项目符号改为“•”"
    )
    assert describe_cleaning(["甲\r\n乙", " 丙 "]) == ""
