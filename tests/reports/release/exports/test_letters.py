"""退回意见清单, 审核意见 and 通报 of a selection: letters of the bureau as Word."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import District
from reports.models import Report, ReturnItem
from reports.release.exports import circulars, letter_archive
from reports.release.exports.archive import LIST
from tests.reports.domain.rendering.word.reading import find_all, get_text, list_paragraphs, list_parts, open_part
from tests.reports.domain.rendering.word.schema import list_wrong_orders
from tests.reports.release.statistics.builders import approve, many

pytestmark = pytest.mark.django_db


def write_archive(write: Any, reports: Any) -> dict[str, bytes]:
    target = BytesIO()
    write(reports, target)
    with zipfile.ZipFile(target) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def list_lines(content: bytes) -> list[tuple[str, str]]:
    """Paragraphs outside of tables."""
    return [line for line in list_paragraphs(content) if not line[0].startswith("Table") and line[1]]


def list_rows(content: bytes) -> list[list[str]]:
    rows = find_all(open_part(content, "word/document.xml"), "tr")
    return [[get_text(cell) for cell in find_all(row, "tc")] for row in rows]


@pytest.fixture
def headed(small: District) -> District:
    small.letter_head, small.letter_number, small.letter_signature = "云水区财政局文件", "云财绩〔{年}〕{号}号", "云水区财政局绩效股"
    small.save()
    return small


def test_each_unit_with_open_items_gets_a_letter_and_the_others_are_named(year, headed):
    made = write_archive(letter_archive.write_item_letters, year.filter(department__code__in=["A1", "A2", "A3"]))
    assert list(made) == ["A2_云水区A2局_2018.docx", "A3_云水区A3局_2018.docx", LIST]
    assert "A1_云水区A1局_2018：没有未了结的退回意见" in made[LIST].decode("utf-8-sig")


def test_a_letter_has_the_head_that_the_district_set(year, headed):
    made = write_archive(letter_archive.write_item_letters, year.filter(department__code="A3"))
    reference = Report.objects.get(department__code="A3").submissions.get().reference
    [letter] = made.values()
    assert list_lines(letter) == [
        ("LetterHead", "云水区财政局文件"),
        ("LetterNumber", "云财绩〔2019〕　　号"),
        ("Title", "关于云水区A3局2018年度部门整体支出绩效自评报告的退回意见"),
        ("Addressee", "云水区A3局："),
        (
            "BodyText",
            f"你单位报送的2018年度部门整体支出绩效自评报告（第 1 次报送，编号 {reference}）"
            "已经审核，尚未了结的意见共 2 条，其中必改 1 条。请逐条修改或者说明，于2019年3月31日17:30前重新报送。具体意见如下。",
        ),
        ("LetterSignature", "云水区财政局绩效股"),
        ("LetterDay", "2019年　　月　　日"),
    ]


def test_what_a_district_did_not_set_is_the_name_of_its_bureau(year, small):
    made = write_archive(letter_archive.write_item_letters, year.filter(department__code="A3"))
    lines = dict(list_lines(made["A3_云水区A3局_2018.docx"]))
    assert (lines["LetterHead"], lines.get("LetterNumber"), lines["LetterSignature"]) == ("云水区财政局", None, "云水区财政局")


def test_items_stand_in_a_table_with_the_answer(year, small):
    ReturnItem.objects.filter(place="expenditure.total.final").update(answer_kind="changed", answer="已按批复改")
    made = write_archive(letter_archive.write_item_letters, year.filter(department__code="A3"))
    assert list_rows(made["A3_云水区A3局_2018.docx"]) == [
        ["序号", "位置", "性质", "意见", "单位答复"],
        ["1", "（四）2018年度项目 › 项目第 12 行 · 组织实施情况", "请说明", "请核对", "未答复"],
        ["2", "（一）2018年度支出 › 支出合计 · 决算数", "必改", "请核对", "已改：已按批复改"],
    ]


def test_what_is_at_the_bureau_again_is_not_asked_to_be_sent_again(year, small):
    made = write_archive(letter_archive.write_item_letters, year.filter(department__code="A2"))
    [body] = [text for style, text in list_lines(made["A2_云水区A2局_2018.docx"]) if style == "BodyText"]
    assert body.endswith("尚未了结的意见共 1 条，其中必改 1 条。具体意见如下。")


def test_an_opinion_names_points_grade_and_what_became_of_the_items(small):
    report = Report.objects.get(department__code="A1", cycle__year=2017)
    approve(report, "95", "90.5", "优")
    report.return_items.update(is_open=False, closing="approved")
    [letter] = write_archive(letter_archive.write_opinion_letters, Report.objects.filter(pk=report.pk)).values()
    verdict, handled = [text for style, text in list_lines(letter) if style == "BodyText"]
    assert verdict.endswith("经审核，予以通过。自评得分 95 分，财政评分 90.5 分，等次为“优”。")
    assert handled == "审核中提出意见 1 条，处理情况如下。"
    assert list_rows(letter)[1] == ["1", "（二）管理情况", "请核对", "未答复", "随通过了结"]


def test_only_what_stands_as_approved_gets_an_opinion(year, small):
    approve(Report.objects.get(department__code="A1", cycle__year=2018), None, None)
    reopened = Report.objects.get(department__code="A3", cycle__year=2018)
    approve(reopened, "90", "80")
    made = write_archive(letter_archive.write_opinion_letters, year.filter(department__code__in=["A1", "A2", "A3"]))
    assert list(made) == ["A1_云水区A1局_2018.docx", LIST]
    assert made[LIST].decode("utf-8-sig").count("：还没有审核通过") == 2
    assert [text for style, text in list_lines(made["A1_云水区A1局_2018.docx"]) if style == "BodyText"][1] == "审核中没有提出退回意见。"


def test_a_circular_counts_and_names_the_units_of_each_year(small):
    approve(Report.objects.get(department__code="A1", cycle__year=2018), "90", "88", "良")
    made = write_archive(circulars.write_circulars, Report.objects.expected().exclude(department__code="B1"))
    assert list(made) == ["云水区_2017_通报.docx", "云水区_2018_通报.docx"]
    letter = made["云水区_2018_通报.docx"]
    assert [text for style, text in list_lines(letter) if style == "BodyText"] == [
        "现将 5 个单位（本年度应报送的单位共 6 个）2018年度部门整体支出绩效自评情况通报如下。",
        "已报送 3 个，其中按时 3 个，逾期 0 个；未报送 2 个。",
        "审核通过并评定等次的 1 个：良 1 个。",
        "未报送的单位：云水区B2局、云水区N1局。",
    ]
    assert list_rows(letter)[:2] == [
        ["序号", "单位", "首次报送", "报送情况", "自评得分", "财政评分", "等次"],
        ["1", "云水区A1局", "2019-03-29", "按时", "90", "88", "良"],
    ]


def test_a_letter_opens_without_repair(year, headed):
    [letter] = write_archive(letter_archive.write_item_letters, year.filter(department__code="A3")).values()
    parts = [name for name in list_parts(letter) if name.startswith("word/") and name.endswith(".xml")]
    assert [wrong for name in parts for wrong in list_wrong_orders(open_part(letter, name), name)] == []


def test_the_same_moment_gives_the_same_bytes(year, headed):
    first, second = (write_archive(write, year) for write in (letter_archive.write_item_letters,) * 2)
    assert first == second


@pytest.mark.parametrize("write", [letter_archive.write_item_letters, letter_archive.write_opinion_letters, circulars.write_circulars])
def test_many_letters_cost_as_many_queries_as_one(db, write):
    many(3, years=1)
    counts = []
    for reports in (Report.objects.filter(department__code="000001"), Report.objects.all()):
        with CaptureQueriesContext(connection) as asked:
            assert LIST not in write_archive(write, reports)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("pattern", ["财〔{年份}〕{号}号", "财{年", "财}", "{}"])
def test_a_number_pattern_knows_two_marks(small, pattern):
    small.letter_number = pattern
    with pytest.raises(ValidationError, match=r"只能写 \{年\} 和 \{号\}"):
        small.full_clean()
