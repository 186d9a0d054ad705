"""A section is filled in and saved; all of it without JavaScript."""

import pytest

from reports.domain.figures import Figure
from reports.models import Report, SectionState, Status
from tests.reports.filing.forms.builders import DAXIANG, Browser, facts, make_clerk, make_report, rows, store

pytestmark = pytest.mark.django_db
HUNAN = "hunan-standard"
TEXT = "narrative.management"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def test_a_saved_text_stands_on_the_page_with_the_time(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款专用。\r\n按进度拨付。"}).press()
    assert "已保存 " in page.html
    assert page.value(TEXT) == "专款专用。\n按进度拨付。"
    assert facts(report).text("management") == "专款专用。\n按进度拨付。"


def test_numbers_are_kept_as_typed_in_any_of_their_ways(report, clerk):
    typed = {"budget": "1,234.56", "adjusted": "１２３．４５", "final": "不适用", "assets": "涉密"}
    Browser(clerk, report, "expenditure").open().type({f"expenditure.total.{key}": value for key, value in typed.items()}).press()
    assert {place: str(figure) for place, figure in facts(report).figures.items()} == {
        "expenditure.total.budget": "1234.56",
        "expenditure.total.adjusted": "123.45",
        "expenditure.total.final": "不适用",
        "expenditure.total.assets": "涉密",
    }


def test_a_row_without_a_word_is_not_kept_and_that_is_said(report, clerk):
    store(report, "problems", clerk, lists={"problems": rows("人员不足")})
    page = Browser(clerk, report, "problems").open()
    page.type({f"suggestions.{page.keys('suggestions')[0]}.answers": "row1"}).press()
    assert "改进措施或有关建议第 1 行只选了所对应的一条，没有写内容，这一行没有保存。" in page.html
    assert facts(report).rows("suggestions") == ()


def test_a_row_whose_problem_is_gone_loses_that_choice_alone_and_that_is_said(report, clerk):
    store(report, "problems", clerk, lists={"problems": rows("人员不足")})
    page = Browser(clerk, report, "problems").open()
    suggestion = f"suggestions.{page.keys('suggestions')[0]}"
    page.type({f"{suggestion}.text": "增加编制", f"{suggestion}.answers": "row1", "problems.row1.text": ""}).press()
    assert "改进措施或有关建议第 1 行所对应的一条已经删去或没有内容，这个选择没有保存，请另选一条。" in page.html
    assert [(row.text("text"), row.answers) for row in facts(report).rows("suggestions")] == [("增加编制", "")]


def test_fields_and_lists_of_one_section_are_saved_together(report, clerk):
    page = Browser(clerk, report, "basics").open()
    page.type({"unit.superior": "云水区人民政府", f"duties.{page.keys('duties')[0]}.text": "收集档案"}).press()
    saved = facts(report)
    assert (saved.field("unit.superior"), [row.text("text") for row in saved.rows("duties")]) == ("云水区人民政府", ["收集档案"])


def test_a_saved_row_keeps_its_key(report, clerk):
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")})
    page = Browser(clerk, report, "basics").open().press("up:duties:row2").press()
    assert [row.key for row in facts(report).rows("duties")] == ["row2", "row1"]
    assert page.keys("duties") == ["row2", "row1"]


def test_a_suggestion_answers_its_problem(report, clerk):
    store(report, "problems", clerk, lists={"problems": rows("预算编制不细"), "suggestions": rows("细化预算编制")})
    Browser(clerk, report, "problems").open().type({"suggestions.row1.answers": "row1"}).press()
    assert [row.answers for row in facts(report).rows("suggestions")] == ["row1"]


def test_a_save_without_changes_keeps_the_revision(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款专用。"}).press().press()
    assert "已保存" in page.html
    assert SectionState.objects.get().revision == 1


def test_rows_are_added_moved_and_removed_without_javascript(report, clerk):
    page = Browser(clerk, report, "basics").open()
    first = page.keys("duties")[0]
    page.type({f"duties.{first}.text": "收集档案"}).press("add:duties")
    second = page.keys("duties")[1]
    page.type({f"duties.{second}.text": "提供查阅"}).press(f"up:duties:{second}")
    assert page.keys("duties") == [second, first]
    assert page.press(f"remove:duties:{first}").keys("duties") == [second]
    assert facts(report).rows("duties") == ()


def test_a_pasted_block_becomes_rows(report, clerk):
    page = Browser(clerk, report, "scale").open()
    page.type({"functions:paste": "一般公共服务支出\t330.55\n社会保障和就业支出\t48.34\n"}).press("paste:functions").press()
    lines = [(row.text("name"), str(row.figure("amount"))) for row in facts(report).rows("functions")]
    assert lines == [("一般公共服务支出", "330.55"), ("社会保障和就业支出", "48.34")]


def test_the_standard_sentence_comes_back(clerk):
    report = make_report(DAXIANG, 2024)
    page = Browser(clerk_of(report), report, "goal").open()
    standard = page.value("wording.goal_wording")
    page.type({"wording.goal_wording": f"经研究，{standard}"}).press()
    assert facts(report).wordings["goal_wording"].startswith("经研究，本部门")
    page.press("restore:goal_wording").press()
    assert facts(report).wordings == {}


def clerk_of(report):
    return make_clerk(report, "another")


def test_last_years_words_are_taken_over_and_saved_only_by_a_save(report, clerk):
    last = make_report(year=2022)
    store(last, "basics", clerk, fields={"unit.superior": "云水区人民政府"}, lists={"duties": rows("收集档案")})
    page = Browser(clerk, report, "basics").open().press("carry:unit.superior").press("carry:table.duties").press("carry:table.duties")
    assert (page.value("unit.superior"), page.keys("duties")) == ("云水区人民政府", ["row1"])
    assert facts(report).rows("duties") == ()


def test_columns_of_last_year_are_offered_from_last_years_report_and_marked_as_taken_over(report, clerk):
    last, now = make_report(HUNAN, 2021), make_report(HUNAN, 2022)
    store(last, "base_data", clerk, figures={"three_public.total.final": Figure.of("5.11")})
    place = "three_public.total.last_final"
    page = Browser(clerk, now, "base_data").open()
    assert (page.value(place), "上年报告：5.11" in page.html) == ("", True)
    page.press("carry:table.three_public")
    assert (page.value(place), "取自上年报告" in page.html, facts(now).figures) == ("5.11", True, {})
    page.press()
    assert str(facts(now).figures[place]) == "5.11"
    assert "上年报告为 5.11" in page.open().type({place: "5.21"}).press().html


def test_what_is_brought_back_does_not_conflict_with_the_save_that_was_made_while_its_page_was_left(report, clerk):
    left = Browser(clerk, report, "management").open().type({TEXT: "写了一上午"})
    Browser(clerk, report, "management").open().type({TEXT: "写了一上午"}).press()
    brought_back = left.press("show")
    assert (brought_back.value(TEXT), brought_back.value(":revision")) == ("写了一上午", "1")
    assert "已保存 " in brought_back.type({TEXT: "写了一上午，又写了一下午"}).press().html


def test_what_is_brought_back_over_another_save_keeps_its_own_revision(report, clerk):
    left = Browser(clerk, report, "management").open().type({TEXT: "写了一上午"})
    store(report, "management", clerk, texts={"management": "同事写的"})
    assert left.press("show").value(":revision") == "0"
    assert left.press().status == 409


def test_results_are_never_taken_over(report, clerk):
    store(make_report(year=2022), "output", clerk, texts={"output": "上年产出"})
    page = Browser(clerk, report, "output").open()
    assert ("上年产出" in page.html, "沿用上年" in page.html) == (True, False)
    assert page.press("carry:narrative.output").value("narrative.output") == ""


def test_a_whole_untouched_section_takes_over_last_year(report, clerk):
    store(make_report(year=2022), "management", clerk, texts={"management": "专款专用。"})
    page = Browser(clerk, report, "management").open()
    assert "本章节沿用上年" in page.html
    page.press("carry")
    assert facts(report).text("management") == "专款专用。"


def test_totals_answer_what_is_typed_and_save_nothing(report, clerk):
    page = Browser(clerk, report, "expenditure").open()
    page.type({"expenditure.total.final": "478.9", "expenditure.basic.final": "330.55", "expenditure.project.final": "148.25"})
    answer = page.client.post(f"{page.url}totals/", dict(page.pairs)).content.decode()
    assert 'id="computed-expenditure.total.final" hx-swap-oob="true">各项之和 478.8，差 −0.10</output>' in answer
    assert facts(report).figures == {}


def test_shares_are_computed_even_while_a_neighbour_is_no_number(clerk):
    report = make_report(DAXIANG, 2024)
    page = Browser(clerk_of(report), report, "income").open()
    page.type({"income.total.final": "200", "income.fiscal.final": "50", "income.other.final": "五十"})
    answer = page.client.post(f"{page.url}totals/", dict(page.pairs)).content.decode()
    assert 'id="computed-income.fiscal.share" hx-swap-oob="true">25%</output>' in answer


def test_taking_over_is_refused_in_words_once_the_report_is_sent(report, clerk):
    page = Browser(clerk, report, "management").open()
    store(make_report(year=2022), "management", clerk, texts={"management": "专款专用。"})
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    assert "报告现在是“已报送”状态，不能修改。" in page.press("carry").html
