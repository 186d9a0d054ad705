"""年度概览 in a real browser: charts that say what the tables say, quiet under our policy, and fit for paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from departments.models import District, User
from tests import builders
from tests.e2e import busy_year
from tests.e2e.shell import fits

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/dashboard/"
JUDGED = {"scores": (2, 3, 4), "grades": (2, 4), "frequent": (4, 7)}
NUMBERS = "(key) => Chart.getChart(document.querySelector(`#${key} canvas`)).data.datasets.map((set) => set.data)"


@pytest.fixture
def district() -> District:
    return busy_year.make()


@pytest.fixture
def reviewer(district: District) -> User:
    return builders.reviewer(district)


def column(page: Page, key: str, at: int) -> list[float]:
    """The numbers of one column of a panel's table."""
    return [
        float(text)
        for text in page.locator(f"#{key} tbody tr td:nth-child({at}) data").evaluate_all("all => all.map((each) => each.value)")
    ]


def test_the_page_is_accessible_and_quiet(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer)
    page.goto(PAGE)
    expect(page.locator("canvas:visible")).to_have_count(9)

    axe(page)


def test_every_chart_is_drawn_from_its_table(browse: Callable[..., Page], reviewer: User):
    page = browse(reviewer)
    page.goto(PAGE)
    expect(page.locator("canvas:visible")).to_have_count(9)

    for key, columns in {
        "desks": (3, 4, 5, 6),
        "states": (2, 3),
        "execution": (2, 3),
        "three-public": (2, 3, 4),
        "kinds": (2, 3),
        **JUDGED,
    }.items():
        assert page.evaluate(NUMBERS, key) == [column(page, key, at) for at in columns], key
    days = page.evaluate(NUMBERS, "days")
    assert [[point["y"] for point in line] for line in days] == [column(page, "days", at)[::-1] for at in (5, 6)]


def test_a_finding_leads_to_its_departments(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer)
    page.goto(PAGE)
    page.locator("#frequent").get_by_role("row").filter(has_text="C06").get_by_role("link").click()

    expect(page.get_by_role("heading", name="C06 项目支出各项之和")).to_be_visible()
    expect(page.locator("#check tbody tr")).to_have_count(14)
    axe(page)


def test_without_its_script_the_tables_stand_alone(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer, java_script_enabled=False)
    page.goto(PAGE)

    expect(page.locator("canvas:visible")).to_have_count(0)
    expect(page.locator(".chart-panel table")).to_have_count(14)
    expect(page.get_by_role("button", name="打印")).to_have_count(0)


def test_the_filter_stands_in_the_address_and_the_files_follow_it(browse: Callable[..., Page], reviewer: User):
    page = browse(reviewer)
    page.goto(PAGE)
    page.get_by_label("业务股室").select_option(label="教科文股")
    page.get_by_role("button", name="查看").click()

    expect(page.locator("h1 small")).to_have_text("教科文股")
    assert "desk=" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="导出汇总表（Excel）").click()
    assert download.value.suggested_filename == "汇总表_云水区_2024.xlsx"


def test_the_queue_gives_a_file_of_what_is_ticked(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer)
    page.goto("/admin/reports/report/")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option(label="导出汇总表（Excel）…")
    axe(page)
    page.get_by_role("button", name="执行").click()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="确认导出汇总表").click()
    assert download.value.suggested_filename == "汇总表_云水区_2024.xlsx"


def test_a_phone_scrolls_tables_not_the_page(browse: Callable[..., Page], axe: Callable[[Page], None], reviewer: User):
    page = browse(reviewer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(PAGE)
    expect(page.locator("canvas:visible")).to_have_count(9)

    assert fits(page)
    axe(page)


def test_the_year_goes_on_five_sheets_without_buttons(browse: Callable[..., Page], reviewer: User, tmp_path):
    page = browse(reviewer)
    page.goto(PAGE)
    expect(page.locator("canvas:visible")).to_have_count(9)
    page.pdf(path=tmp_path / "year.pdf", prefer_css_page_size=True)

    sheets = PdfReader(tmp_path / "year.pdf").pages
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert (len(sheets), "导出汇总表" in text, "修改密码" in text, "截止前 24 天" in text) == (5, False, False, True)
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]


def test_a_district_without_a_cycle_is_accessible(browse: Callable[..., Page], axe: Callable[[Page], None]):
    page = browse(builders.reviewer(builders.district()))
    page.goto(PAGE)

    expect(page.get_by_text("还没有年度任务")).to_be_visible()
    axe(page)
