"""The 财政局工作台 in a real browser: no complaint of the console, no fault of accessibility, items by mouse and keyboard."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from departments.models import User
from reports import workflow
from reports.models import ItemKind, Report, ReturnItem, Status
from reports.rendering import pdf
from tests import builders
from tests.departments.workbooks import a_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "render", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def report() -> Report:
    """天心区's outline, complete, under review."""
    report = builders.complete_report()
    leader, reviewer = builders.leader(report.department), builders.reviewer(report.department.district)
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=reviewer)
    return report


@pytest.fixture
def reviewer(report: Report) -> User:
    return User.objects.get(username="reviewer")


@pytest.fixture
def manager(report: Report) -> User:
    return builders.manager(report.department.district)


def url(report: Report) -> str:
    return f"/admin/reports/report/{report.pk}/change/"


def test_a_click_on_the_report_anchors_an_item(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))

    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("与决算报表不一致")
    page.locator('[id="narrative.management"]').first.click()
    page.locator('[name="kind"]').nth(1).select_option("explain")
    page.locator('[name="text"]').nth(1).fill("请说明")
    page.get_by_role("button", name="退回", exact=True).click()

    expect(page.get_by_text("本轮退回意见和答复（2 条）")).to_be_visible()
    assert list(ReturnItem.objects.values_list("place", "kind", "text")) == [
        ("expenditure.total.final", "must", "与决算报表不一致"),
        ("narrative.management", "explain", "请说明"),
    ]


def test_an_item_without_words_moves_with_the_next_click(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))

    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[id="expenditure.basic.final"]').click()

    assert [field.input_value() for field in page.locator('#typed [name="place"]').all()] == ["expenditure.basic.final"]


def test_typed_items_survive_a_page_that_is_left(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("写了一半")

    page.goto("/admin/")
    page.goto(url(report))

    expect(page.locator('#typed [name="text"]')).to_have_value("写了一半")
    page.get_by_role("button", name="删除").click()
    expect(page.locator("#typed li")).to_have_count(0)


def test_the_whole_review_by_keyboard_without_javascript(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer, java_script_enabled=False)
    page.goto(url(report))

    page.get_by_label("位置", exact=True).select_option("expenditure.total.final")
    page.get_by_role("button", name="添加意见").press("Enter")
    page.get_by_label("意见内容").fill("请核对")
    page.get_by_role("button", name="退回", exact=True).press("Enter")

    assert ReturnItem.objects.get().text == "请核对"


def test_an_approval_is_confirmed_on_its_own_page(browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.get_by_role("button", name="通过", exact=True).click()
    axe(page)
    page.get_by_role("button", name="确认通过").click()

    expect(page.get_by_text("的报告已审核通过。")).to_be_visible()
    assert Report.objects.get().status == Status.APPROVED


def test_a_manager_brings_people_in_from_excel_and_prints_their_passwords(
    browse: Callable[..., Page], axe: Callable[[Page], None], manager: User
):
    page = browse(manager)
    page.goto("/admin/departments/user/import/")
    file = a_list(["账号", "姓名", "角色", "单位编码"], ["li", "李强", "填报人、单位负责人", "088001"], ["wang", "王芳", "审核员", ""])
    page.get_by_label("Excel 文件").set_input_files({"name": "people.xlsx", "mimeType": "application/zip", "buffer": file.read()})
    page.get_by_role("button", name="导入", exact=True).click()

    expect(page.locator(".slip")).to_have_count(2)
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    assert User.objects.get(username="li").check_password(page.locator(".slip code").first.inner_text())
    axe(page)


def test_a_bad_list_is_told_line_by_line(browse: Callable[..., Page], axe: Callable[[Page], None], manager: User):
    page = browse(manager)
    page.goto("/admin/departments/department/import/")
    file = ContentFile(b"no workbook")
    page.get_by_label("Excel 文件").set_input_files({"name": "x.xlsx", "mimeType": "application/zip", "buffer": file.read()})
    page.get_by_role("button", name="导入", exact=True).click()

    expect(page.get_by_text("这不是 .xlsx 格式的 Excel 文件")).to_be_visible()
    axe(page)


def test_a_returned_report_is_accessible_with_items_and_changes(
    browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User
):
    item = workflow.NewItem("narrative.management", ItemKind.MUST, "请写明程序")
    workflow.return_(report, by=reviewer, items=[item])
    page = browse(reviewer)
    page.goto(url(report))

    page.get_by_role("link", name="资金").first.click()

    axe(page)
