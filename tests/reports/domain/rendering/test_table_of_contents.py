from reports.domain.rendering.table_of_contents import ContentsEntry, list_contents_entries
from tests.reports.domain.rendering.builders import section


def test_the_two_upper_ranks_are_listed():
    sections = (section(1, "一、"), section(2, "（一）"), section(3, "1、"), section(1, "二、"))
    assert [(entry.title, entry.depth) for entry in list_contents_entries(sections)] == [("一、", 1), ("（一）", 2), ("二、", 1)]


def test_a_third_level_straight_under_a_first_is_of_the_second_rank():
    assert list_contents_entries((section(1, "一、"), section(3, "1、"), section(3, "2、")))[1:] == (
        ContentsEntry("1、", 2, "section.1、"),
        ContentsEntry("2、", 2, "section.2、"),
    )


def test_a_run_in_heading_is_not_listed():
    assert list_contents_entries((section(1, "一、"), section(2, ""))) == (ContentsEntry("一、", 1, "section.一、"),)
