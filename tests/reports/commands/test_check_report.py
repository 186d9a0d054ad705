"""check_report lists every finding of a report, as text or as JSON."""

import json

import pytest

from tests import builders
from tests.papers import cells
from tests.reports.commands.conftest import Run

WHICH = ("--department", "088001", "--year", "2018")


@pytest.fixture
def report(db: None) -> None:
    raw = builders.paper()
    raw["figures"] |= cells("three_public", "budget final", total="8 6.45")
    raw["figures"] |= {"staff.total.posts": "21"}
    builders.report_import.import_file(raw, create=True)


def test_every_finding_is_a_line_and_the_last_one_counts_them(run: Run, report: None) -> None:
    lines = run("check_report", *WHICH).splitlines()
    assert lines[0].startswith("C07｜必须修改｜")
    assert "0 + 5.2 + 1.35 = 6.55，表中 6.45，差 +0.10 万元｜差 0.1" in lines[0]
    assert lines[1].startswith("C13｜须说明｜")
    assert "｜说明：年中追加库房改造经费" in lines[1]
    assert lines[-1] == "云水区档案馆 2018 年度：必须修改 1 条，须说明 3 条，提示 0 条，尾差 0 条，未能核对 0 条。"


def test_as_json_every_finding_is_an_object(run: Run, report: None) -> None:
    found = json.loads(run("check_report", *WHICH, "--json"))
    assert [(one["id"], one["outcome"]) for one in found] == [("C07", "E"), ("C13", "R"), ("C14", "R"), ("C17", "R")]
    assert found[0] == {
        "id": "C07",
        "outcome": "E",
        "places": [f"three_public.{row}.final" for row in ("abroad", "vehicle", "reception", "total")],
        "operands": [],
        "message": "0 + 5.2 + 1.35 = 6.55，表中 6.45，差 +0.10 万元",
        "difference": "0.10",
        "explained": "",
    }


def test_a_report_that_is_not_there_is_refused(refused: Run, report: None) -> None:
    assert refused("check_report", "--department", "088001", "--year", "2020") == "088001 云水区档案馆没有 2020 年度的报告。"
