"""How long a key in a list of 200 rows keeps the browser busy, its processor slowed down four times.

    python -m benchmarks.keys

The median of what the page's own thread works for a key, script, layout and painting together; exit status 1 above the bound.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.arguments import build_parser
from scripts.proofs import clerk_day

ROWS, KEYS, SLOWER = 200, 20, 4
MOST = 100.0  # milliseconds
PLACES = {"projects": "projects.row100.use", "scale": "functions.row100.amount"}


def fill_lists(report: int) -> None:
    from departments.models import User
    from reports.domain.document import Row
    from reports.domain.figures import Figure
    from reports.models import Report
    from tests.reports.filing.forms.builders import store

    final, user = Figure.of("12.5"), User.objects.get(username=clerk_day.ACCOUNT[0])
    projects = (Row(f"row{at}", {"name": f"项目{at}", "final": final, "use": "设备", "organisation": "按月督办"}) for at in range(ROWS))
    functions = (Row(f"row{at}", {"name": f"项目{at}", "amount": final}) for at in range(ROWS))
    for section, lists in (("projects", {"projects": tuple(projects)}), ("scale", {"functions": tuple(functions)})):
        store(Report.objects.get(pk=report), section, user, lists=lists)


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/login/")
    page.locator("[name=username]").fill(clerk_day.ACCOUNT[0])
    page.locator("[name=password]").fill(clerk_day.ACCOUNT[1])
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()


def measure_key(page: Page, place: str) -> float:
    """Milliseconds, the median of some keys."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("Performance.enable")
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.locator(f'[id="{place}"]').focus()
    page.wait_for_timeout(2_000)

    def read_work() -> float:
        return next(each["value"] for each in chromium.send("Performance.getMetrics")["metrics"] if each["name"] == "TaskDuration") * 1000

    works = []
    for _ in range(KEYS):
        before = read_work()
        page.keyboard.press("7")
        page.wait_for_timeout(250)
        works.append(read_work() - before)
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return median(works)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        fill_lists(report := clerk_day.prepare_database(Path(folder)))
        from tests.e2e.conftest import ARGUMENTS
        from tests.e2e.random_day.profile import SCREEN, find_chromium

        with clerk_day.start_server(clerk_day.find_port()) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            page = browser.new_page(**SCREEN)
            page.on("dialog", lambda dialog: dialog.accept())
            log_in(page, site)
            works = {}
            for section, place in PLACES.items():
                page.goto(f"{site}/reports/{report}/sections/{section}/")
                works[section] = measure_key(page, place)
                print(f"{works[section]:6.1f} ms a key in {ROWS} rows of {section}; at most {MOST:.0f} ms")
            browser.close()
    return int(max(works.values()) > MOST)


if __name__ == "__main__":
    build_parser("benchmarks.keys", __doc__).parse_args()
    sys.exit(main())
