"""What is too long, too much or no number is refused at its place, and nothing is written."""

from decimal import Decimal

import pytest

from departments.models import User
from reports.domain.document import Row
from reports.domain.figures import Figure, State
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import KeyTask, Narrative, Report
from tests.reports.filing.drafts.conftest import Fresh


def problems(report: Report, clerk: User, section: str, changes: Changes) -> list[tuple[str, str]]:
    with pytest.raises(drafts.Unacceptable) as refusal:
        drafts.save_section(report, section, changes, revision=0, by=clerk)
    return [(problem.place, problem.message) for problem in refusal.value.problems]


def test_a_text_of_50_000_characters_is_the_longest(fresh: Fresh, clerk: User) -> None:
    assert drafts.save_section(fresh("management"), "management", Changes(texts={"management": "字" * 50_000}), revision=0, by=clerk) == 1


def test_a_longer_text_is_refused_at_its_place(fresh: Fresh, clerk: User) -> None:
    found = problems(fresh("management"), clerk, "management", Changes(texts={"management": "字" * 200_000}))
    assert found == [("narrative.management", "项目资金管理情况有 200000 个字，最多 50000 个字，请删减。")]
    assert not Narrative.objects.exists()


def test_ten_thousand_rows_are_refused(fresh: Fresh, clerk: User) -> None:
    rows = tuple(Row("", {"text": str(at)}) for at in range(10_000))
    assert problems(fresh(), clerk, "basics", Changes(lists={"key_tasks": rows})) == [
        ("table.key_tasks", "年度重点工作有 10000 行，最多 1000 行，请删减或合并。")
    ]
    assert not KeyTask.objects.exists()


def test_a_cell_of_a_list_has_its_own_limit(fresh: Fresh, clerk: User) -> None:
    rows = (Row("k1", {"text": "好"}), Row("k2", {"text": "字" * 20_001}))
    assert problems(fresh(), clerk, "basics", Changes(lists={"key_tasks": rows})) == [
        ("key_tasks.k2.text", "年度重点工作第 2 行的内容有 20001 个字，最多 20000 个字，请删减。")
    ]


def test_a_field_of_more_than_200_characters_is_refused(fresh: Fresh, clerk: User) -> None:
    found = problems(fresh(), clerk, "basics", Changes(fields={"unit.name": "局" * 201}))
    assert [place for place, _ in found] == ["unit.name"]


@pytest.mark.parametrize("key", ["k1", "a.b", "长", "x" * 33, "a b"])
def test_a_row_key_that_is_used_twice_or_no_key_is_refused(fresh: Fresh, clerk: User, key: str) -> None:
    rows = (Row("k1", {"text": "甲"}), Row(key, {"text": "乙"}))
    found = problems(fresh(), clerk, "basics", Changes(lists={"key_tasks": rows}))
    assert found == [("table.key_tasks", f"年度重点工作第 2 行的行标识“{key}”重复或无效。")]


@pytest.mark.parametrize("amount", ["1000000000", "1E+400", "NaN", "Infinity", "-1000000000", "0.0000001"])
def test_an_amount_that_no_database_keeps_is_refused(fresh: Fresh, clerk: User, amount: str) -> None:
    figure = Figure(Decimal(amount), State.AMOUNT)
    found = problems(fresh("expenditure"), clerk, "expenditure", Changes(figures={"expenditure.total.final": figure}))
    assert [place for place, _ in found] == ["expenditure.total.final"]


def test_half_a_person_is_refused(fresh: Fresh, clerk: User) -> None:
    rows = (Row("l1", {"post": "馆长", "count": Figure.of("1.5")}),)
    assert problems(fresh(), clerk, "basics", Changes(lists={"leaders": rows})) == [("leaders.l1.count", "单位领导第 1 行的人数应为整数。")]


def test_every_problem_of_a_section_is_told_at_once(fresh: Fresh, clerk: User) -> None:
    changes = Changes(fields={"unit.name": "局" * 201, "unit.funding": "款" * 201}, lists={"duties": (Row("", {"text": "字" * 20_001}),)})
    assert len(problems(fresh(), clerk, "basics", changes)) == 3
