"""The 财政局工作台 in a real browser: no complaint of the console, no fault of accessibility, items by mouse and keyboard."""

import re
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, Route, expect

from departments.models import User
from reports import workflow
from reports.domain.rendering import pdf
from reports.models import DraftItem, ItemKind, Phrase, Report, ReturnItem, Status
from tests import builders
from tests.departments.workbooks import a_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


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
    page.get_by_role("button", name="确认退回").click()

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


def test_items_that_arrive_while_the_page_is_read_again_are_shown(browse: Callable[..., Page], report: Report, reviewer: User):
    """A slow server: the page is read before the items are stored, and their answer comes before the page is shown."""
    page, held = browse(reviewer), []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
            return
        read_before = route.fetch()
        for kept in held:
            kept.fulfill(response=kept.fetch())
        route.fulfill(response=read_before)

    page.goto(url(report))
    page.route(f"**{url(report)}", answer)
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator('[id="expenditure.total.final"]').click()
        page.locator('[name="text"]').fill("写了一半")
    page.reload()

    expect(page.locator('#typed [name="text"]')).to_have_value("写了一半")


def test_what_is_typed_is_on_the_server_and_on_another_computer(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("与决算报表不一致")
    expect(page.locator("#saved")).to_contain_text("意见已保存")

    other = browse(reviewer)
    other.goto(url(report))

    expect(other.locator('#typed [name="text"]')).to_have_value("与决算报表不一致")
    other.get_by_role("button", name="删除").click()
    expect(other.locator("#saved")).to_contain_text("意见已保存")
    assert not DraftItem.objects.exists()


@pytest.mark.console("Failed to load resource|ERR_FAILED")
def test_what_the_server_does_not_get_is_kept_in_the_browser(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.route("**/change/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("网断了")
    expect(page.locator("#saved")).to_contain_text("意见还没有保存到服务器")
    page.unroute("**/change/")

    page.reload()

    expect(page.locator('#typed [name="text"]')).to_have_value("网断了")
    expect(page.locator("#saved")).to_contain_text("意见已保存")
    assert DraftItem.objects.get().text == "网断了"


@pytest.mark.console("Failed to load resource|ERR_FAILED")
def test_a_place_that_the_server_does_not_get_is_kept_in_the_browser(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("整行都不对")
    expect(page.locator("#saved")).to_contain_text("意见已保存")
    page.route("**/change/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="扩大范围").click()
    expect(page.locator("#saved")).to_contain_text("意见还没有保存到服务器")
    page.unroute("**/change/")

    page.reload()

    expect(page.locator("#saved")).to_contain_text("意见已保存")
    assert DraftItem.objects.get().place == "expenditure.total"


def test_what_changes_while_an_item_is_sent_is_sent_after_it(browse: Callable[..., Page], report: Report, reviewer: User):
    page, held = browse(reviewer), []
    page.goto(url(report))
    page.route(f"**{url(report)}", lambda route: held.append(route) if route.request.method == "POST" and not held else route.continue_())
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator('[id="expenditure.total.final"]').click()
        page.locator('[name="text"]').fill("整行都不对")
    page.get_by_role("button", name="扩大范围").click()
    page.wait_for_timeout(1_500)  # its turn comes and goes while the first is on its way
    with page.expect_response(
        lambda response: response.request.method == "POST" and response.request.post_data != held[0].request.post_data
    ):
        held[0].continue_()
    assert DraftItem.objects.get().place == "expenditure.total"


def test_an_item_at_a_cell_is_widened_to_row_table_and_section(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    places = [page.locator('#typed [name="place"]').input_value()]
    widen = page.get_by_role("button", name="扩大范围")
    while widen.is_visible():
        widen.click()
        places.append(page.locator('#typed [name="place"]').input_value())

    assert places == ["expenditure.total.final", "expenditure.total", "table.expenditure", "section.expenditure"]


def test_a_phrase_is_put_in_where_one_writes(browse: Callable[..., Page], report: Report, reviewer: User):
    Phrase.objects.create(district=report.department.district, text="请与决算报表核对。")
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    page.get_by_label("常用意见").select_option("请与决算报表核对。")
    page.get_by_role("button", name="插入").click()

    expect(page.locator('#typed [name="text"]')).to_have_value("请与决算报表核对。")


def test_j_and_k_walk_through_findings_and_items(browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User):
    page = browse(reviewer)
    page.goto(url(report))
    page.locator('[id="expenditure.total.final"]').click()
    page.locator('[name="text"]').fill("jk")
    expect(page.locator('[name="text"]')).to_have_value("jk")
    page.locator(".review-paper").focus()

    page.keyboard.press("j")
    expect(page.locator("#typed > li")).to_be_focused()
    expect(page.locator("#walked")).to_contain_text("第 1 条")
    expect(page.locator('[id="expenditure.total.final"]')).to_have_class(re.compile("walked"))
    page.keyboard.press("j")
    expect(page.locator(".finding").first).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#typed > li")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_text("到下一条核对结果或意见")).to_be_visible()
    axe(page)
    page.get_by_label("使用这些按键").uncheck()
    page.locator(".review-paper").focus()
    page.keyboard.press("j")
    expect(page.locator(".review-paper")).to_be_focused()


def test_asked_stands_beside_changed(browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User):
    workflow.return_(report, by=reviewer, items=[workflow.NewItem("narrative.management", ItemKind.MUST, "请写明程序")])
    workflow.answer(ReturnItem.objects.get(), by=None, kind="changed")
    report.narratives.filter(key="management").update(text="项目资金来自区级财政拨款。\n支付须经办人、股室和馆长四级审批。")
    report.narratives.filter(key="output").update(text="全部完成。")
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    workflow.start_review(report, by=reviewer)
    page = browse(reviewer)
    page.goto(url(report))

    expect(page.locator("#item-" + str(ReturnItem.objects.get().pk)).locator("ins")).to_have_text("四")
    expect(page.get_by_role("heading", name="改动了但未要求（1 处）")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="再次提出").click()
    expect(page.locator('#typed [name="text"]')).to_have_value(re.compile("^上次意见“请写明程序”"))
    page.get_by_role("button", name="认可").click()
    expect(page.get_by_text("已认可：").first).to_be_visible()


def test_on_a_telephone_acts_and_findings_stand_before_the_paper(
    browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User
):
    page = browse(reviewer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url(report))
    axe(page)

    tops = [page.locator(each).bounding_box()["y"] for each in (".desk .acts", "#findings", ".review-paper")]
    assert tops == sorted(tops)
    assert tops[0] < 2 * 844
    page.get_by_role("navigation", name="本页").get_by_role("link", name="报告").click()
    expect(page.locator(".review-paper h1")).to_be_in_viewport()
    page.get_by_role("navigation", name="本页").get_by_role("link", name="审核", exact=True).click()
    expect(page.get_by_role("button", name="退回", exact=True)).to_be_in_viewport()


def test_the_list_for_the_telephone(browse: Callable[..., Page], axe: Callable[[Page], None], report: Report, reviewer: User):
    workflow.keep_items(report, by=reviewer, items=[workflow.Draft("narrative.management", "must", "请写明程序")])
    page = browse(reviewer)
    page.goto(url(report))
    page.get_by_role("link", name="打印意见清单").click()

    expect(page.get_by_text("请写明程序")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    axe(page)


def test_the_whole_review_by_keyboard_without_javascript(browse: Callable[..., Page], report: Report, reviewer: User):
    page = browse(reviewer, java_script_enabled=False)
    page.goto(url(report))

    page.get_by_label("位置", exact=True).select_option("expenditure.total.final")
    page.get_by_role("button", name="添加意见").press("Enter")
    page.get_by_label("意见内容").fill("请核对")
    page.get_by_role("button", name="退回", exact=True).press("Enter")
    page.get_by_role("button", name="确认退回").press("Enter")

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
    page.get_by_role("button", name="读取并预览").click()
    axe(page)
    page.get_by_role("button", name="确认导入 2 行").click()

    expect(page.locator(".slip")).to_have_count(2)
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    assert User.objects.get(username="li").check_password(page.locator(".slip code").first.inner_text())
    axe(page)


def test_a_bad_list_is_told_line_by_line(browse: Callable[..., Page], axe: Callable[[Page], None], manager: User):
    page = browse(manager)
    page.goto("/admin/departments/department/import/")
    file = ContentFile(b"no workbook")
    page.get_by_label("Excel 文件").set_input_files({"name": "x.xlsx", "mimeType": "application/zip", "buffer": file.read()})
    page.get_by_role("button", name="读取并预览").click()

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
