"""The section page in Chromium: keyboard, paste, totals while typing, every screen, no JavaScript."""

import pytest
from playwright.sync_api import expect

from reports.domain.figures import Figure
from reports.models import ReturnItem
from tests.e2e.sections import at, focused, paste, saved, url
from tests.reports.filing.forms.builders import DAXIANG, facts, make_report, rows, store

pytestmark = pytest.mark.django_db(transaction=True)


def test_arrows_and_enter_move_through_the_cells(open_section):
    page = open_section("expenditure")
    at(page, "expenditure.total.budget").focus()
    visited = []
    for key in ("ArrowRight", "ArrowDown", "Enter", "ArrowLeft", "ArrowUp", "Tab"):
        page.keyboard.press(key)
        visited.append(focused(page))
    assert visited == [
        "expenditure.basic.budget",
        "expenditure.basic.adjusted",
        "expenditure.basic.final",
        "expenditure.total.final",
        "expenditure.total.adjusted",
        "expenditure.basic.adjusted",
    ]


def test_the_cursor_moves_within_a_number_before_it_leaves_the_cell(open_section):
    page = open_section("expenditure")
    at(page, "expenditure.total.budget").focus()
    page.keyboard.type("12")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "expenditure.total.budget"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "expenditure.basic.budget"


def test_a_block_from_excel_fills_the_cells_and_what_does_not_fit_is_told(open_section, report):
    page = open_section("expenditure")
    at(page, "expenditure.basic.budget").focus()
    paste(page, "1,234.56\t１４８．２５\t0\t99\r\n330.55\t148.25\t0\t98\r\n")
    expect(page.locator("[data-paste-note]")).to_contain_text("填入 6 格，第 4 列没有位置（2 处）")
    expect(page.locator("[data-paste-note] li")).to_have_text(["99", "98"])
    page.keyboard.press("Control+s")
    saved(page)
    found = {place: str(figure) for place, figure in facts(report).figures.items()}
    assert found == {
        "expenditure.basic.budget": "1234.56",
        "expenditure.project.budget": "148.25",
        "expenditure.special.budget": "0",
        "expenditure.basic.adjusted": "330.55",
        "expenditure.project.adjusted": "148.25",
        "expenditure.special.adjusted": "0",
    }


def test_the_sum_of_the_parts_follows_while_one_types(open_section):
    page = open_section("expenditure")
    at(page, "expenditure.basic.final").focus()
    page.keyboard.type("330.55")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("148.35")
    expect(at(page, "computed-expenditure.total.final")).to_have_text("各项之和 478.9")
    assert focused(page) == "expenditure.project.final"


def test_shares_follow_while_one_types(open_section):
    other = make_report(DAXIANG, 2024)
    page = open_section("income", of=other)
    at(page, "income.total.final").fill("200")
    at(page, "income.fiscal.final").fill("50")
    expect(at(page, "computed-income.fiscal.share")).to_have_text("25%")


def test_an_input_method_keeps_its_enter_and_arrows(open_section):
    page = open_section("expenditure")
    at(page, "expenditure.total.budget").focus()
    page.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    )
    assert focused(page) == "expenditure.total.budget"


def test_rows_are_added_filled_and_moved_by_keyboard_alone(open_section, report):
    page = open_section("basics")
    page.get_by_label("主要职责第 1 行", exact=True).focus()
    page.keyboard.type("收集档案")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("提供查阅")
    page.keyboard.press("Alt+ArrowUp")
    assert focused(page) == page.get_by_label("主要职责第 1 行", exact=True).get_attribute("id")
    page.keyboard.press("Control+s")
    saved(page)
    assert [row.text("text") for row in facts(report).rows("duties")] == ["提供查阅", "收集档案"]


def test_enter_in_a_line_goes_to_the_next_row(open_section, report):
    page = open_section("basics")
    page.get_by_label("内设机构第 1 行", exact=True).focus()
    for name in ("办公室", "业务科", "财务科"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    saved(page)
    assert [row.text("name") for row in facts(report).rows("offices")] == ["办公室", "业务科", "财务科"]


def test_rows_are_moved_and_removed_by_mouse_and_a_removed_one_comes_back(open_section, report, clerk):
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅", "编写史料")})
    page = open_section("basics")
    page.get_by_role("button", name="上移主要职责第 3 行").click()
    page.get_by_role("button", name="删除主要职责第 1 行").click()
    page.get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="删除主要职责第 3 行").click()
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    assert [row.key for row in facts(report).rows("duties")] == ["row1", "row3"]


def test_a_block_from_word_becomes_rows(open_section, report):
    page = open_section("scale")
    page.get_by_label("支出功能分类第 1 行 · 类别").focus()
    paste(page, "一般公共服务支出\t330.55\n社会保障和就业支出\t48.34\n\n")
    expect(page.locator("[data-paste-note]:visible")).to_contain_text("填入 4 格（新增 1 行）")
    page.keyboard.press("Control+s")
    saved(page)
    lines = [(row.text("name"), str(row.figure("amount"))) for row in facts(report).rows("functions")]
    assert lines == [("一般公共服务支出", "330.55"), ("社会保障和就业支出", "48.34")]


@pytest.mark.console("status of 422")
def test_ten_thousand_pasted_rows_get_a_sentence(open_section):
    page = open_section("basics")
    page.get_by_label("主要职责第 1 行", exact=True).focus()
    paste(page, "\n".join(f"第{at}项职责" for at in range(10_000)))
    note = page.locator("[data-listing=duties] [data-paste-note]")
    expect(note).to_contain_text("最多 1,000 行，已有 1 行，粘贴的 10,000 行放不下")
    assert note.locator("textarea").input_value().startswith("第0项职责\n第1项职责")
    assert page.locator("[data-listing=duties] [data-row]").count() == 1


def test_every_shape_is_accessible_and_fits_the_screens(open_section, report, clerk, axe):
    last, other = make_report(year=2022), make_report(DAXIANG, 2024)
    words = {"duties": rows("收集档案", "提供查阅")}
    store(last, "basics", clerk, fields={"unit.superior": "云水区人民政府"}, lists=words)
    store(last, "expenditure", clerk, figures={"expenditure.total.final": Figure.of("378.91")})
    ReturnItem.objects.create(report=report, place="unit.superior", place_label="隶属", text="请写全称", author=clerk)
    for of, key in [(report, "basics"), (report, "expenditure"), (report, "projects"), (report, "problems"), (other, "goal")]:
        page = open_section(key, of=of)
        axe(page)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_whole_page_works_without_javascript(browse, report, clerk):
    page = browse(clerk, java_script_enabled=False)
    page.goto(url(report, "basics"))
    page.get_by_label("主要职责第 1 行", exact=True).fill("收集档案")
    page.get_by_role("button", name="添加一行：主要职责").click()
    page.get_by_label("主要职责第 2 行", exact=True).fill("提供查阅")
    page.get_by_role("button", name="上移主要职责第 2 行").click()
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    assert [row.text("text") for row in facts(report).rows("duties")] == ["提供查阅", "收集档案"]
