"""The main job, end to end: the whole 天心区 report is typed, signed, returned, answered, approved and printed."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from departments.models import Role
from reports.domain.figures import Figure
from reports.domain.outlines import list_entries
from reports.models import Answer, Report, ReturnItem, Status, Submission
from tests.acceptance.test_seeds import printed
from tests.e2e.journey import download, empty_report, gives_reasons, lost, person, stamp, text_of
from tests.e2e.sections import at, saved
from tests.e2e.shell import OWN, hand_over, log_in
from tests.e2e.typist import Typist, block, paper, sections
from tests.reports.filing.forms.builders import facts

pytestmark = pytest.mark.django_db(transaction=True)
CELL, ROW = "expenditure.special.adjusted", "key_tasks"


def slipped(document):
    """The paper with the two slips that the reviewer will find: a wrong figure and half a sentence."""
    first, *others = document.rows(ROW)
    short = replace(first, values={"text": first.text("text")[:6]})
    return replace(document, figures={**document.figures, CELL: Figure.of("9.99")}, lists={**document.lists, ROW: (short, *others)})


def copied_from_excel(page, typist, entry):
    """One grid comes from a spreadsheet, through the real clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", block(typist.document, entry))
    first = page.locator(".entry-grid input").first
    first.focus()
    page.keyboard.press("Control+v")
    expect(first).not_to_have_value("")
    typist.save()


def fill_in(page, document):
    """Every section, from the first one on, as the page leads to the next."""
    typist = Typist(page, document)
    keys = sections(document)
    for key, after in zip(keys, [*keys[1:], ""], strict=True):
        entry = list_entries(document.outline)[key][0]
        if key == "expenditure":
            copied_from_excel(page, typist, entry)
        else:
            typist.section(key)
        if after:
            page.locator(".save-next").click()
            page.wait_for_url(f"**/sections/{after}/")


def comes_in(page, username):
    log_in(page, username, OWN)
    page.wait_for_url(lambda url: "/login/" not in url)


def clerk_fills_in(page, document):
    comes_in(page, "clerk")
    page.get_by_role("link", name="填写报告").click()
    page.locator(".task a").first.click()
    page.wait_for_url("**/sections/*/")
    fill_in(page, document)
    page.get_by_role("link", name="返回报告").click()
    hand_over(page)


def leader_sends(page):
    page.goto("/")
    page.get_by_role("link", name="审阅签发").click()
    page.wait_for_url("**/sign/")
    gives_reasons(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="签发并报送").click()
    expect(page.locator(".message-success")).to_contain_text("已报送财政局")


def reviewer_opens(page, report):
    page.goto("/admin/reports/report/")
    page.get_by_role("link", name=report.department.name).first.click()
    page.get_by_role("button", name="开始审核").click()
    expect(page.get_by_role("button", name="退回", exact=True)).to_be_visible()


def reviewer_returns(page, row):
    for place, kind, text in ((CELL, "explain", "与决算报表不一致"), (row, "must", "请把任务写完整")):
        page.locator(f'[id="{place}"]').first.click()
        item = page.locator("#typed li").last
        item.locator('[name="kind"]').select_option(kind)
        item.locator('[name="text"]').fill(text)
    page.get_by_role("button", name="退回", exact=True).click()
    page.get_by_role("button", name="确认退回").click()
    expect(page.get_by_text("本轮退回意见和答复（2 条）")).to_be_visible()


def clerk_puts_right(page, report, document):
    """From each item to its place, corrected there, and answered on the report's page."""
    page.goto(f"/reports/{report.pk}/")
    for place_label, place in [(item.place_label, item.place) for item in ReturnItem.objects.all()]:
        page.locator(".card-returned").get_by_role("link", name=place_label).click()
        where = at(page, place if place == CELL else f"{place}.text")
        where.fill(str(document.figures[CELL]) if place == CELL else document.rows(ROW)[0].text("text"))
        page.keyboard.press("Control+s")
        saved(page)
        page.get_by_role("link", name="返回报告").click()
    for item in ReturnItem.objects.all():
        box = page.locator(f"#item-{item.pk}")
        box.get_by_text("答复这条意见").click()
        box.get_by_role("radio", name="已改").check()
        box.get_by_label("说明（选“已改”时可以不写）").fill("已按决算报表和工作台账改正")
        box.get_by_role("button", name="保存答复").click()
        expect(page.locator(".message-success")).to_contain_text("已答复")


def test_the_whole_report_from_an_empty_draft_to_the_approved_paper(browse, tmp_path):
    document = paper("tianxin-2018")
    report = empty_report(document)
    for role in (Role.CLERK, Role.LEADER, Role.REVIEWER):
        person(report, role)
    clerk, leader, reviewer = browse(), browse(), browse()

    clerk_fills_in(clerk, slipped(document))
    comes_in(leader, "leader")
    leader_sends(leader)
    comes_in(reviewer, "reviewer")
    reviewer_opens(reviewer, report)
    reviewer_returns(reviewer, f"{ROW}.{facts(report).rows(ROW)[0].key}")

    clerk_puts_right(clerk, report, document)
    hand_over(clerk)
    leader_sends(leader)
    reviewer_opens(reviewer, report)
    reviewer.get_by_role("button", name="通过", exact=True).click()
    reviewer.get_by_role("button", name="确认通过").click()
    expect(reviewer.get_by_text("的报告已审核通过。")).to_be_visible()

    clerk.goto(f"/reports/{report.pk}/")
    text = text_of(download(clerk, "下载送审稿", tmp_path))
    assert Report.objects.get().status == Status.APPROVED
    assert set(ReturnItem.objects.values_list("answer_kind", flat=True)) == {Answer.CHANGED}
    assert lost(document, text) == []
    assert text == printed(document) + stamp(Submission.objects.get(number=2))
