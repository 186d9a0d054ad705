"""F8 and 下一件 lead through what is still to be done, on this page and on the next."""

import pytest
from playwright.sync_api import expect

from reports.demo import bureau
from reports.filing import report_import
from tests import builders
from tests.e2e.sections import focused, url
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db(transaction=True)
UNIT = {"code": "9002", "name": "云水区防灾减灾中心", "district": "云水区", "city": "长沙市"}


@pytest.fixture
def planted():
    return report_import.import_file(bureau.build_bureau_report(UNIT, planted=True), create=True).report


def test_f8_goes_from_one_thing_to_the_next_and_on_to_the_next_page(browse, planted, axe):
    page = browse(builders.clerk(planted.department))
    page.goto(f"/reports/{planted.pk}/")
    links = page.locator(".todos a")
    addresses = [link.get_attribute("href") for link in links.all()]
    page.goto(addresses[0].partition("#")[0])
    here = [
        address.partition("#")[2] for address in addresses if address.startswith(page.url.removeprefix(page.url.partition("/reports")[0]))
    ]
    for place in dict.fromkeys(here):
        page.keyboard.press("F8")
        expect(page.locator(f'[id="{place}"]')).to_be_focused()
    section = page.url
    page.keyboard.press("F8")
    page.wait_for_url(lambda address: address.partition("#")[0] != section.partition("#")[0])
    axe(page)


def test_what_is_done_leaves_the_list_with_the_save(browse, planted):
    page = browse(builders.clerk(planted.department))
    page.goto(url(planted, "differences"))
    summary, text = page.locator("#todo summary"), page.locator("textarea").first
    count = int(summary.inner_text().removeprefix("还要做 ").removesuffix(" 件"))
    words = text.input_value()
    for typed, left in (("", count + 1), (words, count)):
        text.fill(typed)
        page.keyboard.press("Control+s")
        expect(summary).to_have_text(f"还要做 {left} 件")


def test_of_an_empty_list_the_first_box_is_the_thing_to_do(browse):
    report = make_report()
    page = browse(builders.clerk(report.department))
    page.goto(f"{url(report, 'problems')}#table.problems")
    page.locator("#section-form[data-ready]").wait_for()  # what is to be done comes after the page
    first = page.locator("[data-listing=problems] :is(textarea, input:not([type=hidden]))").first.get_attribute("id")
    assert focused(page) == first
    page.locator("h1").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    places = []
    for _ in range(3):
        page.keyboard.press("F8")
        places.append(focused(page))
    assert first in places
    assert len(set(places)) == 3
    assert not any(place.startswith("table.") for place in places)
