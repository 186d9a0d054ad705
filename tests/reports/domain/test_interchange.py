"""JSON out, then in, is the same report; anything else is told in one clear sentence each."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain import interchange
from reports.domain.document import Document, Row, Statement
from reports.domain.figures import CLASSIFIED, NOT_APPLICABLE, Figure
from reports.domain.interchange import BadInterchange
from reports.domain.interchange.json_schema import list_typed_cells
from reports.domain.outlines import Outline
from reports.domain.shapes import ListField, Listing
from tests import builders
from tests.papers import PAPERS, Raw

OUTLINES = [builders.outline(outline_id) for outline_id in PAPERS]

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.just("\n"), max_size=20)
filled = texts.filter(bool)
amounts = st.decimals(min_value=-(10**9) + 1, max_value=10**9 - 1, places=6, allow_nan=False).map(Figure.of)
figures = amounts | st.sampled_from([NOT_APPLICABLE, CLASSIFIED])
whole = st.integers(0, 999).map(Figure.of)
keys = st.text("abcdef0123456789", min_size=12, max_size=12)


def some(kind: st.SearchStrategy[Any], names: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the names with a value each."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, kind))


def _values(field: ListField) -> st.SearchStrategy[Any]:
    if field.is_figure:
        return whole if field.kind == "integer" else figures
    return st.sampled_from(field.choices) if field.choices else filled


def rows(listing: Listing) -> st.SearchStrategy[tuple[Row, ...]]:
    columns = st.fixed_dictionaries({}, optional={field.key: _values(field) for field in listing.fields})
    return st.lists(st.builds(Row, keys, columns), min_size=1, max_size=4, unique_by=lambda row: row.key).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    outline: Outline = draw(st.sampled_from(OUTLINES))
    name, year, city = draw(filled), draw(st.integers(1990, 2200)), draw(texts)
    built_in = {"year": str(year), "district": draw(texts), "city": city, "department": name}
    typed = [key for key, field in outline.fields.items() if not field.built_in]
    return Document(
        outline=outline,
        year=year,
        department=name,
        code=draw(texts),
        fields=draw(some(filled, typed)) | built_in,
        texts=draw(some(filled, outline.texts)),
        lists=draw(st.fixed_dictionaries({}, optional={key: rows(listing) for key, listing in outline.lists.items()})),
        figures=draw(some(figures, list_typed_cells(outline))),
        statements=tuple(draw(st.lists(st.builds(Statement, texts, texts, texts, texts), max_size=2))),
    )


@given(documents())
def test_json_out_then_in_is_the_same_report(document: Document) -> None:
    text = interchange.dump_document(document)
    assert interchange.load_document(text, document.outline) == document
    assert interchange.dump_document(interchange.load_document(text, document.outline)) == text


@pytest.mark.parametrize("outline_id", PAPERS)
def test_the_invented_reports_come_back_as_they_were_written(outline_id: str) -> None:
    written = json.loads(interchange.dump_document(builders.document(outline_id)))
    assert written == builders.paper(outline_id)


def test_the_json_is_canonical() -> None:
    raw = builders.paper()
    backwards = dict(reversed(raw.items()))
    assert interchange.dump_document(interchange.load_document(backwards, OUTLINES[0])) == interchange.dump_document(builders.document())


def test_every_way_to_be_of_a_number_survives() -> None:
    given_ = {"expenditure.total.budget": "0", "expenditure.total.final": {"state": "classified"}}
    assert json.loads(interchange.dump_document(builders.document(figures=given_)))["figures"] == given_


def test_rows_without_keys_get_the_same_keys_every_time() -> None:
    raw = builders.paper(lists={"duties": [{"text": "甲"}, {"text": "甲"}, {"text": "乙"}]})
    first, second = (interchange.load_document(raw, OUTLINES[0]).rows("duties") for _ in range(2))
    assert first == second
    assert len({row.key for row in first}) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", row.key) for row in first)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert (
        interchange.load_document(b"\xef\xbb\xbf" + interchange.dump_document(builders.document()).encode(), OUTLINES[0])
        == builders.document()
    )


def test_numbers_are_read_as_people_write_them() -> None:
    document = builders.document(figures={"expenditure.total.final": "１,234.50"})
    assert document.figures == {"expenditure.total.final": Figure.of("1234.5")}


def sentences(source: str | bytes | Raw, outline: Outline = OUTLINES[0]) -> list[str]:
    with pytest.raises(BadInterchange) as refusal:
        interchange.load_document(source, outline)
    return refusal.value.sentences


UNQUOTED = "数字须写成带引号的文字"


@pytest.mark.parametrize(
    ("part", "place", "word"),
    [
        ({"figures": {"expenditure.total.final": 478.9}}, "figures › expenditure.total.final", UNQUOTED),
        ({"figures": {"expenditure.total.final": 478}}, "figures › expenditure.total.final", UNQUOTED),
        ({"figures": {"expenditure.total.final": float("nan")}}, "figures › expenditure.total.final", UNQUOTED),
        ({"figures": {"expenditure.total.final": None}}, "figures › expenditure.total.final", UNQUOTED),
        ({"figures": {"expenditure.total.final": {"state": "amount"}}}, "figures › expenditure.total.final", UNQUOTED),
        ({"figures": {"expenditure.total.final": "NaN"}}, "figures › expenditure.total.final", "不是数字"),
        ({"figures": {"expenditure.total.final": "Infinity"}}, "figures › expenditure.total.final", "不是数字"),
        ({"figures": {"expenditure.total.final": "1e400"}}, "figures › expenditure.total.final", "不是数字"),
        ({"figures": {"expenditure.total.final": "12万元"}}, "figures › expenditure.total.final", "带有单位"),
        ({"figures": {"expenditure.total.final": "1000000000"}}, "figures › expenditure.total.final", "过大"),
        ({"figures": {"expenditure.total.finel": "1"}}, "figures › expenditure.total.finel", "是不是想写“expenditure.total.final”"),
        ({"fields": {"unit.nam": "局"}}, "fields › unit.nam", "是不是想写“unit.name”"),
        ({"fields": {"year": "2018"}}, "fields › year", "提纲没有这个数据项"),
        ({"fields": {"unit.name": 5}}, "fields › unit.name", "应为带引号的文字"),
        ({"texts": {"management": "专款\x00专用"}}, "texts › management", "第 3 个字符，U+0000"),
        ({"texts": {"management": "\ud800"}}, "texts › management", "U+D800"),
        ({"texts": []}, "texts", "应为对象"),
        ({"lists": {"duties": {"text": "甲"}}}, "lists › duties", "应为列表"),
        ({"lists": {"duties": ["甲"]}}, "lists › duties › 第 1 行", "应为对象"),
        ({"lists": {"duties": [{"txt": "甲"}]}}, "lists › duties › 第 1 行 › txt", "是不是想写“text”"),
        ({"lists": {"duties": [{"key": "a.b"}]}}, "lists › duties › 第 1 行 › key", "字母、数字"),
        ({"lists": {"duties": [{"key": "a"}, {"key": "a"}]}}, "lists › duties", "行标识“a”出现了不止一次"),
        ({"lists": {"leaders": [{"count": "1.5"}]}}, "lists › leaders › 第 1 行 › count", "应为整数"),
        ({"lists": {"suggestions": [{"answers": "q9"}]}}, "lists › suggestions › 第 1 行 › answers", "没有行标识为“q9”的行"),
        ({"year": "2018"}, "year", "应为整数"),
        ({"year": 18}, "year", "四位年份"),
        ({"format": "perfeval-report/2"}, "format", "perfeval-report/1"),
        ({"department": {"code": "1"}}, "department › name", "缺少这一项"),
        ({"statements": [{"place": "x"}]}, "statements › 第 1 行 › stated", "缺少这一项"),
        ({"fact": {}}, "fact", "提纲没有这个数据项"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(part: Raw, place: str, word: str) -> None:
    found = sentences(builders.paper(**part))
    assert found[0].startswith(f"{place}：")
    assert word in found[0]


def test_a_computed_cell_is_never_taken() -> None:
    raw = builders.paper("daxiang-2021", figures={"income.total.share": "5"})
    assert sentences(raw, OUTLINES[1]) == ["figures › income.total.share：由系统计算，不能填写。"]


def test_a_wording_must_keep_its_placeholders() -> None:
    raw = builders.paper("daxiang-2021", wordings={"goal_wording": "目标资金为295万元。"})
    assert sentences(raw, OUTLINES[1])[0].startswith("wordings › goal_wording：表述中缺少")


@pytest.mark.parametrize("outline", ["daxiang-2021", "", None, 5, ["x"]])
def test_another_outline_is_told_alone(outline: object) -> None:
    found = sentences(builders.paper(outline=outline, bogus=1))
    assert len(found) == 1
    assert "tianxin-2018" in found[0]


def test_every_mistake_is_told_at_once() -> None:
    raw = builders.paper(fields={"unit.nam": "局"}, figures={"expenditure.total.final": "x"}, texts={"management": "\x00"})
    assert len(sentences(raw)) == 3


def test_a_flood_of_mistakes_ends_with_a_count() -> None:
    found = sentences(builders.paper(lists={"duties": [{"txt": "甲"}] * 500}))
    assert len(found) == 51
    assert found[-1] == "另有 450 处错误未列出。"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("", "第 1 行第 1 列"),
        ('{"a": 1,\n "b"}', "第 2 行"),
        ("[1]", "JSON 对象"),
        ("null", "JSON 对象"),
        ('{"year": 1, "year": 2}', "“year”在同一个对象中出现了不止一次"),
        ('{"outline": ' + "9" * 5000 + "}", "过长的数字"),
        ("[" * 100_000, "嵌套过深"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_json_is_told_in_one_sentence(source: str | bytes, word: str) -> None:
    found = sentences(source)
    assert len(found) == 1
    assert word in found[0]


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
def test_the_schema_names_every_fact_and_nothing_else(outline: Outline) -> None:
    schema = interchange.build_json_schema(outline)
    resolve: Callable[[str], dict[str, Any]] = lambda name: schema["$defs"][name]  # noqa: E731
    assert set(resolve("Figures")["properties"]) == set(list_typed_cells(outline))
    assert set(resolve("Lists")["properties"]) == set(outline.lists)
    assert [name for name, made in schema["$defs"].items() if made["additionalProperties"]] == []
    assert schema["required"] == ["format", "outline", "year", "department"]
