"""The person who imports sees the text and what was understood, doubts first; nothing counts before a yes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from departments.models import Department
from reports.domain import interchange, text_import
from reports.filing import drafts, readings, report_import
from reports.models import ReportReading
from tests.reports.domain.text_import.papers import ARCHIVE
from tests.reports.filing.forms.builders import facts, make_clerk, make_report
from tests.reports.test_query_counts import asked

pytestmark = pytest.mark.django_db
CLEAN = ARCHIVE.replace("改造后温湿度全年达标。\n", "").replace("文化、档案", "文化和档案")
DOUBTFUL = CLEAN.replace("还需增加扫描人手", "还需增加扫描人手，改进流程")


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def upload(client, text=DOUBTFUL):
    return client.post(client.address, {"file": SimpleUploadedFile("旧报告.txt", text.encode())}, follow=True)


@pytest.fixture
def page(client, report, clerk):
    client.force_login(clerk)
    client.address = f"/reports/{report.pk}/reading/"
    return client


def answers(report, answer):
    found = readings.find_reading(report)
    return {f"piece-{number}": answer for number in found.questions if number in found.unanswered}


def test_the_text_and_the_doubts_are_shown_and_nothing_is_written(page, report):
    shown = upload(page).content.decode()
    assert "旧报告.txt" in shown
    assert "存疑，请逐处核对：2 处" in shown
    assert "也可能是句中的标点" in shown
    assert shown.index("存疑，请逐处核对") < shown.index("没有疑问的内容")
    assert facts(report).figures == {}


def test_with_a_yes_to_every_doubt_the_report_takes_the_text_over(page, report):
    upload(page)
    page.post(page.address, answers(report, "yes"))
    assert [row.text("text") for row in facts(report).rows("suggestions")] == ["增加扫描人手", "改进流程"]
    assert str(facts(report).figure("expenditure.total.final")) == "300"
    assert not ReportReading.objects.filter(is_settled=False).exists()


def test_with_a_no_the_doubtful_stays_out(page, report):
    upload(page)
    page.post(page.address, answers(report, "no"))
    assert facts(report).rows("suggestions") == ()
    assert facts(report).rows("duties") != ()


def test_a_piece_is_moved_to_another_place(page, report):
    upload(page)
    page.post(page.address, answers(report, "table.problems"))
    assert [row.text("text") for row in facts(report).rows("problems")] == ["数字化进度偏慢", "增加扫描人手", "改进流程"]


def test_a_doubt_without_an_answer_keeps_everything_out_and_the_answers_are_kept(page, report):
    upload(page)
    first, *_ = answers(report, "yes")
    shown = page.post(page.address, {first: "yes"}, follow=True).content.decode()
    assert "还有 1 处存疑没有答复" in shown
    assert facts(report).figures == {}
    assert list(readings.find_reading(report).answers.values()) == ["yes"]


def test_words_that_are_no_number_do_not_go_into_a_table(page, report):
    upload(page)
    shown = page.post(page.address, answers(report, "expenditure.total.final"), follow=True).content.decode()
    assert "不是数字，不能放到表格里" in shown
    assert facts(report).figures == {}


HEADING = "（二）、整体绩效产出情况分析"


def ask_of(report, words):
    """The field of the question about a passage, and its piece."""
    found = readings.find_reading(report)
    return next((f"piece-{number}", piece) for number, piece in found.questions.items() if words in found.read.quote(piece))


def test_a_line_that_may_be_a_heading_is_said_to_be_one_and_the_text_is_read_again(page, report):
    upload(page, DOUBTFUL.replace(HEADING, "（二）、年度产出与效果"))
    first, *_ = answers(report, "yes")
    field, _ = ask_of(report, "年度产出与效果")
    shown = page.post(page.address, {field: "section.output", first: "yes"}, follow=True).content.decode()
    assert "已按您指定的标题把全文重新读了一遍，原文还没有写入报告" in shown
    assert (len(answers(report, "yes")), facts(report).figures) == (1, {})  # the other answer is kept
    page.post(page.address, answers(report, "yes") | {f"piece-{at}": answer for at, answer in readings.find_reading(report).answers.items()})
    assert facts(report).text("output") == "全年目标均已完成。"
    assert "年度产出与效果" not in facts(report).text("rationality")


def test_a_doubtful_heading_is_said_to_be_none_and_its_words_stay_in_the_text(page, report):
    upload(page, CLEAN.replace(HEADING, "（二）、绩效情况"))
    field, piece = ask_of(report, "绩效情况")
    assert piece.place == "section.output"
    page.post(page.address, {field: "no"})
    page.post(page.address, {})
    assert facts(report).text("rationality") == "目标与职责相符。\n（二）、绩效情况\n全年目标均已完成。"
    assert facts(report).text("output") == ""


def test_a_doubtful_heading_is_confirmed_like_any_other_doubt(page, report):
    upload(page, CLEAN.replace(HEADING, "（二）、绩效情况"))
    field, _ = ask_of(report, "绩效情况")
    shown = page.get(page.address).content.decode()
    assert "是，就是这一节的标题" in shown
    page.post(page.address, {field: "yes"})
    assert facts(report).text("output") == "全年目标均已完成。"


@pytest.mark.parametrize("answer", ["section.nothing", "section.overview"])
def test_words_that_look_like_no_heading_are_none(page, report, answer):
    upload(page)
    assert "已经不存在" in page.post(page.address, answers(report, answer), follow=True).content.decode()


@pytest.mark.parametrize("answer", ["expenditure.total.nothing", "narrative.x", "<b>"])
def test_an_answer_that_is_no_place_is_refused(page, report, answer):
    upload(page)
    assert "已经不存在" in page.post(page.address, answers(report, answer), follow=True).content.decode()


def test_a_reading_can_be_given_up(page, report):
    upload(page)
    assert "报告没有改动" in page.post(page.address, {"discard": "1"}, follow=True).content.decode()
    assert readings.find_reading(report) is None


@pytest.mark.parametrize(
    ("text", "sentence"), [("一封信", "没有找到提纲"), (" ", "是空的"), (ARCHIVE.replace("2023年度", "2022年度"), "原文是 2022 年度的")]
)
def test_a_text_that_cannot_be_read_is_told(page, text, sentence):
    assert sentence in upload(page, text).content.decode()


def test_a_stranger_finds_no_page(client, report):
    client.force_login(make_clerk(make_other_report(), "stranger"))
    assert client.get(f"/reports/{report.pk}/reading/").status_code == 404


def make_other_report():
    other = make_report(year=2022)
    other.department = Department.objects.create(district=other.department.district, code="099001", name="别的单位")
    other.save()
    return other


def test_a_report_that_is_with_the_bureau_takes_no_text(page, report):
    upload(page)
    report.status = "submitted"
    report.save()
    assert "现在不能修改" in page.post(page.address, {}, follow=True).content.decode()


def test_the_page_asks_the_database_as_often_for_many_doubts_as_for_few(page, report):
    upload(page)
    page.get(page.address)
    with asked() as few:
        page.get(page.address)
    page.post(page.address, {"discard": "1"})
    upload(page, DOUBTFUL.replace("改进流程", "改进流程，" + "，".join(f"再改{at}" for at in range(20))))
    with asked() as many:
        page.get(page.address)
    assert len(many) == len(few)


def test_an_imported_file_leaves_its_doubts_to_the_page(page, report, clerk):
    found = text_import.read_report_text(report.outline.definition, DOUBTFUL)
    raw = interchange.parse_source(interchange.dump_reading(found).replace("望溪区", "云水区"))
    report_import.import_report(raw, department=report.department, cycle=report.cycle, by=None)
    assert facts(report).rows("suggestions") == ()
    assert str(facts(report).figure("expenditure.total.final")) == "300"
    page.post(page.address, answers(report, "yes"))
    assert [row.text("text") for row in facts(report).rows("suggestions")] == ["增加扫描人手", "改进流程"]
    assert drafts.load_document(report).rows("duties") != ()
