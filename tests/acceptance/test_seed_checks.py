"""What a careful reader finds in the two published reports, the checks find too, and nothing that must be fixed is a false alarm."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from reports.domain import checks
from reports.domain.checks import Finding
from tests.acceptance import seeds

TIANXIN, DAXIANG = seeds.SEEDS
Findings = dict[tuple[str, str], list[Finding]]


def said(seed: seeds.Seed, folder: Path) -> Findings:
    """Findings by check and outcome."""
    found: Findings = {}
    for finding in checks.run(seeds.read(seed, folder).document):
        found.setdefault((finding.check, finding.outcome.value), []).append(finding)
    return found


@pytest.fixture(scope="module")
def tianxin(folder: Path) -> Findings:
    return said(TIANXIN, folder)


@pytest.fixture(scope="module")
def daxiang(folder: Path) -> Findings:
    return said(DAXIANG, folder)


def messages(found: Findings, check: str, outcome: str) -> list[str]:
    return [finding.message for finding in found[check, outcome]]


def test_nothing_else_is_said_of_tianxin(tianxin):
    assert {key: len(found) for key, found in tianxin.items()} == {
        ("C05", "info"): 1,
        ("C06", "E"): 1,
        ("C09", "R"): 1,
        ("C15", "W"): 1,
        ("C16", "R"): 1,
        ("C17", "R"): 1,
        ("C30", "W"): 2,
        ("C38", "W"): 2,
        ("C39", "W"): 1,
    }


def test_projects_miss_their_total_by_a_tenth(tianxin):
    (finding,) = tianxin["C06", "E"]
    assert finding.message == "93.14 + 5.01 + 50.1 = 148.25，表中 148.35，差 −0.10 万元"
    assert finding.difference == Decimal("-0.10")
    assert finding.places[-1] == "expenditure.project.final"


def test_classes_miss_their_total_inside_the_envelope(tianxin):
    (finding,) = tianxin["C05", "info"]
    assert "= 478.89，表中 478.9，差 −0.01 万元，在四舍五入的尾差 ±0.035 之内" in finding.message


def test_one_name_has_two_figures_and_one_value_mends_both_sums(tianxin):
    assert messages(tianxin, "C09", "R") == ["“干部教育培训支出”一处为 5.1，一处为 5.01，差 +0.09 万元"]
    (hint,) = tianxin["C39", "W"]
    assert hint.message == "若支出功能分类“干部教育培训支出”和项目“干部教育培训”为 5.11（现为 5.1、5.01），两处合计均相符"


def test_three_equal_rows_an_unused_budget_and_more_staff_than_posts(tianxin):
    assert messages(tianxin, "C15", "W")[0].endswith("（478.9、330.55、148.35、0），请核对是否照抄")
    assert messages(tianxin, "C16", "R") == ["公务接待：部门预算数 2，部门决算数 0，差 −2.00 万元，有预算而没有支出"]
    assert messages(tianxin, "C17", "R") == ["人数：在职人数 10，编制数 8，差 +2 人，为 125 %"]


def test_bookmarks_and_pasted_criteria(tianxin):
    assert [finding.places for finding in tianxin["C38", "W"]] == [("section.basics",), ("section.projects",)]
    assert all("[bookmark" in message for message in messages(tianxin, "C38", "W"))
    assert [finding.places for finding in tianxin["C30", "W"]] == [("narrative.rationality",), ("narrative.output",)]


def test_nothing_else_is_said_of_daxiang(daxiang):
    assert {key: len(found) for key, found in daxiang.items()} == {
        ("C01", "not_evaluated"): 1,
        ("C03", "not_evaluated"): 1,
        ("C04", "not_evaluated"): 3,
        ("C12", "R"): 1,
        ("C14", "R"): 2,
        ("C31", "R"): 1,
        ("C33", "W"): 2,
    }


def test_the_opening_balance_that_would_be_needed(daxiang):
    (finding,) = daxiang["C03", "not_evaluated"]
    assert finding.difference == Decimal("7.68")
    assert finding.message.endswith("按其他各项推算应为 7.68")


def test_deviations_and_the_rate(daxiang):
    assert messages(daxiang, "C14", "R") == [
        "基本支出：决算数 97.42，纳入绩效目标的金额 54.49，差 +42.93 万元（+78.8 %），超过 10%",
        "项目支出：决算数 0，纳入绩效目标的金额 59.9，差 −59.90 万元（−100 %），超过 10%",
    ]
    assert messages(daxiang, "C12", "R") == ["支出合计执行率 = 97.42 ÷ 114.39 = 85.16 %，低于 90 %"]


def test_two_names_and_suggestions_without_problems(daxiang):
    assert [finding.places[0].split(".")[0] for finding in daxiang["C33", "W"]] == ["accounts", "budget_units"]
    assert all("政府服务中心”与单位名称“" in message for message in messages(daxiang, "C33", "W"))
    assert messages(daxiang, "C31", "R") == ["存在问题 2 条，改进建议 3 条，没有逐条对应，也未指明各对应哪个问题"]


@pytest.mark.parametrize("seed", seeds.SEEDS, ids=lambda seed: seed.outline)
def test_every_finding_is_a_question_of_its_own(seed, folder):
    keys = [finding.key for found in said(seed, folder).values() for finding in found]
    assert len(keys) == len(set(keys))


@pytest.mark.django_db
def test_the_command_says_the_same_of_the_imported_report(tianxin, folder, tmp_path, capsys):
    seeds.write(folder, tmp_path)
    call_command("import_report", str(tmp_path / f"{TIANXIN.outline}.json"), "--create-department")
    capsys.readouterr()
    call_command("check_report", "--department", TIANXIN.code, "--year", "2018", "--json")
    found = json.loads(capsys.readouterr().out)
    assert {(one["id"], one["outcome"]) for one in found} == set(tianxin)
