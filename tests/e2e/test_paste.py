"""A pasted block in Chromium: put as the server says, told in a receipt, changed by one click, and put back."""

import pytest
from playwright.sync_api import Page, expect

from reports.domain.figures import Figure
from tests.e2e.sections import at, comes_true, paste, saved, url
from tests.reports.filing.forms.builders import facts, make_report, rows, store

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "expenditure.total.budget"


def note(page: Page):
    return page.locator("[data-paste-note]:visible")


def values(page: Page, *places: str) -> list[str]:
    return [at(page, place).input_value() for place in places]


def duties(page: Page) -> list[str]:
    return page.locator("[data-listing=duties] [data-row] textarea").evaluate_all("all => all.map((each) => each.value)")


def test_marks_of_one_kind_are_changed_by_one_click_and_put_back_by_another(open_section, report):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    paste(page, "—\t(1,234.56)\t—\r\n -   \t¥3.5\t8\r\n")
    expect(note(page)).to_contain_text("填入 6 格，1 格会计格式的“-”读作 0，1 格括号中的数读作负数，2 格不是数字，已照原样填入并标出")
    expect(at(page, FIRST)).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="把 2 处“—”改为 0").click()
    expect(at(page, FIRST)).to_have_value("0")
    expect(note(page).get_by_role("button")).to_have_text(["撤销"])
    page.get_by_role("button", name="撤销").click()
    expect(note(page)).to_have_text("已撤销粘贴。")
    assert values(page, FIRST, "expenditure.basic.budget", "expenditure.basic.adjusted") == ["", "", ""]


def test_control_z_brings_the_page_before(open_section, report, clerk):
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")})
    page = open_section("basics")
    page.get_by_label("主要职责第 1 行", exact=True).focus()
    paste(page, "（一）编写史料；\n（二）开放档案。\n")
    expect(note(page)).to_contain_text("填入 2 格（新增 2 行），去掉 2 个编号，去掉 2 个句末标点")
    assert duties(page) == ["收集档案", "编写史料", "开放档案", "提供查阅"]
    page.keyboard.press("Control+z")
    assert duties(page) == ["收集档案", "提供查阅"]


def test_what_was_typed_since_stays_when_a_paste_is_put_back(open_section, report):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    paste(page, "1\t2\n")
    expect(at(page, FIRST)).to_have_value("1")
    at(page, FIRST).fill("514")
    page.get_by_role("button", name="撤销").click()
    expect(note(page)).to_have_text("已撤销粘贴；后来改过的 1 格没有动。")
    assert values(page, FIRST, "expenditure.basic.budget") == ["514", ""]


def test_filled_rows_are_written_over_only_when_asked(open_section, report, clerk):
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")})
    page = open_section("basics")
    page.get_by_label("主要职责第 1 行", exact=True).focus()
    paste(page, "编写史料\n开放档案\n保护档案\n")
    page.get_by_role("button", name="改为从光标所在的行起盖过原有内容").click()
    expect(note(page)).to_contain_text("填入 3 格（新增 1 行），盖过 2 格原有内容")
    assert duties(page) == ["编写史料", "开放档案", "保护档案"]
    page.keyboard.press("Control+z")
    assert duties(page) == ["收集档案", "提供查阅"]


@pytest.mark.console("ERR_INTERNET_DISCONNECTED")
def test_without_network_nothing_is_put_and_the_block_is_kept_over_a_reload(open_section):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    page.context.set_offline(True)
    paste(page, "1\t2\n3\t4\n")
    expect(note(page)).to_contain_text("网络不通，没有填入；粘贴的内容留在这里。")
    assert note(page).locator("textarea").input_value() == "1\t2\n3\t4\n"
    assert values(page, FIRST) == [""]
    page.context.set_offline(False)
    page.reload()
    assert note(page).locator("textarea").input_value() == "1\t2\n3\t4\n"
    page.get_by_role("button", name="再试一次").click()
    expect(note(page)).to_contain_text("填入 4 格")
    assert values(page, FIRST, "expenditure.basic.adjusted") == ["1", "4"]
    page.keyboard.press("Control+s")
    saved(page)
    comes_true(page, "localStorage.length === 0")


