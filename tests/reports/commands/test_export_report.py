"""export_report writes the draft or a frozen submission, the whole file or none."""

from pathlib import Path

import pytest

from reports import workflow
from reports.domain import interchange
from reports.domain.rendering import print_limits
from reports.models import Report
from reports.release import editing_copies
from reports.workflow import printouts
from tests import builders
from tests.reports.commands.conftest import Run

WHICH = ("--department", "088001", "--year", "2018")


@pytest.fixture
def report(db: None) -> Report:
    return builders.complete_report()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "report.out"


def test_the_draft_comes_out_as_it_went_in(run: Run, report: Report, output: Path) -> None:
    run("export_report", *WHICH, "--format", "json", "--output", output)
    assert output.read_text(encoding="utf-8") == interchange.dump_document(builders.document())


def test_the_draft_is_printed(run: Run, report: Report, output: Path) -> None:
    assert run("export_report", *WHICH, "--format", "pdf", "--output", output).startswith("已导出")
    assert output.read_bytes()[:5] == b"%PDF-"


def test_a_submission_comes_out_as_it_was_frozen(run: Run, report: Report, output: Path) -> None:
    workflow.hand_over(report, by=builders.clerk(report.department))
    sent = workflow.submit(report, by=builders.leader(report.department))
    run("export_report", *WHICH, "--submission", "1", "--format", "json", "--output", output)
    assert output.read_text(encoding="utf-8") == sent.document
    run("export_report", *WHICH, "--submission", "1", "--format", "pdf", "--output", output)
    with printouts.get_printout(sent).file.open("rb") as file:
        assert output.read_bytes() == file.read()


def test_the_draft_and_a_submission_come_out_as_word(run: Run, report: Report, output: Path) -> None:
    run("export_report", *WHICH, "--format", "docx", "--output", output)
    assert output.read_bytes() == editing_copies.make_draft_copy(report)
    workflow.hand_over(report, by=builders.clerk(report.department))
    sent = workflow.submit(report, by=builders.leader(report.department))
    run("export_report", *WHICH, "--submission", "1", "--format", "docx", "--output", output)
    assert output.read_bytes() == editing_copies.make_sent_copy(sent)


def test_a_submission_that_never_was_is_refused(refused: Run, report: Report, output: Path) -> None:
    message = refused("export_report", *WHICH, "--submission", "3", "--format", "json", "--output", output)
    assert message == "云水区档案馆2018年度绩效自评报告没有第 3 次报送。"
    assert not output.exists()


@pytest.mark.parametrize(("code", "year", "word"), [("99", "2018", "没有预算编码为“99”的单位"), ("088001", "1999", "没有 1999 年度的报告")])
def test_a_report_that_is_not_there_is_refused(refused: Run, report: Report, output: Path, code: str, year: str, word: str) -> None:
    assert word in refused("export_report", "--department", code, "--year", year, "--format", "json", "--output", output)


def test_a_code_of_two_districts_needs_the_district(refused: Run, run: Run, report: Report, output: Path) -> None:
    builders.department(builders.district("临水区"))
    arguments = ("export_report", *WHICH, "--format", "json", "--output", output)
    assert "--district" in refused(*arguments)
    run(*arguments, "--district", "云水区")
    assert output.exists()


def test_a_folder_that_is_not_there_is_refused(refused: Run, report: Report, tmp_path: Path) -> None:
    message = refused("export_report", *WHICH, "--format", "json", "--output", tmp_path / "none" / "report.json")
    assert "请检查文件夹" in message


def test_a_report_too_large_to_print_is_refused(refused: Run, report: Report, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_limits, "MOST_LETTERS", 100)
    message = refused("export_report", *WHICH, "--format", "pdf", "--output", output)
    assert ("最多能打印100字；请先精简" in message, output.exists()) == (True, False)


def test_a_code_that_no_database_takes_is_an_unknown_one(refused: Run, report: Report, output: Path) -> None:
    message = refused("export_report", "--department", "\udcff", "--year", "2018", "--format", "json", "--output", output)
    assert "没有预算编码为" in message


def test_a_refused_output_leaves_nothing_beside_it(refused: Run, report: Report, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    assert "请检查文件夹" in refused("export_report", *WHICH, "--format", "json", "--output", taken)
    assert list(tmp_path.iterdir()) == [taken]
