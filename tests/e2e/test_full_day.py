"""A full day: three departments send, one report goes back and forth, is confirmed, published with a section withheld, and verified."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from departments.models import Membership, Role, User
from reports.demo import bureau
from reports.filing import report_import
from reports.models import Cycle, Phrase, Report, ReturnItem
from tests import builders
from tests.e2e.day import MEETINGS, OUTPUT, PROJECT, Department, Desk, Looked, altered
from tests.e2e.shell import keep_all_public, log_in

pytestmark = pytest.mark.django_db(transaction=True)
UNITS = (("9001", "青禾区应急管理局"), ("9002", "青禾区防灾减灾中心"), ("9003", "青禾区人民防空中心"))
CELL_ASKED, ROW_ASKED, SECTION_ASKED = "请与决算报表核对后修改。", "请说明专家会诊的次数", "产出情况请补充数据来源"
ROW_ANSWER, SECTION_ANSWER = "全年会诊 14 次，已附名单", "数据来源已在附表列明，不必重复"
UNASKED, SCORED, WHY = "自评结果同时在单位公开栏张贴。", "在职人员控制率", "核定编制少 1 名"
SECRET, REASON = "专家会诊", "涉及商业秘密"


@pytest.fixture
def reports(transactional_db: None) -> list[Report]:
    """Complete drafts of three departments, in a year that asks for second review."""
    made = [report_import.import_file(bureau.build_bureau_report(_unit(code, name)), create=True).report for code, name in UNITS]
    Cycle.objects.update(second_review=True)
    Phrase.objects.create(district=made[0].department.district, text=CELL_ASKED)
    return made


@pytest.fixture
def look(axe: Callable[[Page], None]) -> Looked:
    return Looked(axe)


@pytest.fixture
def departments(reports: list[Report], browse: Callable[..., Page], look: Looked) -> list[Department]:
    people = [(report.department, report.department.code) for report in reports]
    pairs = [(builders.clerk(unit, f"clerk{code}"), builders.leader(unit, f"leader{code}")) for unit, code in people]
    return [Department(browse(clerk), browse(leader), look) for clerk, leader in pairs]


@pytest.fixture
def bureau_people(reports: list[Report]) -> dict[str, User]:
    district = reports[0].department.district
    second = builders.person("second", name="复审员")
    Membership.objects.create(user=second, role=Role.SECOND_REVIEWER, district=district)
    return {"reviewer": builders.reviewer(district), "second": second, "manager": builders.manager(district)}


def test_a_full_day(
    browse: Callable[..., Page],
    look: Looked,
    reports: list[Report],
    departments: list[Department],
    bureau_people: dict[str, User],
    tmp_path: Path,
):
    report = reports[0]
    for department in departments:
        department.sends()
    desk, second = Desk(browse(), look), Desk(browse(bureau_people["second"]), look)
    log_in(desk.page, "reviewer", "mima-2024")

    returns_with_three_items(desk, report)
    answers_all_three_ways(departments[0], report)
    sees_asked_beside_changed(desk, report)
    scores_and_passes_on(desk)
    confirms(second, report)
    publishes(browse(bureau_people["manager"]), look, report)
    paper = anybody_reads(browse(), look, report, tmp_path)
    anybody_verifies(browse(), look, paper)


def returns_with_three_items(desk: Desk, report: Report) -> None:
    """What was typed survives a reload."""
    desk.opens_next(3)
    expect(desk.page.locator(".review-head")).to_contain_text(report.department.name)
    desk.starts()
    look_at(desk, "review")
    desk.writes_phrase(desk.points_at(MEETINGS), "must", CELL_ASKED)
    desk.writes(desk.points_at(f"{PROJECT}.use", PROJECT), "explain", ROW_ASKED)
    desk.writes(desk.points_at("narrative.output", OUTPUT), "advice", SECTION_ASKED)
    desk.page.reload()
    expect(desk.page.locator('#typed [name="text"]')).to_have_count(3)
    assert desk.texts == [CELL_ASKED, ROW_ASKED, SECTION_ASKED]
    desk.page.get_by_role("button", name="退回", exact=True).click()
    desk.page.get_by_role("button", name="确认退回").click()
    expect(desk.page.get_by_text("本轮退回意见和答复（3 条）")).to_be_visible()
    assert list(ReturnItem.objects.values_list("place", flat=True)) == [MEETINGS, PROJECT, OUTPUT]


def answers_all_three_ways(department: Department, report: Report) -> None:
    """The cell is changed, and one thing that nobody asked for."""
    department.opens(report.pk)
    look_at(department, "returned")
    expect(department.clerk.locator(".card-returned .item")).to_have_count(3)
    department.answers(ROW_ASKED, "已说明", ROW_ANSWER)
    department.answers(SECTION_ASKED, "有异议", SECTION_ANSWER)
    assert department.types(report.pk, "base_data", MEETINGS, "8.91") == "8.41"
    text = department.clerk
    text.goto(f"/reports/{report.pk}/sections/publication/")
    before = text.locator('[id="narrative.publication"]').input_value()
    department.types(report.pk, "publication", "narrative.publication", before + UNASKED)
    department.opens(report.pk)
    department.answers(CELL_ASKED, "已改", "")
    department.sends()


def sees_asked_beside_changed(desk: Desk, report: Report) -> None:
    desk.page.goto("/admin/")
    expect(desk.page.locator(".morning-block").first).to_contain_text("第 2 次报送")
    desk.page.get_by_role("link", name=report.department.name).first.click()
    desk.starts()
    look_at(desk, "asked")
    cell = desk.asked(CELL_ASKED)
    expect(cell.locator(".given-changes")).to_contain_text(re.compile(r"8\.41 → 8\.91 （\+0\.50?）"))
    expect(desk.asked(ROW_ASKED)).to_contain_text(f"已说明 {ROW_ANSWER}")
    expect(desk.asked(ROW_ASKED)).to_contain_text("此处没有改动")
    expect(desk.asked(SECTION_ASKED)).to_contain_text(f"有异议 {SECTION_ANSWER}")
    unasked = desk.page.get_by_role("region", name="改动了但未要求（1 处）")
    expect(unasked.locator("ins")).to_have_text(UNASKED)
    expect(unasked.locator("del")).to_have_count(0)
    for asked in (CELL_ASKED, ROW_ASKED, SECTION_ASKED):
        desk.accepts(asked)


def scores_and_passes_on(desk: Desk) -> None:
    desk.scores(SCORED, "2.5", WHY)
    expect(desk.page.get_by_text("自评 96.18，财政评分 93.68，差 −2.5")).to_be_visible()
    desk.page.get_by_role("button", name="提请复审").click()
    expect(desk.page.locator(".review-head")).to_contain_text("待复审")
    expect(desk.page.get_by_role("button", name="通过", exact=True)).to_have_count(0)


def confirms(second: Desk, report: Report) -> None:
    second.opens_next(1)
    expect(second.page.locator(".review-head")).to_contain_text(report.department.name)
    second.page.get_by_role("button", name="通过", exact=True).click()
    expect(second.page.get_by_text("将要通过的内容")).to_be_visible()
    expect(second.page.locator(".sent").first).to_contain_text("93.68")
    look_at(second, "confirm")
    second.page.get_by_role("button", name="确认通过").click()
    expect(second.page.get_by_text("的报告已审核通过。")).to_be_visible()
    expect(second.page.get_by_text(WHY)).to_be_visible()


def publishes(page: Page, look: Looked, report: Report) -> None:
    page.goto("/admin/reports/publication/")
    page.get_by_role("row", name=report.department.name).get_by_role("link", name="公开").click()
    look(page, "publication")
    expect(page.get_by_role("region", name="公众将看到的内容")).to_contain_text(SECRET)
    page.locator('.withheld [name$="projects"]').fill(REASON)
    page.get_by_role("button", name="预览", exact=True).click()
    shown = page.get_by_role("region", name="公众将看到的内容")
    expect(shown).to_contain_text(f"本节不予公开：{REASON}")
    expect(shown).not_to_contain_text(SECRET)
    keep_all_public(page)
    page.get_by_role("button", name="按左侧所示公开").click()
    expect(page.get_by_text("已公开，编号")).to_be_visible()


def anybody_reads(page: Page, look: Looked, report: Report, folder: Path) -> Path:
    """The withheld text stands nowhere: not in the page, not in the data, not in the paper."""
    page.goto("/public/")
    look(page, "public")
    page.get_by_role("link", name=f"{report.department.name}2024年度").click()
    look(page, "public report")
    article = page.get_by_role("article")
    expect(article).to_contain_text(f"本节不予公开：{REASON}")
    expect(article).to_contain_text(UNASKED)
    expect(article.locator(f'[id="{MEETINGS}"]')).to_contain_text("8.91")
    data = page.request.get(page.url.rstrip("/") + ".json").text()
    with page.expect_download() as taken:
        page.evaluate("() => { const a = document.querySelector('a[href$=\".pdf\"]'); a.download = 'x.pdf'; a.click(); }")
    paper = folder / "paper.pdf"
    taken.value.save_as(paper)
    printed = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages).replace("\n", "")
    assert (UNASKED in data, "8.91" in printed) == (True, True)
    assert [SECRET in text for text in (page.content(), data, printed)] == [False] * 3
    return paper


def anybody_verifies(page: Page, look: Looked, paper: Path) -> None:
    """With the number that stands on the paper."""
    text = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    number = re.findall(r"\d{4}-[0-9A-Z]{10}", text)[-1]
    page.goto("/verify/")
    look(page, "verify")
    page.get_by_label("报告最后一页的编号").fill(number)
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_text("有效", exact=True)).to_be_visible()
    look(page, "verified")
    page.get_by_label("PDF 文件").set_input_files(paper)
    expect(page.get_by_role("status")).to_contain_text("相符：这就是编号")
    page.get_by_label("PDF 文件").set_input_files(altered(paper))
    expect(page.get_by_role("status")).to_contain_text("不符")


def look_at(who: Desk | Department, name: str) -> None:
    who.look(who.page if isinstance(who, Desk) else who.clerk, name)


def _unit(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name, "district": "青禾区", "city": "南麓市"}
