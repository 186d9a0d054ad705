"""The demonstration on a stage: a site of its own, a browser with the project's fonts, and a camera for docs/pictures/."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
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


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The demonstration on a free port, with a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PERFEVAL_VAR": str(folder / "var")}
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity", "0"], ["demo"], asked("papers"), ["work", "--once"], asked("data")):
        subprocess.run([*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with subprocess.Popen([*manage, "runserver", "--noreload", str(port)], env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            yield waited_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def asked(kind: str) -> list[str]:
    """Asks for a file in the background; short ones, as the demonstration's, are made at once otherwise."""
    imports = "from departments.models import User; from reports.release import jobs; from reports.models import Report"
    return [
        "shell",
        "-c",
        f"{imports}; jobs.request_job('{kind}', Report.objects.filter(cycle__year=2025), User.objects.get(username='manager'))",
    ]


def waited_for(address: str) -> str:
    for _ in range(600):
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


def screen(browser: Browser, address: str) -> Page:
    """Of a person at an office computer."""
    size = {"width": 1366, "height": 768}
    return browser.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size).new_page()  # type: ignore[arg-type]


def logged_in(browser: Browser, address: str, username: str) -> Page:
    page = screen(browser, address)
    page.goto("/login/")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def to_top(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")


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


def pages(file: Path) -> int:
    told = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[-1] for line in told.splitlines() if line.startswith("Pages:")))
