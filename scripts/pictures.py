"""Makes the pictures of README.md and docs/guide.md from the real pages of the demonstration.

    .venv/bin/python scripts/pictures.py

Needs what scripts/test.sh installs (chromium, poppler-utils). Works in a folder of its own and leaves nothing running.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
PASSWORD = "qinghe-2026"
COLOURS, LARGEST = 128, 200_000  # of a picture; bytes
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, demonstration(Path(name)) as address, chromium(Path(name)) as browser:
        for username, draw in (("clerk", clerk), ("u021000", leader), ("reviewer", reviewer), ("manager", manager)):
            draw(logged_in(browser, address, username))
        pdf_page(logged_in(browser, address, "u011001"), Path(name))
    return 0


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The demonstration on a free port, with a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PERFEVAL_VAR": str(folder / "var")}
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity", "0"], ["demo"]):
        subprocess.run([*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([*manage, "runserver", "--noreload", str(port)], env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            yield waited_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def waited_for(address: str) -> str:
    for _ in range(100):
        try:
            with urlopen(f"{address}/health/"):
                return address
        except URLError:
            time.sleep(0.2)
    sys.exit("演示站点没有启动。")


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """With the fonts of the project: a bare Debian has no Chinese ones."""
    executable = shutil.which("chromium") or sys.exit("没有找到 Chromium，请先运行 scripts/test.sh。")
    conf = folder / "fonts.conf"
    conf.write_text(FONTS.format(fonts=ROOT / "static/fonts", cache=folder))
    environment = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, env=environment) as browser,
    ):
        yield browser


def logged_in(browser: Browser, address: str, username: str) -> Page:
    screen = {"width": 1366, "height": 768}
    page = browser.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", viewport=screen).new_page()  # type: ignore[arg-type]
    page.goto("/login/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


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


def leader(page: Page) -> None:
    page.goto("/signatures/")
    page.get_by_role("link", name="审阅签发").first.click()
    page.wait_for_load_state()
    shoot(page, "sign")


def reviewer(page: Page) -> None:
    page.goto("/admin/reports/report/")
    shoot(page, "queue")
    page.goto("/admin/reports/report/?state=in_review")
    page.locator("#result_list tbody th a").first.click()
    page.locator('[id="expenditure.project.final"]').first.click()
    page.locator('#typed [name="text"]').last.fill("与部门决算报表不一致，请核对后改正。")
    page.locator('[id="expenditure.project.final"]').first.scroll_into_view_if_needed()
    shoot(page, "review")


def manager(page: Page) -> None:
    page.goto("/admin/departments/user/")
    shoot(page, "people")


def pdf_page(page: Page, folder: Path) -> None:
    """The third page of a 送审稿: paragraphs and a table."""
    page.goto("/")
    page.get_by_role("link", name="查看报告").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载送审稿").first.click()
    file = folder / "paper.pdf"
    download.value.save_as(file)
    command = ["pdftoppm", "-png", "-r", "80", "-f", "2", "-l", "2", "-singlefile", str(file), str(folder / "page")]
    subprocess.run(command, check=True)
    keep(folder / "page.png", "pdf-page")


def shoot(page: Page, name: str) -> None:
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    keep(file, name)


def keep(file: Path, name: str) -> None:
    """Few colours are enough for text, and keep the file small."""
    kept = PICTURES / f"{name}.png"
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(kept, optimize=True)
    size = kept.stat().st_size
    print(f"{kept.relative_to(ROOT)}  {size // 1000} KB")
    if size > LARGEST:
        sys.exit(f"{kept.name} 超过 {LARGEST // 1000} KB，请减少颜色。")


if __name__ == "__main__":
    sys.exit(main())
