"""What a block means, asked by the page."""

import pytest

from tests.reports.filing.forms.builders import Browser, facts, make_clerk, make_report, posted, rows, store

pytestmark = pytest.mark.django_db
FIRST = "expenditure.total.budget"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def ask(page: Browser, block: str, at: str, **rest: str):
    """Status and answer."""
    data = posted([*page.pairs, (":block", block), (":at", at), *((f":{name}", value) for name, value in rest.items())])
    answer = page.client.post(f"{page.url}paste/", data.urlencode(), "application/x-www-form-urlencoded")
    return answer.status_code, answer.json()


def test_the_answer_says_what_to_put_and_what_there_was(report, clerk):
    page = Browser(clerk, report, "expenditure").open().type({FIRST: "9"})
    status, told = ask(page, "514\t352.6\n", FIRST)
    assert status == 200
    assert told["puts"] == {FIRST: "514", "expenditure.basic.budget": "352.6"}
    assert told["undo"] == {FIRST: "9", "expenditure.basic.budget": ""}
    assert "填入 2 格，盖过 1 格原有内容" in told["receipt"]


def test_nothing_is_stored_by_asking(report, clerk):
    ask(Browser(clerk, report, "expenditure").open(), "514\n", FIRST)
    assert facts(report).figures == {}


def test_words_of_the_block_come_back_as_words(report, clerk):
    page = Browser(clerk, report, "expenditure").open()
    _, told = ask(page, "1\t2\t3\t4\t<script>alert(1)</script>\n", FIRST)
    assert "<script>" not in told["receipt"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told["receipt"]


@pytest.mark.parametrize("at", ["", "expenditure", "expenditure.no.such", "unit.name", "income.total.final", "a.b.c.d", "x" * 5000])
def test_a_cell_that_is_not_there_gets_a_sentence(report, clerk, at):
    status, told = ask(Browser(clerk, report, "expenditure").open(), "514\n", at)
    assert (status, "找不到光标所在的格，没有填入" in told["message"]) == (422, True)


def test_too_many_rows_get_a_sentence(report, clerk):
    page = Browser(clerk, report, "basics").open()
    status, told = ask(page, "行\n" * 1200, f"duties.{page.keys('duties')[0]}.text")
    assert (status, "没有粘入任何一行" in told["message"]) == (422, True)


def test_paragraphs_in_one_of_several_columns_stay_one_text(report, clerk):
    page = Browser(clerk, report, "projects").open()
    place = f"projects.{page.keys('projects')[0]}.use"
    _, told = ask(page.type({place: "甲乙"}), "一段\n二段", place, **{"from": "1", "to": "1"})
    assert told["puts"] == {place: "甲一段\n二段乙"}


def test_prose_is_cleaned_where_it_is_pasted(report, clerk):
    page = Browser(clerk, report, "management").open().type({"narrative.management": "甲\n乙"})
    _, told = ask(page, " 拨款12\x0b34万元 ", "narrative.management", **{"from": "2", "to": "3"})
    assert told["puts"] == {"narrative.management": "甲\n 拨款12\n34万元 "}


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_is_the_same_for_every_number_of_rows(report, clerk, number, django_assert_num_queries):
    store(report, "basics", clerk, lists={"duties": rows(*(f"第{at}项" for at in range(number)))})
    page = Browser(clerk, report, "basics").open()
    with django_assert_num_queries(4):
        ask(page, "一\n二\n三\n", f"duties.{page.keys('duties')[0]}.text")


def test_lines_beside_a_choice_are_rows_of_their_own(report, clerk):
    page = Browser(clerk, report, "problems").open()
    place = f"suggestions.{page.keys('suggestions')[0]}.text"
    _, told = ask(page, "1、增加人员；\n2、细化预算。\n", place)
    assert (list(told["puts"].values()), len(told["new"])) == (["增加人员", "细化预算"], 1)
