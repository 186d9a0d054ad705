from reports.domain.rendering.table_of_contents import Entry, entries
from tests.reports.domain.rendering.builders import section


def test_the_two_upper_ranks_are_listed():
    sections = (section(1, "一、"), section(2, "（一）"), section(3, "1、"), section(1, "二、"))
    assert [(entry.title, entry.depth) for entry in entries(sections)] == [("一、", 1), ("（一）", 2), ("二、", 1)]


def test_a_third_level_straight_under_a_first_is_of_the_second_rank():
    assert entries((section(1, "一、"), section(3, "1、"), section(3, "2、")))[1:] == (
        Entry("1、", 2, "section.1、"),
        Entry("2、", 2, "section.2、"),
    )


def test_a_run_in_heading_is_not_listed():
    assert entries((section(1, "一、"), section(2, ""))) == (Entry("一、", 1, "section.一、"),)
