"""A save that cannot be taken loses nothing: saves in the background, sessions that are gone."""

import pytest
from django.test import Client

from tests.reports.filing.forms.builders import Browser, Form, facts, make_clerk, make_report, save_in_background

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def test_a_background_save_tells_time_and_revision(report, clerk):
    status, told = save_in_background(Browser(clerk, report, "management").open().type({TEXT: "专款专用。"}))
    assert (status, told["revision"], len(told["saved"])) == (200, 1, 8)


def test_a_background_save_of_a_bad_number_names_the_place(report, clerk):
    status, told = save_in_background(Browser(clerk, report, "expenditure").open().type({"expenditure.basic.final": "三百"}))
    assert (status, [error["place"] for error in told["errors"]]) == (422, ["expenditure.basic.final"])


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


def test_after_an_expired_session_one_press_saves(report, clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    page = Browser(None, report, "management", strict).open().type({TEXT: "写了一上午"})
    strict.logout()
    page.press(Origin="http://testserver")
    assert (page.status, "登录已过期" in page.html) == (401, True)
    page.pairs = kept(page.html)
    strict.force_login(clerk)
    strict.cookies["csrftoken"] = "n" * 32  # as a login changes it
    page.press(Origin="http://testserver")
    assert (page.status, facts(report).text("management")) == (200, "写了一上午")


def test_a_login_of_somebody_else_is_asked_in_whose_name(report, clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    page = Browser(None, report, "management", strict).open().type({TEXT: "写了一上午"})
    strict.force_login(make_clerk(report, "colleague"))
    strict.cookies["csrftoken"] = "n" * 32
    page.press(Origin="http://testserver")
    assert (page.status, "现在登录的是colleague" in page.html, "再点一次" in page.html) == (403, True, True)
    assert facts(report).text("management") == ""
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


def test_a_save_in_place_brings_what_it_changed(report, clerk):
    page = Browser(clerk, report, "management").open()
    assert "项目资金管理情况未写" in page.html
    _, told = save_in_background(page.type({TEXT: "专款专用。"}))
    parts = told["fragments"]
    assert ("专款专用。" in parts["printed"], "未写" in parts["missing"], sorted(parts)[-2:]) == (True, False, ["told-0", "told-1"])


def test_a_bad_number_brings_back_what_was_typed_beside_the_findings(report, clerk):
    page = Browser(clerk, report, "basics").open()
    page = page.type({"staff.total.posts": "10", "staff.total.actual": "12"}).press()
    name = next(name for name, _ in page.pairs if name.startswith(":reason:C17"))
    page.type({name: "两人为军转干部", "staff.total.posts": "十个"}).press()
    assert (page.status, page.value(name)) == (422, "两人为军转干部")
