"""A save that cannot be taken loses nothing: two clerks at once, saves in the background, sessions that are gone."""

import json

import pytest
from django.test import Client

from departments.models import Role
from tests.reports.filing.forms.builders import Browser, Form, facts, make_clerk, make_report, posted, rows, store

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


@pytest.fixture
def other(report):
    return make_clerk(report, "other", Role.LEADER)


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
