"""Every table, list and required text of every outline is watched, or says why not."""

import pytest

from reports.domain.checks import coverage
from reports.domain.outlines import Mistakes, outline_loader

HEAD = 'id = "small"\nname = "提纲"\ntitle = "报告"\n'
GRID = '[[grid]]\nkey = "three_public"\n{unchecked}\n[[section]]\nkey = "all"\nlevel = 1\n[[section.show]]\ntable = "three_public"\n'


def outline(unchecked: str = "", checks: str = ""):
    text = HEAD + GRID.replace("{unchecked}", unchecked) + checks
    return outline_loader.parse_outline_text("small", text, outline_loader.find_source("tianxin-2018").vocabulary)


@pytest.mark.parametrize("name", outline_loader.list_outline_ids())
def test_no_built_in_outline_has_an_orphan(name):
    assert coverage.list_unwatched(outline_loader.load_outline(name)) == []


def test_a_table_that_nothing_watches_is_an_orphan():
    (sentence,) = coverage.list_unwatched(outline())
    assert sentence.startswith("表格““三公”经费”（three_public）没有任何核对")


def test_a_reason_takes_the_place_of_a_check():
    assert coverage.list_unwatched(outline('unchecked = "不核对，因为只作参考"')) == []


def test_a_check_of_the_table_watches_it():
    found = coverage.list_coverage(outline(checks='[[check]]\nid = "C07"\ngrid = "three_public"\n'))
    assert [(line.key, line.checks) for line in found] == [("three_public", ("C07",))]


def test_a_reason_must_begin_as_one():
    with pytest.raises(Mistakes, match="不核对，因为"):
        outline('unchecked = "懒得核对"')
