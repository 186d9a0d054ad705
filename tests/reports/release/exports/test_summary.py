"""汇总表: opened again, cell by cell."""

import pytest
from django.db.models import QuerySet

from reports.models import Approval, Figure, Problem, Report, Submission, Suggestion
from reports.release.exports import columns, selection
from tests import builders
from tests.reports.release.exports.books import column, sheet, xml
from tests.reports.release.exports.conftest import naive
from tests.reports.release.statistics.builders import at, many

pytestmark = pytest.mark.django_db
FINDING = {
    "id": "C06",
    "label": "项目之和 = 项目支出",
    "outcome": "R",
    "places": ["projects"],
    "message": "项目之和 148.35 ≠ 项目支出 150.00",
    "difference": "-1.65",
    "figures": [],
    "subject": "",
    "explained": "=HYPERLINK(1)",
    "override": True,
    "fingerprint": "x",
    "version": "2",
}
TYPED = ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "http://example.cn", "{=A1}", "088001"]


def approved(report: Report) -> None:
    scores = {"self_points": "88.50", "points": "86", "grade": "良"}
    Approval.objects.create(submission=report.submissions.get(), at=at("2019-04-02 12:00"), **scores)


def find(report: Report, *findings: dict) -> None:
    """As if frozen when the report was sent; a submission itself cannot be changed."""
    frozen = {"version": "2", "findings": findings}
    QuerySet(Submission).filter(report=report).update(findings=frozen)


def test_one_row_a_department_with_numbers_as_numbers(year, book):
    approved(year.get(department__code="A1"))
    head, *rows = sheet(book(year.filter(department__code__in=["A1", "A2"])), "汇总表")

    assert [heading.replace("\n", " ") for heading in head] == [
        *("预算编码", "单位", "业务股室", "年度", "状态", "报送截止", "首次报送时间", "最近报送时间", "逾期", "报送次数"),
        *("支出合计 年初预算", "支出合计 调整预算", "支出合计 决算", "执行率 决算÷调整预算"),
        *("“三公”经费 预算", "“三公”经费 决算", "自评得分", "财政评分", "等次", "审核通过时间"),
    ]
    first, second, due = naive("2019-03-30 09:00"), naive("2019-04-01 09:00"), naive("2019-03-31 17:30")
    sent, passed = naive("2019-03-29 23:50"), naive("2019-04-02 12:00")
    assert rows == [
        [
            "A1",
            "云水区A1局",
            "行政政法股",
            2018.0,
            "已通过",
            due,
            sent,
            sent,
            "",
            1.0,
            90.0,
            100.0,
            95.0,
            0.95,
            5.0,
            4.0,
            88.5,
            86.0,
            "良",
            passed,
        ],
        ["A2", "云水区A2局", "行政政法股", 2018.0, "审核中", due, first, second, "", 2.0, "", 50.0, 20.0, 0.4, 1.5, 2.0, "", "", "", ""],
    ]


def test_what_the_department_may_still_change_is_not_shown(year, book):
    content = book(year.filter(department__code__in=["A3", "B2"]))

    assert column(content, "汇总表", "支出合计决算") == ["", ""]
    assert column(content, "汇总表", "状态") == ["已退回", "填报中"]


def test_lateness_is_that_of_the_first_submission(year, book):
    found = dict(zip(*(column(book(year), "汇总表", heading) for heading in ("预算编码", "逾期")), strict=True))

    assert {code: found[code] for code in ("A2", "B1", "B2", "N1")} == {
        "A2": "",
        "B1": "逾期 1 天",
        "B2": "未报送，逾期 2 天",
        "N1": "未报送，逾期 2 天",
    }


def test_classified_and_blank_and_nought_are_three_things(year, book):
    report = year.get(department__code="B1")
    Figure.objects.create(report=report, table="three_public", row="total", column="budget", amount=0, state="amount")
    content = book(year.filter(pk=report.pk))

    headings = ("“三公”经费决算", "“三公”经费预算", "支出合计年初预算")
    assert [column(content, "汇总表", heading) for heading in headings] == [["涉密"], [0.0], [""]]


def test_an_amount_keeps_the_places_that_were_typed(year, book):
    Figure.objects.filter(report__department__code="A1", report__cycle__year=2018, column="adjusted").update(amount="123456789.123456")

    assert column(book(year.filter(department__code="A1")), "汇总表", "支出合计调整预算") == [123456789.123456]


def test_an_extended_deadline_is_the_one_that_counts(year, book):
    report = year.get(department__code="B2")
    Report.objects.filter(pk=report.pk).update(extended_to=at("2019-04-10 17:30"))
    content = book(year.filter(pk=report.pk))

    assert column(content, "汇总表", "报送截止") == [naive("2019-04-10 17:30")]
    assert column(content, "汇总表", "逾期") == [""]


