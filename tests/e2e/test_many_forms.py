"""Pages with more than one form: no button throws away what was typed for another. Every page of every person is walked."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect

from departments.models import User
from reports.demo import load
from reports.domain.rendering import pdf
from reports.models import Cycle
from tests import builders
from tests.e2e.crawling import Links, walk
from tests.e2e.shell import fill, people, send_back
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db(transaction=True)
VOID = {"hidden", "submit", "button", "reset", "image", "file", "password"}
# Pages of the bureau on which two forms take words; there the browser puts back what another form did not send.
TWO_FORMS = {
    "reports_report_change": "items are kept on the server as they are typed, and no other button is taken before the scores are saved",
    "reports_cycle_change": "the settings, and the day of 批复",
    "reports_cycle_participants": "a search, and reasons",
}


class TypedForms(HTMLParser):
    """Which forms of a page, sent by post, take something that a person types or chooses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: str | None = None
        self.methods: dict[str, str] = {}
        self.typed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self.open = given.get("id") or f"form {len(self.methods)}"
            self.methods[self.open] = (given.get("method") or "get").lower()
        elif tag in ("input", "textarea", "select") and given.get("name") and "hidden" not in given:
            owner = given.get("form") or self.open
            anew = "data-anew" in given or (given.get("type") == "checkbox" and "required" in given)
            if owner and given.get("type", "text") not in VOID and not anew:
                self.typed.append(owner)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None

    @property
    def posting(self) -> set[str]:
        return {form for form in self.typed if self.methods.get(form, "post") == "post"}


@pytest.fixture
def demonstration(monkeypatch):
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    load.load_demonstration()


def crowded(name):
    """Addresses of the person's pages on which more than one form is typed into."""
    client, found = Client(), {}
    client.force_login(User.objects.get(username=name))

    def opened(path):
        answer = client.get(path, follow=True)
        arrived = urlsplit(answer.redirect_chain[-1][0]).path if answer.redirect_chain else path
        html = answer.content.decode()
        if len(forms := TypedForms(html).posting) > 1:
            found[answer.resolver_match.url_name] = forms
        hrefs = [urlsplit(urljoin(arrived, href)) for href in Links(html).found]
        return arrived, [href.path for href in hrefs if not href.netloc and href.scheme in {"", "http"} and href.path]

    for _ in walk(opened):
        pass
    return found


def test_a_page_of_a_department_has_one_form_for_all_that_is_typed(demonstration):
    assert {name: found for name in ("clerk", "leader", "u021000", "u021001") if (found := crowded(name))} == {}


def test_pages_of_the_bureau_with_more_are_known(demonstration):
    assert set().union(*(crowded(name) for name in ("reviewer", "second", "manager"))) == TWO_FORMS.keys()


def test_what_another_form_of_the_page_did_not_send_is_there_again(browse):
    district = builders.district()
    cycle = builders.cycle(district)
    page = browse(builders.manager(district))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/admin/reports/cycle/{cycle.pk}/change/")
    address = page.url
    box = page.locator("[name=year]")
    box.fill("2019")
    page.locator("[name=approved_on]").fill("2019-09-30")
    page.locator("form:has([name=approved_on]) button[type=submit]").click()
    page.wait_for_load_state()
    if page.url != address:
        page.goto(address)
    expect(box).to_have_value("2019")
    expect(page.get_by_role("status").first).to_contain_text("已填回您离开本页前写下、选定的内容")
    assert Cycle.objects.get().approved_on is not None


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_two_answers_are_saved_by_the_button_of_one(browse, javascript):
    report = make_report()
    folk = people(report)
    fill(report, folk["clerk"])
    send_back(report, folk)
    page = browse(folk["clerk"], java_script_enabled=javascript)
    page.goto(f"/reports/{report.pk}/")
    for at, (box, text) in enumerate(zip(page.locator(".item").all(), ("写了一上午", "写了一下午"), strict=True)):
        box.locator("summary").first.click()
        box.get_by_text("已说明").click()
        box.locator("textarea:not([hidden])").fill(text)
        assert at < 2
    page.get_by_role("button", name="保存答复").last.click()
    expect(page.locator(".message-success")).to_contain_text("已答复")
    assert [item.answer for item in report.return_items.order_by("pk")] == ["写了一上午", "写了一下午"]
