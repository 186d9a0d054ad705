"""A county's own rows and columns stand in the standard tables and lists, kept, printed and read back like any other."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from reports.domain import checks, text_import
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.domain.outlines import Mistakes, outline_loader
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import ExtraRow, Project, Report
from reports.release.statistics import own_facts
from tests import builders
from tests.reports.domain.outlines.language import HERE
from tests.reports.domain.text_import.test_round_trip import printed

PROJECTS = (
    Row("p1", {"name": "档案修复", "final": Figure.of(8), "lanting_source": "县级", "lanting_left": Figure.of(2)}),
    Row("p2", {"name": "库房改造", "final": Figure.of(12), "lanting_source": "省级"}),
)
OFFICES = (Row("o1", {"name": "办公室", "lanting_site": "一楼"}), Row("o2", {"name": "利用科"}))
AMOUNTS = {
    "three_public.abroad.budget": "0",
    "three_public.abroad.lanting_adjusted": "0",
    "three_public.abroad.final": "0",
    "three_public.vehicle.budget": "5",
    "three_public.vehicle.lanting_adjusted": "4",
    "three_public.vehicle.final": "3.5",
    "three_public.reception.budget": "1",
    "three_public.reception.lanting_adjusted": "1",
    "three_public.reception.final": "0.5",
    "three_public.lanting_meeting.budget": "2",
    "three_public.lanting_meeting.lanting_adjusted": "2",
    "three_public.lanting_meeting.final": "1",
    "three_public.total.budget": "8",
    "three_public.total.lanting_adjusted": "7",
    "three_public.total.final": "5",
}


@pytest.fixture
def report(db: None, settings: Settings) -> Report:
    settings.PERFEVAL_OUTLINES = [Path(HERE)]
    department = builders.department(builders.district("兰亭县"), code="0016", name="兰亭县档案馆")
    report = builders.report(department, builders.cycle(department.district, year=2025, outline="lanting-2025"))
    clerk = builders.clerk(department)
    figures = {place: Figure.of(amount) for place, amount in AMOUNTS.items()}
    drafts.save_section(report, "three", Changes(figures=figures), revision=0, by=clerk)
    drafts.save_section(report, "projects", Changes(lists={"projects": PROJECTS}), revision=0, by=clerk)
    drafts.save_section(report, "offices", Changes(lists={"offices": OFFICES}, fields={"unit.name": "兰亭县档案馆"}), revision=0, by=clerk)
    return report


def test_own_words_are_kept_beside_the_standard_row(report: Report) -> None:
    document = drafts.load_document(report)
    assert (document.rows("projects"), document.rows("offices")) == (PROJECTS, OFFICES)
    assert list(Project.objects.values_list("name", flat=True)) == ["档案修复", "库房改造"]
    assert {(row.list, row.key): row.texts for row in ExtraRow.objects.all()} == {
        ("projects", "p1"): {"lanting_source": "县级"},
        ("projects", "p2"): {"lanting_source": "省级"},
        ("offices", "o1"): {"lanting_site": "一楼"},
        ("offices", "o2"): {"lanting_site": ""},
    }


def test_saving_the_same_again_writes_nothing(report: Report) -> None:
    revision = drafts.save_section(report, "projects", Changes(lists={"projects": PROJECTS}), revision=1, by=None)
    assert revision == 1


def test_own_words_change_move_and_go_with_their_row(report: Report) -> None:
    moved = (PROJECTS[1], Row("p1", {**PROJECTS[0].values, "lanting_source": "市级"}))
    drafts.save_section(report, "projects", Changes(lists={"projects": moved}), revision=1, by=None)
    assert drafts.load_document(report).rows("projects") == moved
    drafts.save_section(report, "projects", Changes(lists={"projects": moved[:1]}), revision=2, by=None)
    assert drafts.load_document(report).rows("projects") == moved[:1]
    assert list(ExtraRow.objects.filter(list="projects").values_list("key", flat=True)) == ["p2"]


def test_own_lines_are_printed_checked_and_read_back(report: Report) -> None:
    document = drafts.load_document(report)
    text = printed(document)
    assert "“三公”经费调整后预算7万元，决算5万元，其中会议费1万元。" in text
    read = text_import.read_report_text(document.outline, text)
    assert (read.document.figures, read.unplaced, read.document.statements) == (document.figures, (), ())
    for key in ("projects", "offices"):
        assert [row.values for row in read.document.rows(key)] == [row.values for row in document.rows(key)]
    assert [finding.message for finding in checks.run(document)] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('{ key = "lanting_adjusted",', '{ key = "adjusted2",', "词汇表里没有列“adjusted2”；自设的写作“lanting_adjusted2”"),
        ('{ key = "lanting_meeting", label', '{ key = "meeting", label', "自设的写作“lanting_meeting”"),
        ('{ key = "lanting_source",', '{ key = "source",', "自设的写作“lanting_source”"),
        ('namespace = "lanting"\n', "", "请先在文件开头写 namespace"),
    ],
)
def test_a_line_without_the_namespace_is_told_how_to_name_it(old: str, new: str, message: str) -> None:
    text = (HERE / "lanting-2025.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(Mistakes) as found:
        outline_loader.parse_outline_text("lanting-2025", text.replace(old, new), outline_loader.find_source("daxiang-2021").vocabulary)
    assert message in str(found.value)


def test_statistics_say_which_lines_they_leave_out(report: Report) -> None:
    outlines = list(own_facts.load_outlines(Report.objects.all()).values())
    said = own_facts.describe_own_lines(outlines, "three_public")
    assert said == "提纲自设的行和列（会议费、调整后预算数、节约）不单独统计；自设的行列入合计的，合计数中已包含。"
    assert own_facts.describe_own_lines(outlines, "expenditure") == ""
    told = own_facts.describe_own_facts(outlines)
    assert told.startswith("提纲自设的数据项不在本表之内，见各报告：项目的资金来源、项目的年末结余、内设机构的办公地点、“三公”经费的会议费")