def test_scores_of_an_approval_that_was_reopened_are_not_shown(year, book):
    report = year.get(department__code="A1")
    approved(report)
    Report.objects.filter(pk=report.pk).update(status="in_review")

    assert [column(book(year.filter(pk=report.pk)), "汇总表", name) for name in ("自评得分", "财政评分", "等次")] == [[""]] * 3


def test_every_finding_has_a_row_with_its_reason(year, book):
    find(year.get(department__code="A2"), FINDING, {**FINDING, "outcome": "info"}, {**FINDING, "outcome": "W", "difference": None})
    find(year.get(department__code="A3"), FINDING)

    rows = sheet(book(year), "核对结果")[1:]
    said = ["C06", "项目之和 = 项目支出"]
    assert [row[:1] + row[4:] for row in rows] == [
        ["A2", 2.0, *said, "须说明", FINDING["message"], -1.65, "=HYPERLINK(1)", "是"],
        ["A2", 2.0, *said, "提示", FINDING["message"], "", "=HYPERLINK(1)", "是"],
    ]


def test_problems_stand_beside_their_suggestions(year, book):
    report = year.get(department__code="A1")
    for at_, (key, text) in enumerate([("p1", "预算编制不细"), ("p2", "进度偏慢")]):
        Problem.objects.create(report=report, key=key, position=at_, text=text)
    for at_, (answers, text) in enumerate([("p1", "细化到项目"), ("p1", "提前论证"), ("", "加强培训"), ("gone", "另行研究")]):
        Suggestion.objects.create(report=report, key=f"s{at_}", position=at_, answers=answers, text=text)
    Problem.objects.create(report=year.get(department__code="A3"), key="x", position=0, text="还在改")

    rows = [row[4:] for row in sheet(book(year), "问题和建议")[1:]]
    assert rows == [["预算编制不细", "细化到项目\n提前论证"], ["进度偏慢", ""], ["", "加强培训"], ["", "另行研究"]]


def test_every_return_item_has_a_row_with_its_answer(year, book):
    item = year.get(department__code="A2").return_items.get()
    item.answer_kind, item.answer, item.author = "changed", "已补充", builders.person("wang", name="王芳")
    item.save()

    rows = sheet(book(year), "退回意见")[1:]
    assert [row[0] for row in rows] == ["A2", "A3", "A3"]
    assert rows[0][4:] == ["", item.place_label, "必改", "请核对", "王芳", naive("2019-04-02 12:00"), "已改", "已补充", "未了结"]


def test_nothing_that_was_typed_becomes_a_formula(year, book):
    report = year.get(department__code="A1")
    for number, text in enumerate(TYPED):
        Problem.objects.create(report=report, key=f"p{number}", position=number, text=text)
    report.department.__class__.objects.filter(pk=report.department_id).update(name="=1+1", code="+088")
    content = book(year)

    parts = xml(content)
    assert column(content, "问题和建议", "存在的问题") == TYPED
    assert ("+088", "=1+1") in {tuple(row[:2]) for row in sheet(content, "汇总表")}
    assert [part for part, text in parts.items() if "<f>" in text or "<f " in text or "hyperlink" in text] == []


def test_headings_stay_in_sight_and_columns_are_wide_enough(year, book):
    parts = xml(book(year))

    for number in (1, 2, 3, 4):
        text = parts[f"xl/worksheets/sheet{number}.xml"]
        assert '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>' in text
        assert text.count("<col ") > 4
        assert "<autoFilter" in text
    assert 'formatCode="#,##0.00"' in parts["xl/styles.xml"] or 'numFmtId="4"' in parts["xl/styles.xml"]


def test_equal_data_makes_equal_bytes(year, book):
    assert book(year) == book(year)


def test_too_many_or_none_is_a_sentence(year, book, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selection, "MOST_IN_SUMMARY", 3)

    with pytest.raises(selection.ExportRefused, match="所选报告有 8 份，一次最多导出 3 份，请按年度或股室筛选后分批导出。"):
        book(year)
    with pytest.raises(selection.ExportRefused, match="没有可导出的报告"):
        book(Report.objects.none())


@pytest.mark.parametrize("number", [50, 500])
def test_any_number_of_departments_takes_nine_queries(number: int, book, django_assert_num_queries):
    many(number, years=1)

    with django_assert_num_queries(9):
        content = book(Report.objects.all())

    assert len(sheet(content, "汇总表")) == number + 1


def test_the_file_is_named_after_district_and_year(year):
    builders.cycle(builders.district("临水区"), 2016, due=at("2017-03-31 17:30"), opens=at("2017-01-01 08:00"))

    assert selection.name_export_file("汇总表", year, "xlsx") == "汇总表_云水区_2018.xlsx"
    assert selection.name_export_file("汇总表", Report.objects.all(), "xlsx") == "汇总表_云水区_2017-2018.xlsx"


def test_notes_say_what_a_blank_means(year, book):
    assert [row[0] for row in sheet(book(year), "说明")[1:]] == columns.NOTES
