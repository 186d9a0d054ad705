"""The page of a section: shown, filled in, saved; all of it without JavaScript."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import Role
from reports import drafts
from reports.document import Row
from reports.drafts import Changes
from reports.figures import Figure
from reports.models import Cycle, Report, ReturnItem, SectionState, Status
from tests.reports.forms.builders import DAXIANG, Browser, Form, make_clerk, make_report, posted, rows

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"
DRAFT = {"management": "专款专用。"}


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


@pytest.fixture
def other(report):
    return make_clerk(report, "other", Role.LEADER)


def facts(report):
    return drafts.load(fresh(report))


def fresh(report):
    return Report.objects.with_context().get(pk=report.pk)


def store(report, section, by, revision=0, **changes):
    return drafts.save(fresh(report), section, Changes(**changes), revision=revision, by=by)


def put(report, status):
    Report.objects.filter(pk=report.pk).update(status=status)


# ── Shown ──


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


def test_a_return_item_of_the_section_has_its_answer_form(report, clerk, other):
    for place in (TEXT, "narrative.output"):
        ReturnItem.objects.create(report=report, place=place, place_label=place, text=f"请补充 {place}", author=other)
    html = Browser(clerk, report, "management").open().html
    assert (f"请补充 {TEXT}" in html, "请补充 narrative.output" in html, 'name="kind"' in html) == (True, False, True)


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


# ── Saved ──


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


# ── Buttons that change what is typed ──


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


def test_results_are_never_taken_over(report, clerk):
    store(make_report(year=2022), "output", clerk, texts={"output": "上年产出"})
    page = Browser(clerk, report, "output").open()
    assert ("上年产出" in page.html, "沿用上年" in page.html) == (True, False)
    assert page.press("carry:narrative.output").value("narrative.output") == ""


def test_a_whole_untouched_section_takes_over_last_year(report, clerk):
    store(make_report(year=2022), "management", clerk, texts=DRAFT)
    page = Browser(clerk, report, "management").open()
    assert "本章节沿用上年" in page.html
    page.client.post(f"{page.url}carry/", {":revision": "0"})
    assert facts(report).text("management") == "专款专用。"


# ── Totals while typing ──


def test_totals_answer_what_is_typed_and_save_nothing(report, clerk):
    page = Browser(clerk, report, "expenditure").open()
    page.type({"expenditure.total.final": "478.9", "expenditure.basic.final": "330.55", "expenditure.project.final": "148.25"})
    answer = page.client.post(f"{page.url}totals/", dict(page.pairs)).content.decode()
    assert 'id="computed-expenditure.total.final" hx-swap-oob="true">各项之和 478.8，相差 +0.1</output>' in answer
    assert facts(report).figures == {}


def test_shares_are_computed_even_while_a_neighbour_is_no_number(clerk):
    report = make_report(DAXIANG, 2024)
    page = Browser(clerk_of(report), report, "income").open()
    page.type({"income.total.final": "200", "income.fiscal.final": "50", "income.other.final": "五十"})
    answer = page.client.post(f"{page.url}totals/", dict(page.pairs)).content.decode()
    assert 'id="computed-income.fiscal.share" hx-swap-oob="true">25%</output>' in answer


# ── Two at once ──


@pytest.fixture
def two(report, clerk, other):
    """Both opened the section; the other one has saved."""
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")}, fields={"unit.superior": "区政府"})
    mine, theirs = (Browser(user, report, "basics").open() for user in (clerk, other))
    theirs.type({"unit.superior": "区委办", "duties.row1.text": "收集和整理档案"}).press()
    return mine


def test_a_stale_save_is_refused_and_shows_both(two, report):
    page = two.type({"unit.superior": "区人大", "duties.row2.text": "提供查阅服务"}).press()
    assert page.status == 409
    assert all(word in page.html for word in ("区人大", "区委办", "收集档案", "收集和整理档案", "提供查阅服务", "other的"))
    assert facts(report).field("unit.superior") == "区委办"


def test_the_person_chooses_for_every_fact(two, report):
    page = two.type({"unit.superior": "区人大", "duties.row2.text": "提供查阅服务"}).press()
    chosen = [(name, value) for name, value in resend(page.html) if not name.startswith(":keep:")]
    keeps = {"unit.superior": "mine", "duties.row1.text": "theirs", "duties.row2.text": "mine"}
    page.pairs = [*chosen, *((f":keep:{place}", value) for place, value in keeps.items())]
    assert page.press().status == 200
    saved = facts(report)
    assert saved.field("unit.superior") == "区人大"
    assert [row.text("text") for row in saved.rows("duties")] == ["收集和整理档案", "提供查阅服务"]


def resend(html):
    return Form(html, "resend").pairs


def test_a_row_that_only_they_have_stays_unless_refused(report, clerk, other):
    mine, theirs = (Browser(user, report, "basics").open() for user in (clerk, other))
    theirs.type({f"duties.{theirs.keys('duties')[0]}.text": "对方的一行"}).press()
    page = mine.type({f"duties.{mine.keys('duties')[0]}.text": "我的一行"}).press()
    page.pairs = resend(page.html)
    page.press()
    assert [row.text("text") for row in facts(report).rows("duties")] == ["我的一行", "对方的一行"]


def test_the_same_words_typed_twice_are_no_conflict(report, clerk, other):
    mine, theirs = (Browser(user, report, "management").open() for user in (clerk, other))
    theirs.type({TEXT: "专款专用。"}).press()
    assert mine.type({TEXT: "专款专用。"}).press().status == 200


# ── In the background ──


def save_in_background(page):
    data = posted([*page.pairs, (":do", "save")]).urlencode()
    answer = page.client.post(page.url, data, "application/x-www-form-urlencoded", headers={"Accept": "application/json"})
    return answer.status_code, json.loads(answer.content)


def test_a_background_save_tells_time_and_revision(report, clerk):
    status, told = save_in_background(Browser(clerk, report, "management").open().type({TEXT: "专款专用。"}))
    assert (status, told["revision"], len(told["saved"])) == (200, 1, 8)


def test_a_background_save_of_a_bad_number_names_the_place(report, clerk):
    status, told = save_in_background(Browser(clerk, report, "expenditure").open().type({"expenditure.basic.final": "三百"}))
    assert (status, [error["place"] for error in told["errors"]]) == (422, ["expenditure.basic.final"])


def test_a_stale_background_save_is_refused(two):
    status, told = save_in_background(two.type({"unit.superior": "区人大"}))
    assert (status, "other" in told["message"]) == (409, True)


def test_a_background_save_without_a_session_is_told_so(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "专款专用。"})
    page.client.logout()
    assert save_in_background(page) == (401, {"message": "登录已过期，请在新窗口登录后再点保存。"})


# ── Session gone ──


def test_an_expired_session_gives_back_what_was_typed(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "写了一上午\n的文字"})
    page.client.logout()
    page.press()
    assert (page.status, "登录已过期" in page.html) == (401, True)
    page.pairs = kept(page.html)
    page.client.force_login(clerk)
    page.press()
    assert facts(report).text("management") == "写了一上午\n的文字"


def kept(html):
    return [pair for pair in Form(html, "kept").pairs if pair[0] != ":do"]


def test_a_new_login_elsewhere_asks_once_more_and_loses_nothing(report, clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    page = Browser(None, report, "management", strict).open().type({TEXT: "写了一上午"})
    strict.cookies["csrftoken"] = "n" * 32
    page.press(Origin="http://testserver")
    assert (page.status, "再点一次" in page.html) == (403, True)
    page.pairs = kept(page.html)
    page.press(Origin="http://testserver")
    assert facts(report).text("management") == "写了一上午"


def test_a_post_of_another_site_is_refused_and_not_shown_again(report, clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    page = Browser(None, report, "management", strict).open().type({TEXT: "别的网站写的"})
    strict.cookies["csrftoken"] = "n" * 32
    page.press(Origin="https://example.org")
    assert (page.status, "别的网站写的" in page.html) == (403, False)


def test_a_page_without_login_leads_to_the_login(client, report):
    answer = client.get(f"/reports/{report.pk}/sections/management/")
    assert answer.headers["Location"] == f"/login/?next=/reports/{report.pk}/sections/management/"


def test_a_first_password_opens_no_section(report, clerk):
    clerk.must_change_password = True
    clerk.save()
    browser = Client()
    browser.force_login(clerk)
    url = f"/reports/{report.pk}/sections/management/"
    assert [browser.get(url).headers["Location"], browser.post(url, {TEXT: "x"}).headers["Location"]] == ["/password/"] * 2


# ── Who and when ──


def test_a_stranger_gets_404(report, clerk):
    stranger = make_clerk(report, "stranger")
    stranger.memberships.all().delete()
    page = Browser(clerk, report, "management").open()
    page.client.force_login(stranger)
    assert (page.open().status, page.press().status) == (404, 404)


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


def test_a_reviewer_reads_but_does_not_fill_in(report, clerk):
    page = Browser(clerk, report, "management").open().type({TEXT: "审核员的话"})
    reviewer = make_clerk(report, "reviewer", Role.REVIEWER)
    page.client.force_login(reviewer)
    assert (page.press().status, facts(report).text("management")) == (409, "")
    assert Browser(reviewer, report, "management").open().pairs == []


# ── Query budgets ──


def many(number):
    return tuple(Row(f"key{at}", {"text": f"第{at}项职责"}) for at in range(number))


@pytest.mark.parametrize("number", [30, 300])
def test_a_page_takes_eight_queries_and_a_save_ten_whatever_the_rows(report, clerk, number, django_assert_max_num_queries):
    last = make_report(year=2022)
    store(last, "basics", clerk, lists={"duties": many(number)})
    store(report, "basics", clerk, lists={"duties": many(number)})
    page = Browser(clerk, report, "basics").open()
    with django_assert_max_num_queries(8):
        page.open()
    page.type({"unit.superior": "区政府", "duties.key7.text": "改了的职责", "staff.total.posts": "12"})
    with CaptureQueriesContext(connection) as counted:
        page.press(follow=False)
    assert len([query for query in counted if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]) <= 10
