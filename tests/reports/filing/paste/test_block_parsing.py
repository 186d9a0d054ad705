"""A copied block as lines of cells."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.filing.paste.block_parsing import parse_block


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\r2\r", [["1"], ["2"]]),
        (" -   \t 1,234.56 \n", [[" -   ", " 1,234.56 "]]),
        ("甲\t\t\n", [["甲", "", ""]]),
        ("\n甲\n\n乙\n\n\t\n", [[""], ["甲"], [""], ["乙"]]),
        ("财政拨款12\x0b34万元\n", [["财政拨款12\x0b34万元"]]),
        ("", []),
        (" \t\n \n", []),
    ],
)
def test_lines_and_tabs_part_a_block(text, lines):
    assert parse_block(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('"双随机"抽查\n"一公开"监管', [['"双随机"抽查'], ['"一公开"监管']]),
        ('"双随机"\n', [['"双随机"']]),
        ('开展"双随机"\t3', [['开展"双随机"', "3"]]),
        ('数字化\t"扫描\n加工"\n维修\t换灯', [["数字化", "扫描\n加工"], ["维修", "换灯"]]),
        ('"a ""b"" c"\t2', [['a "b" c', "2"]]),
        ('"""双随机""抽查"\n', [['"双随机"抽查']]),
        ('"含\t制表符"\t2', [["含\t制表符", "2"]]),
        ('"甲\n乙', [['"甲'], ["乙"]]),
        ('5"管\t6"管', [['5"管', '6"管']]),
    ],
)
def test_quotes_stay_unless_they_close_a_cell_that_needs_them(text, lines):
    assert parse_block(text) == lines


@given(st.lists(st.lists(st.text('甲"\n\t1 ', min_size=1, max_size=6), min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_block_as_excel_writes_it_comes_back_as_it_was(lines):
    """Excel quotes a cell with a tab, a line end or a quote; here every one that has such a mark, as its own files do."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(lines)
    read = parse_block(out.getvalue().replace("\r\n", "\n"))
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    assert read == lines


def test_many_open_quotes_take_no_longer_than_their_letters():
    begun = time.process_time()
    parse_block('"甲\n' * 50_000)
    assert time.process_time() - begun < 5
