"""What changed between two versions of a report."""

from dataclasses import replace
from decimal import Decimal

from reports.domain import diff
from reports.domain.diff import Change, ChangeKind
from reports.domain.document import Document, Row
from reports.domain.figures import NOT_APPLICABLE, Figure
from reports.domain.outlines import outline_loader


def document(**facts) -> Document:
    return Document(outline_loader.load_outline("tianxin-2018"), 2018, "某中心", **facts)


def duty(key: str, text: str) -> Row:
    return Row(key, {"text": text})


def project(key: str, final: str = "1.5", use: str = "修路") -> Row:
    return Row(key, {"name": "道路维护", "final": Figure.of(final), "use": use, "organisation": "局里组织"})


def test_a_report_is_equal_to_itself():
    same = document(texts={"management": "专款专用。"}, lists={"duties": (duty("a", "管路"),)})
    assert diff.compare_documents(same, same) == []


def test_an_amount_that_grew_is_named_with_its_difference():
    fields = {"year": "2018"}
    old, new = (document(fields=fields, figures={"expenditure.basic.final": Figure.of(amount)}) for amount in ("100.5", "120"))
    assert diff.compare_documents(old, new) == [
        Change(
            "expenditure.basic.final",
            "（一）2018年度整体支出情况 › 基本支出 · 部门决算数",
            ChangeKind.CHANGED,
            "100.5",
            "120",
            Decimal("19.5"),
        )
    ]


def test_the_same_amount_typed_with_other_zeros_is_no_change():
    old, new = (document(figures={"expenditure.basic.final": Figure.of(amount)}) for amount in ("478.90", "478.9"))
    assert diff.compare_documents(old, new) == []


def test_an_amount_that_became_not_applicable_has_no_difference():
    old = document(figures={"three_public.abroad.final": Figure.of(3)})
    new = document(figures={"three_public.abroad.final": NOT_APPLICABLE})
    (change,) = diff.compare_documents(old, new)
    assert (change.kind, change.old, change.new, change.difference) == (ChangeKind.CHANGED, "3", "不适用", None)


def test_blank_and_zero_are_different():
    (change,) = diff.compare_documents(document(), document(figures={"three_public.abroad.final": Figure.of(0)}))
    assert (change.kind, change.old, change.new) == (ChangeKind.ADDED, "", "0")


def test_a_row_that_moved_is_no_change():
    first, second = duty("a", "管路"), duty("b", "管桥")
    assert diff.compare_documents(document(lists={"duties": (first, second)}), document(lists={"duties": (second, first)})) == []


def test_rows_that_came_and_went_are_told_whole():
    old, new = document(lists={"projects": (project("a"),)}), document(lists={"projects": (project("b", "2"),)})
    added, removed = diff.compare_documents(old, new)
    assert (added.place, added.kind, added.new) == (
        "projects.b",
        ChangeKind.ADDED,
        "项目名称：道路维护；决算数：2；主要用途：修路；组织实施情况：局里组织",
    )
    assert (removed.place, removed.kind, removed.new) == ("projects.a", ChangeKind.REMOVED, "")
    assert "项目“道路维护”" in removed.label


def test_a_blank_row_is_nothing():
    assert diff.compare_documents(document(), document(lists={"duties": (duty("a", ""),)})) == []


def test_cells_of_a_row_change_one_by_one():
    old, new = document(lists={"projects": (project("a"),)}), document(lists={"projects": (project("a", "2", "修桥"),)})
    assert [(change.place, change.old, change.new, change.difference) for change in diff.compare_documents(old, new)] == [
        ("projects.a.final", "1.5", "2", Decimal("0.5")),
        ("projects.a.use", "修路", "修桥", None),
    ]


def test_fields_texts_and_wordings_are_compared():
    old = document(fields={"unit.name": "某中心"}, texts={"management": "甲"})
    new = document(fields={"unit.name": "某某中心"}, texts={})
    assert [(change.place, change.kind) for change in diff.compare_documents(old, new)] == [
        ("unit.name", ChangeKind.CHANGED),
        ("narrative.management", ChangeKind.REMOVED),
    ]


def test_a_sentence_that_the_department_worded_itself_is_compared():
    old = Document(outline_loader.load_outline("daxiang-2021"), 2021, "某中心")
    (change,) = diff.compare_documents(old, replace(old, wordings={"goal_wording": "我们自己写。"}))
    assert (change.place, change.kind, change.new) == ("wording.goal_wording", ChangeKind.ADDED, "我们自己写。")


def test_a_suggestion_that_answers_another_problem_is_a_change():
    problems = (duty("p", "钱不够"), duty("q", "人不够"))
    old = document(lists={"problems": problems, "suggestions": (Row("s", {"text": "加强预算"}, "p"),)})
    new = document(lists={"problems": problems, "suggestions": (Row("s", {"text": "加强预算"}, "q"),)})
    (change,) = diff.compare_documents(old, new)
    assert (change.place, change.old, change.new) == ("suggestions.s", "钱不够", "人不够")
    assert change.label.endswith("对应存在的主要问题")
