"""The task list of a report, what is missing, and what changed, in words."""

import pytest

from reports.domain import diff
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.rendering import change_texts
from reports.domain.rendering.missing_facts import list_section_gaps
from reports.domain.rendering.task_list import build_task_list
from reports.domain.text_diff import Passage

WHOLE = {"name": "甲", "final": Figure.of(1), "use": "乙", "organisation": "丙"}


def document(outline: str = "tianxin-2018", **facts) -> Document:
    return Document(outline_loader.load_outline(outline), 2018, "某中心", fields={"year": "2018", **facts.pop("fields", {})}, **facts)


def task(document: Document, key: str, *returned: str):
    return next(found for found in build_task_list(document, returned) if found.key == key)


def test_sections_stand_in_the_order_of_the_outline_under_their_numbers():
    found = build_task_list(document())
    assert [line.key for line in found] == [section.key for section in document().outline.section]
    assert task(document(), "expenditure").title == "（一）2018年度整体支出情况"


def test_a_heading_of_the_third_level_under_one_of_the_first_is_of_the_second_rank():
    assert (task(document(), "overview").depth, task(document(), "basics").depth) == (1, 2)
    assert (task(document(), "project_funds").depth, task(document(), "management").depth) == (2, 3)


def test_a_mere_heading_has_no_state_and_no_page():
    assert not task(document(), "overview").is_filled_in


@pytest.mark.parametrize(
    ("facts", "state", "look", "missing"),
    [
        ({}, "空", "", 1),
        ({"lists": {"projects": (Row("a", {"name": "甲"}),)}}, "填写中", "blue", 3),
        (
            {"lists": {"projects": (Row("a", {"name": "甲", "final": Figure.of(1), "use": "乙", "organisation": "丙"}),)}},
            "完成",
            "green",
            0,
        ),
    ],
)
def test_a_section_says_how_far_it_is(facts, state, look, missing):
    found = task(document(**facts), "projects")
    assert (found.state, found.look, found.missing) == (state, look, missing)


def test_what_came_back_goes_before_how_far_it_is():
    found = task(document(texts={"management": "专款专用。"}), "management", "section.management", "narrative.management", "section.output")
    assert (found.state, found.look) == ("被退回（2 条意见）", "red")


@pytest.mark.parametrize(
    ("blocked", "unexplained", "state", "look"),
    [(1, 0, "须修改（1 处）", "red"), (0, 2, "已填，须说明（2 处）", "amber"), (1, 2, "须修改（1 处）", "red"), (0, 0, "完成", "green")],
)
def test_a_section_with_open_findings_is_not_plainly_done(blocked: int, unexplained: int, state: str, look: str):
    whole = document(lists={"projects": (Row("a", WHOLE),)})
    counts = ({"projects": blocked}, {"projects": unexplained})
    found = next(each for each in build_task_list(whole, (), *counts) if each.key == "projects")
    assert (found.state, found.look) == (state, look)


def test_a_numbered_paragraph_goes_by_what_is_filled_in():
    assert (
        task(document("daxiang-2021"), "discipline").title
        == "（四）" + outline_loader.load_outline("daxiang-2021").texts["discipline"].label
    )


@pytest.mark.parametrize(("key", "label"), [("expenditure", "整体支出情况"), ("suggestions", "改进建议"), ("overview", "")])
def test_a_heading_that_is_left_out_is_replaced_by_a_label(key, label):
    outline = outline_loader.load_outline("daxiang-2021" if key == "suggestions" else "tianxin-2018")
    bare = outline.model_copy(update={"section": tuple(each.model_copy(update={"heading": ""}) for each in outline.section)})
    assert task(Document(bare, 2018, "某中心"), key).title.endswith(label or "一、")


def test_gaps_are_grouped_by_section():
    texts = {"management": "甲", "output": "乙", "rationality": "丙", "summary": "丁", "differences": "戊"}
    found = {gap.section: gap for gap in list_section_gaps(document(texts=texts))}
    assert "output" not in found
    assert found["projects"].title == "2、项目组织实施情况"
    assert [missing.place for missing in found["projects"].missing] == ["table.projects"]


def lines(old: Document, new: Document) -> list[change_texts.ChangeLine]:
    return change_texts.describe_changes(new, diff.compare_documents(old, new))


def test_a_number_stands_whole_beside_the_old_one():
    old, new = (document(figures={"expenditure.basic.final": Figure.of(amount)}) for amount in ("478.9", "398.5"))
    (line,) = lines(old, new)
    assert line.passages == (Passage("old", "478.9"), Passage("same", " → "), Passage("new", "398.5"))
    assert (line.difference, line.anchor, line.kind) == ("-80.4", "section.expenditure", "修改")


def test_a_text_is_shown_with_what_went_and_what_came():
    (line,) = lines(document(texts={"output": "按期完成。"}), document(texts={"output": "提前完成。"}))
    assert line.difference == ""
    assert {passage.kind for passage in line.passages} == {"old", "new", "same"}
