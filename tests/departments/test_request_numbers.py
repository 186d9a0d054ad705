"""Numbers from outside are read within bounds."""

import pytest

from departments.request_numbers import parse_ids, parse_number


@pytest.mark.parametrize("text", [None, "", "abc", "-1", "+1", "1.5", "1e3", " 1", "1_0", "²", "１", "٣", "9" * 19, "9" * 5_000])
def test_what_can_be_no_id_is_none(text: str | None):
    assert parse_number(text) is None


def test_an_id_is_read_up_to_what_a_column_holds():
    assert [parse_number(text) for text in ("0", "007", "9" * 18)] == [0, 7, 10**18 - 1]


def test_a_number_has_as_many_digits_as_its_place_allows():
    assert (parse_number("999", 3), parse_number("1000", 3)) == (999, None)


def test_of_many_those_that_can_be_ids_stay_in_their_order():
    assert parse_ids(["3", "x", "9" * 5_000, "1", ""]) == [3, 1]
