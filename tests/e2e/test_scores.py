"""财政评分 in a real browser: typed, refused at its row, saved with its gap, guarded against loss, frozen by 通过."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from departments.models import User
from reports import workflow
from reports.demo import bureau
from reports.domain.rendering import pdf
from reports.filing import report_import
from reports.models import Approval, Report, ReviewScore, Status
from tests import builders
from tests.reports.domain.scoring.papers import BUREAU

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda *_, **__: b"%PDF-1.7")


@pytest.fixture
def report() -> Report:
    """Of the demo's bureau, with two tables of points, under review."""
    report = report_import.import_file(bureau.build_bureau_report(BUREAU), create=True).report
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    workflow.start_review(report, by=builders.reviewer(report.department.district))
    return report


@pytest.fixture
def reviewer(report: Report) -> User:
    return User.objects.get(username="reviewer")


def url(report: Report) -> str:
    return f"/admin/reports/report/{report.pk}/change/"


def test_a_reviewer_scores_sees_the_gap_and_approves(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))

    page.get_by_label("财政评分：在职人员控制率").fill("2.5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("与自评 5 分不同，请写明评分理由")).to_be_visible()
    expect(page.get_by_label("财政评分：在职人员控制率")).to_be_focused()
    expect(page.get_by_label("财政评分：在职人员控制率")).to_have_value("2.5")

    page.get_by_label("评分理由：在职人员控制率").fill("核定编制少 1 名")
    page.get_by_role("button", name="保存评分").click()
    expect(page.get_by_text("财政评分已保存。")).to_be_visible()
    expect(page.get_by_text("自评 96.18，财政评分 93.68，差 −2.5")).to_be_visible()
    assert ReviewScore.objects.get().reason == "核定编制少 1 名"

    page.get_by_role("button", name="通过", exact=True).click()
    page.get_by_role("button", name="确认通过").click()
    expect(page.get_by_text("审核通过时的评分，不再改变。")).to_be_visible()
    assert page.get_by_label("财政评分：在职人员控制率").count() == 0
    assert (Report.objects.get().status, str(Approval.objects.get().points)) == (Status.APPROVED, "93.68")


def test_points_that_are_not_saved_stop_every_other_act(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.get_by_label("财政评分：在职人员控制率").fill("5")
    page.get_by_role("button", name="通过", exact=True).click()

    expect(page.get_by_text("评分还没有保存，请先点“保存评分”")).to_be_visible()
    expect(page.get_by_role("button", name="保存评分")).to_be_focused()
    assert page.url.endswith(url(report))


def test_arrow_keys_walk_down_the_column(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    fields = page.locator('input[name^="points:"]')
    fields.first.focus()
    page.keyboard.press("ArrowDown")
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(fields.first).to_be_focused()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_table_fits_the_window_and_is_accessible(
    browse: Callable[..., Page], report: Report, reviewer: User, axe: Callable[[Page], None], width: int
):
    page = browse(reviewer)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"/admin/reports/report/{report.pk}/scores/")
    assert page.evaluate("document.querySelector('#scores').scrollWidth <= document.documentElement.clientWidth")
    axe(page)
