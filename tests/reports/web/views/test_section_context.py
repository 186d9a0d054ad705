"""The page of a section: what it shows, and to whom."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import Role
from reports.domain.figures import Figure
from reports.models import Cycle, Report, ReturnItem, Status
from tests.reports.filing.forms.builders import DAXIANG, Browser, facts, make_clerk, make_report, rows, store

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def put(report, status):
    Report.objects.filter(pk=report.pk).update(status=status)


def test_every_section_of_both_outlines_opens(report, clerk):
    for each in (report, make_report(DAXIANG, 2024)):
        pages = [Browser(clerk, each, key).open() for key in each.outline.definition.sections]
        assert {page.status for page in pages} == {200}


def test_the_page_has_one_input_for_every_place_of_the_section(report, clerk):
    page = Browser(clerk, report, "expenditure").open()
    places = [
        f"expenditure.{row}.{column}"
        for column in ("budget", "adjusted", "final", "assets")
        for row in ("total", "basic", "project", "special")
    ]
    assert page.names("expenditure.") == places


def test_a_turned_table_is_filled_in_as_the_paper_prints_it(report, clerk):
    html = Browser(clerk, report, "expenditure").open().html
    assert html.index("支出合计</th>") < html.index("年初部门预算</th>")
    assert 'aria-label="基本支出 · 部门决算数"' in html


def test_last_years_figure_stands_beside_the_input(report, clerk):
    last = make_report(year=2022)
    store(last, "expenditure", clerk, figures={"expenditure.total.final": Figure.of("378.91")})
    html = Browser(clerk, report, "expenditure").open().html
    assert "上年</span> 378.91" in html


def test_what_is_missing_leads_to_its_input(report, clerk):
    html = Browser(clerk, report, "management").open().html
    assert f'<a href="#{TEXT}">项目资金管理情况未写</a>' in html


def test_a_return_item_of_the_section_has_its_answer_form(report, clerk):
    for place in (TEXT, "narrative.output"):
        ReturnItem.objects.create(report=report, place=place, place_label=place, text=f"请补充 {place}", author=clerk)
    own = ReturnItem.objects.get(place=TEXT)
    html = Browser(clerk, report, "management").open().html
    assert re.findall(r'<select[^>]*name=":kind:(\d+)"', html) + re.findall(r'type="radio"[^>]*name=":kind:(\d+)"', html)[:1] == [
        str(own.pk)
    ]
    assert "答复“请补充 narrative.output”" in html  # the other one stands in the list of what is to be done


def test_a_fact_of_another_section_is_shown_with_the_way_to_it(report, clerk):
    store(report, "expenditure", clerk, figures={"expenditure.project.final": Figure.of("148.25")})
    html = Browser(clerk, report, "projects").open().html
    assert "148.25 万元" in html
    assert f'href="/reports/{report.pk}/sections/expenditure/#expenditure.project.final"' in html


def test_no_html_id_stands_twice(report, clerk):
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")})
    for key in ("basics", "expenditure", "management"):
        ids = [part.split('"')[0] for part in Browser(clerk, report, key).open().html.split(' id="')[1:]]
        assert len(ids) == len(set(ids))


def test_a_stranger_gets_404(report, clerk):
    stranger = make_clerk(report, "stranger")
    stranger.memberships.all().delete()
    page = Browser(clerk, report, "management").open()
    page.client.force_login(stranger)
    assert (page.open().status, page.press().status) == (404, 404)


def test_a_read_only_page_has_the_places_in_the_print(report, clerk):
    put(report, Status.SUBMITTED)
    html = Browser(clerk, report, "expenditure").open().html
    assert (html.count('id="section.expenditure"'), html.count('id="expenditure.basic.final"')) == (1, 1)


def test_an_unknown_section_is_404(report, clerk):
    assert Browser(clerk, report, "nothing").open().status == 404


def test_a_sent_report_is_read_only(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "迟到的修改"})
    put(report, Status.SUBMITTED)
    late = page.press()
    assert (late.status, "“已报送”" in late.html, facts(report).text("management")) == (409, True, "")
    shown = Browser(clerk, report, "management").open()
    assert ("内容不能修改" in shown.html, shown.pairs) == (True, [])


def test_what_was_typed_is_given_back_when_the_report_was_sent_meanwhile(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "迟到的修改"})
    put(report, Status.SUBMITTED)
    assert "迟到的修改" in page.press().html


def test_a_locked_deadline_says_so(report, clerk):
    Cycle.objects.update(locked_after_due=True, due=timezone.now() - timedelta(hours=1), opens=timezone.now() - timedelta(days=9))
    page = Browser(clerk, report, "management").open()
    assert ("本年度任务已锁定" in page.html, page.pairs) == (True, [])


def test_a_reviewer_does_not_even_see_what_is_being_written(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "审核员的话"})
    page.client.force_login(make_clerk(report, "reviewer", Role.REVIEWER))
    assert (page.press().status, facts(report).text("management")) == (404, "")


def test_a_reviewer_reads_what_was_sent_but_does_not_fill_in(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "审核员的话"})
    reviewer = make_clerk(report, "reviewer", Role.REVIEWER)
    Report.objects.update(status=Status.SUBMITTED)
    page.client.force_login(reviewer)
    assert (page.press().status, facts(report).text("management")) == (409, "")
    assert Browser(reviewer, report, "management").open().pairs == []
