"""Listing, Narrative and Fields: what an outline gets without saying more."""

import pytest

from reports.domain.shapes import Field, ListField, Listing
from reports.domain.shapes.narrative import split_paragraphs


def test_a_list_without_fields_has_one_long_text() -> None:
    assert Listing(key="duties", label="职责").fields == (ListField(key="text", label="内容", long=True),)


def test_a_field_of_a_list_is_found_by_its_key() -> None:
    name = ListField(key="name", label="名称")
    listing = Listing(key="offices", label="机构", fields=(name,))
    assert (listing.field("name"), listing.field("text")) == (name, None)


@pytest.mark.parametrize(("kind", "is_figure"), [("text", False), ("choice", False), ("number", True), ("integer", True)])
def test_numbers_of_a_list_are_figures(kind: str, is_figure: bool) -> None:
    assert ListField.model_validate({"key": "x", "label": "列", "kind": kind}).is_figure is is_figure


@pytest.mark.parametrize(
    ("text", "result"),
    [("", []), ("一段。", ["一段。"]), ("甲。\n\n  乙。 \n", ["甲。", "乙。"]), ("甲。\r\n乙。", ["甲。", "乙。"]), (" \n\t\n", [])],
)
def test_prose_is_cut_into_paragraphs(text: str, result: list[str]) -> None:
    assert split_paragraphs(text) == result


def test_a_field_is_typed_and_required_unless_it_says_otherwise() -> None:
    field = Field(key="unit.name", label="单位名称")
    assert (field.built_in, field.required, field.carry, field.kind) == (False, True, False, "text")
