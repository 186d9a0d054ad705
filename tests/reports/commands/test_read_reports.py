"""read_reports takes a folder of old texts over as drafts marked 历史, and says how each was read."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from departments.models import Department, District
from reports.filing import cycles, drafts
from reports.models import Cycle, Exemption, Report
from tests.reports.domain.text_import.papers import ARCHIVE, LIBRARY
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    report = make_report(year=2024)
    Department.objects.create(district=report.department.district, code="088002", name="望溪区图书馆")
    for name, text in (("tianxin-2018/2023/088001 档案馆.txt", ARCHIVE), ("daxiang-2021/2023/088002.txt", LIBRARY)):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> None:
    call_command("read_reports", str(folder), *arguments)


def test_every_file_becomes_a_draft_marked_as_history(folder, capsys):
    run(folder)
    head, *lines, last = capsys.readouterr().out.splitlines()
    assert head.split("\t")[0] == "文件"
    assert [line.split("\t")[:2] for line in lines] == [
        ["daxiang-2021/2023/088002.txt", "2023"],
        ["tianxin-2018/2023/088001 档案馆.txt", "2023"],
    ]
    assert last == "共 2 个文件，读入 2 个，没有读入 0 个。"
    assert {row.reason for row in Exemption.objects.all()} == {cycles.HISTORY}
    assert Report.objects.expected().count() == 1


def test_last_years_figures_exist_on_the_first_day(folder):
    run(folder)
    this_year = Report.objects.with_context().get(cycle__year=2024)
    _, last = drafts.load_with_last_year(this_year)
    assert str(last.figure("expenditure.total.final")) == "300"


def test_what_is_doubtful_is_left_out_unless_it_is_accepted(folder):
    run(folder)
    library = Report.objects.with_context().get(department__code="088002")
    assert drafts.load_document(library).figure("expenditure.total.goal").is_blank
    run(folder, "--accept-doubts")
    assert str(drafts.load_document(library).figure("expenditure.total.goal")) == "198"


def test_nothing_is_written_when_it_is_only_tried(folder, capsys):
    run(folder, "--dry-run")
    assert "只读未写" in capsys.readouterr().out
    assert Report.objects.count() == 1


def test_a_file_that_cannot_be_taken_over_is_told_and_the_others_are_read(folder, capsys):
    for name in ("无编码.txt", "tianxin-2018/2023/099 别的.txt", "tianxin-2018/2022/088001.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(ARCHIVE, encoding="utf-8")
    with pytest.raises(CommandError, match="有文件没有读入"):
        run(folder)
    out = capsys.readouterr().out
    for sentence in (
        "不知道用哪个提纲",
        "没有预算编码为“099”的单位",
        "原文是 2023 年度的，文件夹是 2022 年度的",
        "读入 2 个，没有读入 3 个",
    ):
        assert sentence in out


def test_a_report_that_a_person_has_begun_stays(folder, capsys):
    report = make_report(year=2023)
    drafts.save_section(report, "management", drafts.Changes(texts={"management": "自己写的"}), revision=0, by=None)
    with pytest.raises(CommandError):
        run(folder)
    assert "已经有人填写的报告，没有改动" in capsys.readouterr().out
    assert drafts.load_document(Report.objects.with_context().get(pk=report.pk)).text("management") == "自己写的"


def test_history_is_no_reason_to_be_exempt_next_year(folder):
    run(folder)
    Cycle.objects.filter(year=2024).update(year=2030)
    made = cycles.copy_to_next_year(Cycle.objects.get(district=District.objects.get(), year=2023))
    assert not made.exemptions.exists()


def test_a_folder_that_is_not_there_or_empty_is_told(tmp_path):
    for name in ("none", "."):
        with pytest.raises(CommandError, match=r"没有文件夹|没有 \.txt 文件"):
            run(tmp_path / name)
