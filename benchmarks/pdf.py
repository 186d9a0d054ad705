"""How long a report takes to print, beside headless Chromium printing the same HTML in the same run.

    python -m benchmarks.pdf

Prints medians and ratios; exit status 1 when a bound is broken. Trust the ratios, not the seconds.
Chromium leaves out what an official paper needs: page numbers in the contents, leaders, a page count that begins again
behind them, PDF/A-3a, the attached data, and the same bytes from the same report.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
django.setup()

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from benchmarks import serving  # noqa: E402
from benchmarks.arguments import build_parser  # noqa: E402
from reports.domain.rendering import fonts, pdf  # noqa: E402
from reports.domain.rendering.page_blocks import Cell, Paragraph, ReportPage, Table  # noqa: E402
from reports.domain.rendering.stylesheet import build_stylesheet  # noqa: E402
from reports.domain.rendering.text_cleanup import clean_page  # noqa: E402
from reports.workflow.separate_printing import print_apart  # noqa: E402
from tests.reports.domain.rendering import builders  # noqa: E402

ROUNDS = 7
WARM, COLD = 1.8, 1.1  # times Chromium
DOUBLING = 2.2  # times as long for twice the rows
ABSURD = 2.0  # seconds
SERVING = 1.5  # times a page that does nothing

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking")


def main() -> int:
    fonts.configure_fonts()  # the same fonts for both
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(same_html(builders.plain_report()), encoding="utf-8")
        held = [*against_chromium(file), *growth(), *absurd(), served()]
    return 0 if all(held) else 1


def same_html(page: ReportPage) -> str:
    """What our printer gets, the style sheet inside, for a program that has to fetch it."""
    html = pdf.build_print_html(clean_page(page), builders.SUBMISSION)
    return html.replace("</head>", f"<style>{build_stylesheet(page.line_pitch)}</style></head>")


def against_chromium(file: Path) -> list[bool]:
    executable = shutil.which("chromium") or sys.exit("没有找到Chromium，请安装系统包 chromium。")
    render(builders.plain_report())
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS)) as browser:
        page = browser.new_page()
        chromium(page, file)
        warm = alternate(lambda: render(builders.plain_report()), lambda: chromium(page, file))
    cold = alternate(print_cold, lambda: run(headless(executable, file)))
    return [compare("warm", *warm, WARM), compare("cold", *cold, COLD)]


def growth() -> list[bool]:
    """Time for 25, 100 and 400 rows of a table; fourfold rows are two doublings."""
    pages = [table(builders.works(rows)) for rows in (25, 100, 400)]
    rounds = [[seconds(lambda page=page: render(page)) for page in pages] for _ in range(ROUNDS)]
    few, some, many = (median(times) for times in zip(*rounds, strict=True))
    print(f"rows      25: {few:.3f} s  100: {some:.3f} s  400: {many:.3f} s")
    return [
        bound(f"{name} rows, a doubling", (more / less) ** 0.5, DOUBLING)
        for name, less, more in (("25-100", few, some), ("100-400", some, many))
    ]


def absurd() -> list[bool]:
    rows = ((Cell("说明", head=True), Cell(builders.DUTY * 220)),)
    cell = table(Table("t", "", "", builders.heads("项目", "内容"), rows, (0.3, 0.7)))
    token = table(Paragraph("a" * 50_000))
    return [
        bound("cell of 20,000 characters, s", seconds(lambda: render(cell)), ABSURD),
        bound("token of 50,000 letters, s", seconds(lambda: render(token)), ABSURD),
    ]


def served() -> bool:
    """A stored paper is a file: no rendering, hardly more than a page that does nothing."""
    paper, floor = serving.times()
    print(f"stored    PDF {paper * 1000:.2f} ms  floor page {floor * 1000:.2f} ms")
    return bound("stored PDF, times the floor page", paper / floor, SERVING)


def table(block: Table | Paragraph) -> ReportPage:
    return builders.report(builders.section(1, "一、明细", block))


def render(page: ReportPage) -> bytes:
    return pdf.print_pdf(page, builders.SUBMISSION, builders.DATA)


def print_cold() -> bytes:
    """As a site without a worker does: in a process that does nothing else. Chromium does not carry our web application either."""
    return print_apart(builders.plain_report(), builders.SUBMISSION, builders.DATA)


def chromium(page: Page, file: Path) -> bytes:
    page.goto(file.as_uri())
    return page.pdf(prefer_css_page_size=True, print_background=True)


def headless(executable: str, file: Path) -> list[str]:
    profile = tempfile.mkdtemp(dir=file.parent)
    return [executable, "--headless", *ARGUMENTS, f"--user-data-dir={profile}", f"--print-to-pdf={file.with_suffix('.pdf')}", file.as_uri()]


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def alternate(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Medians of both, one after the other in turn, so that a noisy machine is noisy for both."""
    times = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return median(our for our, _ in times), median(their for _, their in times)


def compare(name: str, ours: float, theirs: float, most: float) -> bool:
    print(f"{name:8}  ours {ours:.3f} s  Chromium {theirs:.3f} s")
    return bound(f"{name}, times Chromium", ours / theirs, most)


def bound(name: str, value: float, most: float) -> bool:
    print(f"{'ok  ' if value <= most else 'OVER'}      {name}: {value:.2f} (at most {most})")
    return value <= most


if __name__ == "__main__":
    build_parser("benchmarks.pdf", __doc__).parse_args()
    sys.exit(main())
