"""Buttons that change what is typed."""

import pytest

from reports.filing.forms import form_buttons
from tests.reports.filing.forms.builders import document, posted, rows


def keys(data, listing="duties"):
    return data.getlist(f"{listing}:key")


@pytest.fixture
def data():
    return posted([("duties:key", "a"), ("duties.a.text", "甲"), ("duties:key", "b"), ("duties.b.text", "乙")])


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        ("up:duties:b", ["b", "a"]),
        ("up:duties:a", ["a", "b"]),
        ("down:duties:a", ["b", "a"]),
        ("down:duties:b", ["a", "b"]),
        ("remove:duties:a", ["b"]),
        ("show", ["a", "b"]),
    ],
)
def test_rows_move_and_go(data, operation, after):
    assert keys(form_buttons.apply_operation(operation, data, document(), None).data) == after


def test_what_was_posted_stays_as_it_was(data):
    form_buttons.apply_operation("remove:duties:a", data, document(), None)
    assert keys(data) == ["a", "b"]


def test_pasted_rows_come_behind_filled_ones_and_in_place_of_empty_ones(data):
    data["duties.b.text"] = " "
    data["duties:paste"] = "丙\n\n丁\n"
    after = form_buttons.apply_operation("paste:duties", data, document(), None).data
    assert [after[f"duties.{key}.text"] for key in keys(after)] == ["甲", "丙", "丁"]
    assert after["duties:paste"] == ""


def test_too_many_pasted_rows_are_refused_at_the_list(data):
    data["duties:paste"] = "行\n" * 999
    with pytest.raises(form_buttons.OperationRefused, match="最多 1,000 行，已有 2 行，粘贴的 999 行放不下") as refusal:
        form_buttons.apply_operation("paste:duties", data, document(), None)
    assert refusal.value.place == "table.duties"


def test_nothing_is_carried_without_a_last_year(data):
    assert form_buttons.apply_operation("carry:table.duties", data, document(), None).data == data


def test_last_years_rows_come_with_their_keys_and_only_once(data):
    last = document(lists={"duties": rows("丙", "丁")})
    once = form_buttons.apply_operation("carry:table.duties", data, document(), last).data
    twice = form_buttons.apply_operation("carry:table.duties", once, document(), last).data
    assert keys(twice) == keys(once) == ["a", "b", "row1", "row2"]
