"""Makes the pictures of README.md and docs/guide.md from the real pages of the demonstration.

    .venv/bin/python scripts/pictures.py

Needs what scripts/test.sh installs (chromium, poppler-utils). Works in a folder of its own and leaves nothing running.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from stage import PICTURES, chromium, demonstration, keep, logged_in, pages, screen, shoot, to_top

QUEUE = "/admin/reports/report/"


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, demonstration(Path(name)) as address, chromium(Path(name)) as browser:
        for username, draw in SHOTS:
            draw(logged_in(browser, address, username) if username else screen(browser, address))
        paper(logged_in(browser, address, "u011001"), "下载送审稿", Path(name), "pdf-page", 2)
        paper(logged_in(browser, address, "u031001"), "下载定稿", Path(name), "final-page")
    return 0


def clerk(page: Page) -> None:
    page.get_by_role("link", name="填写报告").first.click()
    report = page.url
    without_two_answers(page, report)
    page.goto(report)
    shoot(page, "overview")
    page.goto(f"{report}sections/expenditure/")
    page.locator(".entry-grid input").nth(5).focus()
    shoot(page, "section")
    page.goto(f"{report}sections/projects/")
    page.locator(".entry-list textarea").first.focus()
    shoot(page, "listing")
    page.goto(f"{report}preview/")
    shoot(page, "preview")


def without_two_answers(page: Page, report: str) -> None:
    """A report on its way: two things are still missing."""
    for section, place in (("output", "narrative.output"), ("three_public", "three_public.reception.final")):
        page.goto(f"{report}sections/{section}/")
        page.locator(f'[id="{place}"]').fill("")
        page.get_by_role("button", name="保存", exact=True).click()
        page.locator(".message-success").wait_for()


def attached(page: Page) -> None:
    page.get_by_role("link", name="填写报告").first.click()
    content = page.request.get(f"{page.url}draft.pdf").body()
    page.get_by_role("link", name="佐证材料").first.click()
    files = (("政务大厅运行采购合同.pdf", content), ("自助终端验收单.pdf", content + b"\n"))
    chosen = [{"name": name, "mimeType": "application/pdf", "buffer": held} for name, held in files]
    page.get_by_label("文件（可以一次选几个）").set_input_files(chosen)  # type: ignore[arg-type]
    page.get_by_role("button", name="上传", exact=True).click()
    page.get_by_text("已上传 2 份").wait_for()
    shoot(page, "attachments")


def answering(page: Page) -> None:
    """The department of a returned report: what it is told, what it answers; then it changes one more thing and sends."""
    page.goto("/notices/")
    shoot(page, "notices")
    page.goto("/")
    page.locator(".report-card a").first.click()
    report = page.url
    answer(page, 0, "已改", "")
    answer(page, 1, "已说明", "全年严格控制接待批次，陪餐人数比上年减少。")
    page.goto(report)
    page.locator("#items").scroll_into_view_if_needed()
    shoot(page, "answers")
    for section, place, text in (
        ("projects", '[name$="organisation"]', "公开招标确定供应商，合同金额 45.00 万元，2025 年 11 月验收。"),
        ("output", '[id="narrative.output"]', "各项产出指标均达到年初目标，全年接待读者 31.6 万人次，比上年增加。"),
    ):
        page.goto(f"{report}sections/{section}/")
        page.locator(place).first.fill(text)
        page.get_by_role("button", name="保存", exact=True).click()
        page.locator(".message-success").wait_for()
    page.goto(report)
    page.get_by_role("button", name="交签发").click()
    page.wait_for_load_state()
    if (anyway := page.get_by_role("button", name="仍然交签发")).count():
        anyway.click()
    page.locator(".message-success").wait_for()
    page.goto(f"{report}sign/")
    page.locator('[name="confirmed"]').check()
    page.get_by_role("button", name="签发并报送").click()
    page.get_by_text("校验码").first.wait_for()


def answer(page: Page, at: int, kind: str, text: str) -> None:
    """The item at that place of the list."""
    item = page.locator(".items .item").nth(at)
    item.locator("summary").click()
    item.get_by_label(kind, exact=True).check()
    item.locator("textarea.form-control").fill(text)
    item.get_by_role("button", name="保存答复").click()
    page.locator(".message-success").wait_for()


def leader(page: Page) -> None:
    page.goto("/signatures/")
    page.get_by_role("link", name="审阅签发").first.click()
    page.wait_for_load_state()
    shoot(page, "sign")


def rounds(page: Page) -> None:
    """The second round: asked beside changed."""
    opened(page, "021001", 2025)
    page.get_by_role("button", name="开始审核").click()
    to_top(page, "#asked")
    # From below what stays in place.
    page.locator(".review-side").evaluate("side => side.scrollBy(0, -20 - side.querySelector('#desk').offsetHeight)")
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "rounds")


def reviewer(page: Page) -> None:
    page.goto("/admin/")
    shoot(page, "desk")
    page.goto(QUEUE)
    shoot(page, "queue")
    opened(page, "012001", 2025)
    page.locator('[id="expenditure.project.final"]').first.click()
    page.locator('#typed [name="text"]').last.fill("与部门决算报表不一致，请核对后改正。")
    page.locator('[id="expenditure.project.final"]').first.scroll_into_view_if_needed()
    shoot(page, "review")
    scores(page)


def scores(page: Page) -> None:
    opened(page, "9001", 2024)
    page.get_by_role("button", name="开始审核").click()
    points = page.locator('#scores [name^="points:"]')
    points.nth(3).fill("4")
    page.locator('#scores [name^="reason:"]').nth(3).fill("个别指标没有写明数据来源")
    page.get_by_role("button", name="保存评分").click()
    page.wait_for_load_state()
    to_top(page, "#scores")
    shoot(page, "scores")


def manager(page: Page) -> None:
    page.goto("/admin/departments/user/")
    shoot(page, "people")
    page.goto("/admin/reports/cycle/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="参加和免报单位").click()
    shoot(page, "participants")
    page.goto("/admin/dashboard/?year=2025")
    page.wait_for_timeout(1500)  # the charts move into place
    shoot(page, "dashboard")
    ticked(page, "批量提醒…")
    shoot(page, "bulk")
    page.goto("/admin/exports/")
    shoot(page, "exports")
    publishing(page)


def ticked(page: Page, act: str) -> None:
    """All reports of a page of the queue, and what is to be done with them."""
    page.goto(f"{QUEUE}?state=all&year=2025")
    page.locator("#action-toggle").check()
    page.get_by_label("动作").select_option(label=act)
    page.get_by_role("button", name="执行").click()


def publishing(page: Page) -> None:
    page.goto("/admin/reports/publication/")
    page.get_by_role("link", name="公开").last.click()
    page.get_by_label("项目组织实施情况").fill("涉及商业秘密")
    page.get_by_role("button", name="预览", exact=True).click()
    page.wait_for_load_state()
    page.get_by_text("本节不予公开").first.scroll_into_view_if_needed()
    shoot(page, "publication")


def public(page: Page) -> None:
    page.goto("/public/")
    page.locator(".public-list a").first.click()
    shoot(page, "public")
    content = page.request.get(f"{page.url.rstrip('/')}.pdf").body()
    page.get_by_role("link", name="核验真伪").last.click()
    page.wait_for_url("**/verify/**")
    page.get_by_label("PDF 文件").set_input_files({"name": "报告.pdf", "mimeType": "application/pdf", "buffer": content})
    page.get_by_text("相符").wait_for()
    to_top(page, ".page-head")
    shoot(page, "verify")


def opened(page: Page, code: str, year: int) -> None:
    """The review page of a department's report."""
    page.goto(f"{QUEUE}?state=all&year={year}&q={code}")
    page.locator("#result_list tbody th a").first.click()


def paper(page: Page, link: str, folder: Path, name: str, page_number: int | None = None) -> None:
    """A page of a PDF that the department has; the last one where none is said."""
    page.goto("/")
    page.get_by_role("link", name="查看报告").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    file = folder / f"{name}.pdf"
    download.value.save_as(file)
    at = page_number or pages(file)
    command = ["pdftoppm", "-png", "-r", "80", "-f", str(at), "-l", str(at), "-singlefile", str(file), str(folder / name)]
    subprocess.run(command, check=True)
    keep(folder / f"{name}.png", name)


# In the order in which the year goes; "" is anybody.
SHOTS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("clerk", clerk),
    ("clerk", attached),
    ("u021000", leader),
    ("u021001", answering),
    ("reviewer2", rounds),
    ("reviewer", reviewer),
    ("manager", manager),
    ("", public),
)

if __name__ == "__main__":
    sys.exit(main())