def test_a_paste_is_put_back_after_a_save_in_place(open_section, report):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    paste(page, "1\t2\n")
    expect(note(page)).to_contain_text("填入 2 格")
    page.keyboard.press("Control+s")
    saved(page)
    assert {place: str(figure) for place, figure in facts(report).figures.items()} == {FIRST: "1", "expenditure.basic.budget": "2"}
    page.keyboard.press("Control+z")
    assert values(page, FIRST, "expenditure.basic.budget") == ["", ""]
    expect(page.locator("#save-status")).to_have_text("未保存")
    page.keyboard.press("Control+s")
    expect(page.locator("#save-status")).to_contain_text("已保存")
    assert facts(report).figures == {}


@pytest.mark.console("status of 403")
def test_after_an_expired_session_the_block_is_kept(open_section):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    page.context.clear_cookies()
    paste(page, "1\t2\n")
    expect(note(page)).to_contain_text("登录已过期，没有填入")
    assert note(page).locator("textarea").input_value() == "1\t2\n"


def test_a_block_counted_in_yuan_is_asked_about(open_section, report, clerk):
    last = make_report(year=2022)
    store(last, "expenditure", clerk, figures={FIRST: Figure.of("514"), "expenditure.basic.budget": Figure.of("352.6")})
    page = open_section("expenditure")
    at(page, FIRST).focus()
    paste(page, "5,200,000.00\t3,530,000.00\n")
    page.get_by_role("button", name="像是以元为单位，按万元换算？（2 格）").click()
    page.keyboard.press("Control+s")
    saved(page)
    found = {place: str(figure) for place, figure in facts(report).figures.items()}
    assert found == {FIRST: "520", "expenditure.basic.budget": "353"}


def test_one_cell_is_pasted_at_once_and_then_read(open_section, browse):
    page = open_section("basics")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('（一）\"双随机\"抽查；')")
    page.get_by_label("主要职责第 1 行", exact=True).focus()
    page.keyboard.press("Control+v")
    expect(note(page)).to_contain_text("填入 1 格，去掉 1 个编号，去掉 1 个句末标点")
    assert duties(page) == ['"双随机"抽查']
    page.get_by_role("button", name="撤销").click()
    assert duties(page) == ['（一）"双随机"抽查；']


def test_prose_from_word_keeps_its_soft_breaks_and_that_is_said(open_section, report):
    page = open_section("management")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('拨款12\\u000b34万元；\\uf0b7专账核算')")
    text = at(page, "narrative.management")
    text.fill("甲乙")
    text.press("End")
    text.press("ArrowLeft")
    page.keyboard.press("Control+v")
    expect(note(page)).to_contain_text("粘入一段文字，1 处软回车改为换行，1 个符号字体的项目符号改为“•”")
    page.keyboard.press("Control+s")
    saved(page)
    assert facts(report).text("management") == "甲拨款12\n34万元；•专账核算乙"


def test_a_word_in_a_filled_cell_is_left_to_the_browser(open_section):
    page = open_section("basics")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('1、档案')")
    first = page.get_by_label("主要职责第 1 行", exact=True)
    first.fill("收集")
    first.press("End")
    page.keyboard.press("Control+v")
    assert duties(page) == ["收集1、档案"]


def test_the_receipt_is_accessible(open_section, axe):
    page = open_section("expenditure")
    at(page, FIRST).focus()
    paste(page, "—\t2\t3\t4\t5\n")
    expect(note(page)).to_contain_text("第 5 列没有位置")
    axe(page)


@pytest.mark.console("status of 422")
def test_without_javascript_the_box_tells_and_keeps_what_has_no_place(browse, report, clerk):
    page = browse(clerk, java_script_enabled=False)
    page.goto(url(report, "scale"))
    page.get_by_text("从 Excel 或 Word 粘贴多行").click()
    box = page.locator('[id="functions:paste"]')
    box.fill("一般公共服务支出\t330.55\t备注一\n社会保障\t48.34")
    page.get_by_role("button", name="加入列表").click()
    expect(page.locator(".message-info")).to_contain_text("填入 4 格（新增 2 行），第 3 列没有位置")
    expect(box).to_have_value("备注一")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#problems")).to_contain_text("支出功能分类的粘贴框中还有内容没有加入列表")
    box.fill("")
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    lines = [(row.text("name"), str(row.figure("amount"))) for row in facts(report).rows("functions")]
    assert lines == [("一般公共服务支出", "330.55"), ("社会保障", "48.34")]
