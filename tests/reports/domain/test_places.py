"""What places are called, and where they are filled in."""

import pytest

from reports.domain import places
from reports.domain.document import Document, Row
from reports.domain.outlines import outline_loader
from tests import builders

DOCUMENT = Document(
    outline_loader.load_outline("tianxin-2018"),
    2018,
    "某中心",
    fields={"year": "2018"},
    lists={"projects": (Row("a", {"name": "甲"}), Row("b", {"name": "乙"})), "duties": (Row("d", {"text": "管"}),)},
)


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("section.expenditure", "（一）2018年度整体支出情况"),
        ("table.expenditure", "（一）2018年度整体支出情况 › 整体支出情况"),
        ("expenditure.basic.final", "（一）2018年度整体支出情况 › 基本支出 · 部门决算数"),
        ("narrative.management", "1、项目资金管理情况 › 项目资金管理情况"),
        ("unit.superior", "1、部门基本情况 › 隶属"),
        ("projects.b", "2、项目组织实施情况 › 项目“乙”"),
        ("projects.b.use", "2、项目组织实施情况 › 项目“乙” · 主要用途"),
        ("projects.gone", "2、项目组织实施情况 › 项目已删除的行"),
        ("duties.d.text", "1、部门基本情况 › 主要职责第 1 行"),
        ("nowhere.at.all", "nowhere.at.all"),
    ],
)
def test_a_place_is_called_by_section_and_item(place, label):
    assert places.label_place(DOCUMENT, place) == label


def test_every_place_lies_in_a_section_and_has_a_name():
    for place in places.iter_all_places(DOCUMENT):
        assert places.find_section(DOCUMENT.outline, place) in DOCUMENT.outline.sections
        assert places.label_place(DOCUMENT, place) != place


@pytest.mark.parametrize(
    "place", ["section.nothing", "expenditure.basic.nothing", "expenditure", "narrative.nothing", "", "projects.zz.use"]
)
def test_an_invented_place_does_not_exist(place):
    assert not places.is_place(DOCUMENT, place)


def test_a_grid_column_is_filled_in_where_it_is_shown():
    outline = outline_loader.load_outline("daxiang-2021")
    assert places.find_section(outline, "expenditure.basic.goal") == "goal"
    assert places.find_section(outline, "expenditure.basic.final") == "expenditure"


@pytest.mark.parametrize(
    ("place", "words"),
    [("expenditure.total", "（一）2018年度整体支出情况 › 支出合计"), ("expenditure.final", "（一）2018年度整体支出情况 › 部门决算数")],
)
def test_a_row_and_a_column_of_a_grid_are_places(place, words):
    document = builders.document()
    assert places.is_place(document, place)
    assert places.label_place(document, place) == words
    assert places.find_section(document.outline, place) == "expenditure"


@pytest.mark.parametrize("name", ["tianxin-2018", "daxiang-2021"])
def test_every_place_is_named_once_and_belongs_to_the_section_that_lists_it(name):
    document = builders.document(name)
    found = list(places.iter_all_places(document))
    assert len(found) == len(set(found))
    section = ""
    for place in found:
        section = place.removeprefix("section.") if place.startswith("section.") else section
        assert places.find_section(document.outline, place) == section


def test_what_lies_in_a_section_lies_in_the_one_above():
    outline = builders.document().outline
    first = next(section for section in outline.section if section.level == 1)
    second = next(section for section in outline.section if section.level == 2)
    assert places.is_within(outline, f"section.{second.key}", f"section.{second.key}")
    assert places.is_within(outline, "unit.name", f"section.{first.key}")
    assert not places.is_within(outline, "narrative.output", f"section.{first.key}")
