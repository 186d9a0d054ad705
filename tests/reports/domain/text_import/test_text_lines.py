"""Debris of word processors goes, everything that says something stays."""

from reports.domain.text_import import text_lines
from reports.domain.text_import.text_lines import TextLine


def texts(text):
    return [line.text for line in text_lines.split_text_lines(text)]


def test_a_bookmark_is_kept_beside_its_line():
    assert text_lines.split_text_lines("[bookmark: _GoBack]某单位。") == (TextLine("某单位。", ("某单位。",), ("[bookmark: _GoBack]",)),)


def test_bookmarks_blanks_and_empty_lines_go():
    assert texts('[bookmark: _GoBack,name="_GoBack"]某单位。  \r\n\r\n\u3000\u3000　第二段。\u200b\n') == ["某单位。", "第二段。"]


def test_other_brackets_are_text():
    assert texts("[附件] 文〔2024〕1号") == ["[附件] 文〔2024〕1号"]


def test_a_line_of_a_tab_alone_is_an_empty_cell():
    assert text_lines.split_text_lines("\t甲\n\t\n\n\t0") == (TextLine("甲", ("甲",)), TextLine("", ("",)), TextLine("0", ("0",)))


def test_tabs_part_the_cells_of_a_row():
    assert text_lines.split_text_lines("\t基本支出\t1.5\t\t2\t\n") == (TextLine("基本支出 1.5 2", ("基本支出", "1.5", "", "2")),)


def test_comparison_knows_no_width_quotes_or_blanks():
    assert text_lines.fold_text("“三公” 经费（万元）") == text_lines.fold_text('"三公"经费(万元)')
