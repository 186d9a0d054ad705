"""A file becomes a report: all of it, in the right department and year, or nothing."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from departments.models import Department, District
from reports import workflow
from reports.domain.outlines import outline_loader
from reports.filing import drafts, report_import
from reports.filing.report_import import ImportRefused
from reports.models import Cycle, OutlineVersion, Report, ReturnItem, Status
from tests import builders
from tests.papers import Raw

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return builders.report()


def into(report: Report, raw: Raw) -> report_import.Imported:
    return report_import.import_report(raw, department=report.department, cycle=report.cycle, by=None)


def refused(report: Report, raw: Raw) -> str:
    with pytest.raises(ImportRefused) as refusal:
        into(report, raw)
    assert drafts.load_document(report).lists == {}
    return str(refusal.value)


def test_the_report_becomes_what_the_file_says(report: Report) -> None:
    assert into(report, builders.paper()).document == builders.document()


def test_a_second_import_changes_nothing(report: Report) -> None:
    into(report, builders.paper())
    before = list(report.section_states.values_list("section", "revision"))
    into(report, builders.paper())
    assert list(report.section_states.values_list("section", "revision")) == before


def test_row_keys_and_return_items_outlive_a_file_without_keys(report: Report) -> None:
    into(report, builders.paper())
    ReturnItem.objects.create(report=report, place="duties.d2", place_label="职责第 2 行", text="请写具体")
    raw = builders.paper()
    raw["lists"]["duties"] = [{"text": "全新的职责"}, {"text": "提供档案查阅服务"}]
    imported = into(report, raw)
    assert imported.document.rows("duties")[1].key == "d2"
    assert imported.unplaced == ()


def test_an_answer_follows_its_problem_to_the_kept_key(report: Report) -> None:
    into(report, builders.paper())
    raw = builders.paper()
    raw["lists"]["problems"] = [{"key": "new", "text": "部分指标不够量化"}]
    raw["lists"]["suggestions"] = [{"key": "s2", "text": "细化指标", "answers": "new"}]
    assert into(report, raw).document.rows("suggestions")[0].answers == "q2"


def test_a_return_item_without_its_place_is_told(report: Report) -> None:
    into(report, builders.paper())
    ReturnItem.objects.create(report=report, place="duties.d2", place_label="职责第 2 行", text="请写具体")
    raw = builders.paper(lists={"duties": [{"key": "d1", "text": "甲"}]})
    assert into(report, raw).unplaced == ("退回意见“请写具体”所指的“职责第 2 行”在新的内容中已不存在。",)


def test_another_year_is_refused(report: Report) -> None:
    assert "2019" in refused(report, builders.paper(year=2019))


def test_another_department_is_refused(report: Report) -> None:
    raw = builders.paper(department={"code": "099", "name": "别的单位", "district": "临水区"})
    message = refused(report, raw)
    assert "“099”" in message
    assert "“临水区”" in message


def test_an_untouched_report_takes_over_the_files_outline() -> None:
    report = builders.report(builders.department(code="066003", name="云水区图书馆"), builders.cycle(year=2021))
    assert into(report, builders.paper("daxiang-2021")).document == builders.document("daxiang-2021")


def test_a_report_that_was_begun_keeps_its_outline(report: Report) -> None:
    into(report, builders.paper())
    with pytest.raises(ImportRefused, match="这份报告用的是“tianxin-2018”"):
        into(report, builders.paper("daxiang-2021", year=2018, department=builders.paper()["department"]))


def test_a_report_under_an_older_version_is_read_with_that_version(report: Report) -> None:
    current = report.outline
    source = outline_loader.Source(current.text + "\n# 旧版\n", current.vocabulary)
    kept = {"text": source.text, "vocabulary": source.vocabulary, "sha256": source.sha256}
    older = OutlineVersion.objects.create(outline_id=current.outline_id, **kept)
    Report.objects.update(outline=older)
    assert into(report, builders.paper()).report.outline == older


def test_too_long_a_text_is_refused_as_a_whole(report: Report) -> None:
    assert "最多 50000 个字" in refused(report, builders.paper(texts={"management": "字" * 50_001}))


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.editable()))
def test_a_report_that_left_the_department_is_not_replaced(report: Report, status: str) -> None:
    Report.objects.update(status=status)
    assert Status(status).label in refused(report, builders.paper())


def test_an_imported_report_can_be_handed_over() -> None:
    report = builders.complete_report()
    workflow.hand_over(report, by=builders.clerk(report.department))
    report.refresh_from_db()
    assert report.status == Status.AWAITING_SIGNATURE


class TestFile:
    def test_department_district_and_cycle_are_made_on_demand(self) -> None:
        report = report_import.import_file(builders.paper(), create=True).report
        assert str(report.department) == "088001 云水区档案馆"
        assert (report.department.district.name, report.department.district.city) == ("云水区", "长沙市")
        assert (report.cycle.year, report.cycle.outline) == (2018, "tianxin-2018")

    def test_without_leave_nothing_is_made(self) -> None:
        with pytest.raises(ImportRefused, match="--create-department"):
            report_import.import_file(builders.paper())
        assert not District.objects.exists()

    def test_a_refused_file_leaves_no_department_behind(self) -> None:
        with pytest.raises(ImportRefused):
            report_import.import_file(builders.paper(texts={"management": "字" * 50_001}), create=True)
        assert [model for model in (District, Department, Cycle, Report) if model.objects.exists()] == []

    def test_the_file_is_read_by_the_version_that_its_report_has(self) -> None:
        """Of then, with an item (数据项) that the outline as published now no longer has."""
        report = report_import.import_file(builders.paper(), create=True).report
        current = report.outline
        text = current.text.replace('{ key = "rationality" }', '{ key = "discipline" }').replace('text = "rationality"', 'text = "discipline"')
        source = outline_loader.Source(text, current.vocabulary)
        kept = {"text": source.text, "vocabulary": source.vocabulary, "sha256": source.sha256}
        Report.objects.update(outline=OutlineVersion.objects.create(outline_id=current.outline_id, **kept))
        raw = builders.paper()
        raw["texts"]["discipline"] = raw["texts"].pop("rationality")
        assert report_import.import_file(raw).document.text("discipline").startswith("整体目标与本馆职责")
        Report.objects.update(outline=current)
        with pytest.raises(ImportRefused, match="discipline"):
            report_import.import_file(raw)

    def test_a_year_that_is_over_gets_thirty_days(self) -> None:
        with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
            cycle = report_import.import_file(builders.paper(), create=True).report.cycle
            assert timezone.localdate(cycle.due) == date(2026, 5, 31)

    def test_a_current_year_is_due_on_31_march(self) -> None:
        with time_machine.travel(datetime(2019, 1, 10, tzinfo=UTC)):
            due = report_import.import_file(builders.paper(), create=True).report.cycle.due
        assert due.astimezone(UTC) == datetime(2019, 3, 31, 10, tzinfo=UTC)

    def test_the_code_may_come_from_the_command(self) -> None:
        raw = builders.paper(department={"name": "云水区档案馆", "district": "云水区"})
        assert report_import.import_file(raw, code="0007", create=True).report.department.code == "0007"

    def test_without_any_code_it_is_asked_for(self) -> None:
        with pytest.raises(ImportRefused, match="--department"):
            report_import.import_file(builders.paper(department={"name": "云水区档案馆"}), create=True)

    def test_the_arguments_name_the_district_that_the_file_does_not(self) -> None:
        paper = builders.paper(department={"name": "云水区档案馆"})
        with pytest.raises(ImportRefused, match="请用 --district 指定区县，新区县的所属市用 --city 指定"):
            report_import.import_file(paper, code="0007", create=True)
        home = report_import.import_file(paper, code="0007", district="云水区", city="长沙市", create=True).report.department.district
        assert (home.name, home.city) == ("云水区", "长沙市")

    def test_a_code_too_long_for_the_database_is_refused(self) -> None:
        with pytest.raises(ImportRefused, match="20"):
            report_import.import_file(builders.paper(department={"name": "馆", "code": "1" * 30, "district": "云水区"}), create=True)

    def test_what_the_database_refuses_is_told_under_its_name(self) -> None:
        with pytest.raises(ImportRefused, match=r"单位的预算编码：.*20 字符"):
            report_import.import_file(builders.paper(department={"name": "馆", "code": "1" * 30, "district": "云水区"}), create=True)

    @pytest.mark.parametrize("code", [" ", "\u202e", "\u3000"])
    def test_a_code_of_nothing_that_is_seen_is_none(self, code: str) -> None:
        with pytest.raises(ImportRefused, match="没有预算编码"):
            report_import.import_file(builders.paper(department={"name": "馆", "code": code, "district": "云水区"}), create=True)

    def test_names_are_cleaned_like_everything_else(self) -> None:
        raw = builders.paper(department={"name": " 云水区\u202e档案馆", "code": " 088001", "district": "云水区 ", "city": "长沙市\n"})
        home = report_import.import_file(raw, create=True).report.department
        assert (str(home), home.district.name, home.district.city) == ("088001 云水区档案馆", "云水区", "长沙市")

    def test_a_code_of_two_districts_needs_the_district(self) -> None:
        for name in ("云水区", "临水区"):
            builders.department(builders.district(name))
        raw = builders.paper(department={"name": "馆", "code": "088001"})
        with pytest.raises(ImportRefused, match="--district"):
            report_import.import_file(raw, create=True)
        assert report_import.import_file(raw, district="临水区", create=True).report.department.district.name == "临水区"

    def test_an_unknown_outline_is_told(self) -> None:
        with pytest.raises(ImportRefused, match="没有编号为“x-1999”的提纲"):
            report_import.import_file(builders.paper(outline="x-1999"), create=True)


def test_a_registered_name_of_the_unit_contradicts_nothing(report: Report) -> None:
    report.department.aliases = "云水区地方志办公室"
    report.department.save()
    given = [
        {"place": "unit.name", "stated": name, "found": "云水区档案馆", "quote": name} for name in ("云水区地方志办公室", "云水区文史馆")
    ]
    assert [one.stated for one in into(report, builders.paper(statements=given)).document.statements] == ["云水区文史馆"]
