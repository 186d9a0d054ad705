"""The text and what was understood, side by side: doubts answered by keyboard alone, without JavaScript as well."""


import pytest
from playwright.sync_api import expect

from reports.filing import drafts
from tests import builders
from tests.e2e.shell import fits
from tests.reports.filing.forms.builders import make_report
from tests.reports.web.views.test_reading_page import DOUBTFUL, HEADING

CHOSEN = "（二）、整体绩效产出情况分析"
pytestmark = pytest.mark.django_db(transaction=True)


def test_doubts_are_answered_by_keyboard_and_the_text_becomes_the_report(browse, axe):
    report = make_report()
    page = browse(builders.clerk(report.department))
    page.goto(f"/reports/{report.pk}/reading/")
    axe(page)
    page.locator("textarea").fill(DOUBTFUL)
    page.get_by_role("button", name="读入并核对").press("Enter")
    expect(page.get_by_role("heading", name="存疑，请逐处核对：2 处")).to_be_visible()
    axe(page)
    for width in (1366, 683, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert fits(page)
    for question in page.locator(".reading-question.piece-doubtful select").all():
        question.focus()
        page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="保存答复").press("Enter")
    expect(page.get_by_text("原文已写入报告")).to_be_visible()
    assert len(drafts.load_document(report).rows("suggestions")) == 2


def test_the_whole_of_it_is_done_without_javascript(browse):
    report = make_report()
    page = browse(builders.clerk(report.department), java_script_enabled=False)
    page.goto(f"/reports/{report.pk}/")
    page.get_by_role("link", name="读入原文").click()
    page.locator("textarea").fill(DOUBTFUL.replace(HEADING, "（二）、年度产出与效果"))
    page.get_by_role("button", name="读入并核对").click()
    page.locator(".piece-unplaced", has_text="年度产出与效果").locator("select").select_option(label=CHOSEN)
    page.get_by_role("button", name="保存答复").click()
    expect(page.get_by_text("重新读了一遍")).to_be_visible()
    page.goto(f"/reports/{report.pk}/")
    page.get_by_role("link", name="去核对读入的原文").click()
    for question in page.locator(".reading-question.piece-doubtful select").all():
        question.select_option("yes")
    page.get_by_role("button", name="保存答复").click()
    expect(page.get_by_text("原文已写入报告")).to_be_visible()
    assert drafts.load_document(report).text("output") == "全年目标均已完成。"
