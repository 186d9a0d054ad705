"""The shape of the interchange format for one outline: typed dictionaries made from its facts, nothing unknown accepted."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, Required, cast

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from reports.domain.interchange.json_values import Amount, RowKey, Text, Whole
from reports.domain.interchange.reading_part import ReadingDict
from reports.domain.outlines import Outline
from reports.domain.shapes import Field as FieldShape
from reports.domain.shapes import ListField, Listing

FORMAT = "perfeval-report/1"


def _make_dict(name: str, members: dict[str, Any]) -> Any:
    """A dictionary type with these members, none required unless it says so."""
    make = cast("Any", TypedDict)  # its members are only known here
    made = make(name, members, total=False)
    made.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    return made


def _add_title(kind: Any, title: str) -> Any:
    return Annotated[kind, Field(title=title)]


@lru_cache(maxsize=64)
def build_type_adapter(outline: Outline) -> TypeAdapter[dict[str, Any]]:
    """Validates and describes files of the outline."""
    return TypeAdapter(
        _make_dict("Report", {name: Required[kind] if name in REQUIRED else kind for name, kind in _list_report_members(outline).items()})
    )


REQUIRED = ("format", "outline", "year", "department")
STATEMENT = _make_dict("Statement", dict.fromkeys(("place", "stated", "found", "quote"), Required[Text]))
DEPARTMENT = _make_dict("Department", {"name": Required[Text], "code": Text, "district": Text, "city": Text})


def _list_report_members(outline: Outline) -> dict[str, Any]:
    return {
        "format": Literal["perfeval-report/1"],
        "outline": Literal[outline.id],
        "year": Annotated[int, Field(ge=1990, le=2200)],
        "department": DEPARTMENT,
        "fields": _make_dict(
            "Fields", {key: _add_title(_make_value_type(field), field.label) for key, field in outline.fields.items() if field.is_typed}
        ),
        "texts": _make_dict("Texts", {key: _add_title(Text, text.label) for key, text in outline.texts.items()}),
        "lists": _make_dict("Lists", {key: _add_title(list[_make_row(listing)], listing.label) for key, listing in outline.lists.items()}),  # type: ignore[misc]
        "figures": _make_dict("Figures", {place: _add_title(Amount, title) for place, title in list_typed_cells(outline).items()}),
        "wordings": _make_dict("Wordings", dict.fromkeys(outline.wordings, Text)),
        "statements": list[STATEMENT],  # type: ignore[valid-type]
        "reading": _add_title(ReadingDict, "读入的原文和各段的去处"),
        "grade_cuts": _add_title(dict[Text, Text], "等次分界"),
    }


def list_typed_cells(outline: Outline) -> dict[str, str]:
    """Label of every cell that is typed, by fact id."""
    return {
        f"{grid.key}.{row}.{column}": f"{grid.label}：{grid.row_by_key[row].label} · {grid.column_by_key[column].label}"
        for grid in outline.grid
        for row, column in grid.typed_cells()
    }


def list_computed_cells(outline: Outline) -> set[str]:
    """Fact ids of cells that exist but are never typed."""
    pairs = ((grid, row, column) for grid in outline.grid for row in grid.row_by_key for column in grid.column_by_key)
    return {f"{grid.key}.{row}.{column}" for grid, row, column in pairs if grid.has(row, column) and not grid.is_typed(row, column)}


def _make_value_type(field: FieldShape) -> Any:
    """A text in any spelling of its kind; it is kept in one."""
    return Text if field.kind == "text" else Annotated[Text, AfterValidator(field.parse)]


def _make_row(listing: Listing) -> Any:
    members = {field.key: _add_title(_make_field_type(field), field.label) for field in listing.typed}
    answers = {"answers": RowKey} if listing.answers else {}
    return _make_dict(f"Row_{listing.key}", {"key": RowKey, **answers, **members})


def _make_field_type(field: ListField) -> Any:
    if field.is_figure:
        return Whole if field.kind == "integer" else Amount
    return Annotated[Text, AfterValidator(_make_choice_check(field.choices))] if field.choices else Text


def _make_choice_check(choices: tuple[str, ...]) -> Any:
    def check(text: str) -> str:
        if text and text not in choices:
            raise ValueError(f"“{text[:20]}”不在可选项中，可选：{'、'.join(choices)}")
        return text

    return check


def list_known_members(outline: Outline) -> dict[str, list[str]]:
    """What may stand in each object, by its place."""
    members = _list_report_members(outline)
    rows = {f"lists.{key}": [field.key for field in listing.typed] for key, listing in outline.lists.items()}
    objects = {name: list(kind.__annotations__) for name, kind in members.items() if hasattr(kind, "__annotations__")}
    return {"": list(members), **objects, **rows}


def build_json_schema(outline: Outline) -> dict[str, Any]:
    """JSON Schema of the interchange format for the outline."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": outline.name}
    return build_type_adapter(outline).json_schema() | head
