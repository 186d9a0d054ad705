"""Tables of inputs on a desk (1366), at 200 % zoom (683) and on a phone (390): nothing goes on beside the screen."""

import pytest

from reports.demo import bureau
from reports.filing import report_import
from tests import builders
from tests.e2e.sections import url

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1366, 683, 390)
TABLES = ("base_data", "self_rating", "rating", "projects", "key_tasks", "duties", "scale")
BESIDE = "[...document.querySelectorAll('.entry-frame, html')].map(box => box.scrollWidth - box.clientWidth)"
SMALL = """[...document.querySelectorAll('.entry-table :is(input[type=text], select, textarea)')]
    .filter(input => input.offsetWidth < 6 * parseFloat(getComputedStyle(input).fontSize)).map(input => input.id)"""
IDLE_STOPS = """[...document.querySelectorAll('main [tabindex="0"]')]
    .filter(box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight).map(box => box.outerHTML.slice(0, 80))"""


@pytest.fixture
def bureau_report():
    """The demonstration's whole report in hunan-standard, whose 附件3 has 25 rows of ten columns."""
    return report_import.import_file(
        bureau.build_bureau_report({"code": "9001", "name": "云水区应急管理局", "district": "云水区", "city": "长沙市"}), create=True
    ).report


@pytest.fixture
def clerk(bureau_report):
    return builders.clerk(bureau_report.department)


def test_every_table_fits_every_screen(browse, bureau_report, clerk, axe):
    page = browse(clerk)
    for key in TABLES:
        page.goto(url(bureau_report, key))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            assert (key, width, set(page.evaluate(BESIDE))) == (key, width, {0})
            assert (key, width, page.evaluate(SMALL)) == (key, width, [])
            page.wait_for_timeout(100)
            assert (key, width, page.evaluate(IDLE_STOPS)) == (key, width, [])
        axe(page)


def test_a_table_of_25_rows_is_no_endless_page(browse, bureau_report, clerk):
    page = browse(clerk)
    heights = {}
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(url(bureau_report, "rating"))
        heights[width] = page.evaluate("document.documentElement.scrollHeight")
    assert heights[1366] <= 4_000
    assert heights[390] <= 12_000


def test_the_head_stands_while_the_rows_pass_under_it(browse, bureau_report, clerk):
    page = browse(clerk)
    page.goto(url(bureau_report, "rating"))
    page.locator(".entry-list tbody tr").nth(20).scroll_into_view_if_needed()
    head, bar = page.locator(".entry-list thead th").first.bounding_box(), page.locator(".save-bar").bounding_box()
    assert 0 <= bar["y"] < 2
    assert bar["height"] - 2 <= head["y"] <= bar["height"] + 2


def test_a_card_names_each_of_its_inputs(browse, bureau_report, clerk):
    page = browse(clerk)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url(bureau_report, "self_rating"))
    score = page.locator(".entry-list tbody tr").first.locator("td[data-head^=得分]")
    assert score.get_attribute("data-head") == "得分（分）"
    assert score.evaluate("cell => getComputedStyle(cell, '::before').display") == "inline"
    assert page.locator(".entry-list thead").first.is_hidden()
