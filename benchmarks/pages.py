"""What every page costs: in one run a page that only says who asks, Django's own admin form, ours; as ratios to the first.

    python -m benchmarks.pages                                  SQLite
    python scripts/postgres.py python -m benchmarks.pages       PostgreSQL

Requests go through the WSGI application with all its middleware, in this process, the pages in turn, so that a busy machine slows
all of them. Milliseconds are the processor's, of both ends, medians. Beside the bounds: whether a page grows faster than its rows,
or with the district around it. `--only=WORD` asks for the lines with the word. Exit status 1 where a bound is broken.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django

from benchmarks.arguments import build_parser

if TYPE_CHECKING:
    from benchmarks.pages_site import Places
    from departments.models import User

ROUNDS = 15
FEW, MANY = 130, 2_000  # departments of two districts
FLOOR, DJANGO = "floor: session, person, middleware", "Django's admin form, 120 inputs"
Visit = Callable[[], Any]


@dataclass
class Line:
    """A page: at most so many times what `beside` takes."""

    name: str
    visit: Visit
    most: float | None = None
    beside: str = FLOOR
    taken: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return 1000 * median(self.taken)


class Browser:
    """Who is logged in, asking the application in this process."""

    def __init__(self, application: Any, user: User) -> None:
        from django.test import Client

        client = Client()
        client.force_login(user)
        self.application, self.cookies = application, {name: each.value for name, each in client.cookies.items()}

    def get(self, address: str, **headers: str) -> str:
        return self._ask("GET", address, b"", headers)

    def post(self, address: str, pairs: list[tuple[str, str]], **headers: str) -> str:
        said = [*(pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"), ("csrfmiddlewaretoken", self.cookies["csrftoken"])]
        return self._ask("POST", address, urlencode(said).encode(), {"CONTENT_TYPE": "application/x-www-form-urlencoded", **headers})

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> str:
        route, _, query = address.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": route, "QUERY_STRING": query, "wsgi.input": BytesIO(body)}
        environ |= {"CONTENT_LENGTH": str(len(body)), "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
        environ |= {"HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "REMOTE_ADDR": "127.0.0.1"}
        begun: list[Any] = []
        answer = self.application({**environ, **headers}, lambda *said: begun.extend(said))
        content = b"".join(answer)
        answer.close()
        if not begun[0].startswith("200"):
            raise SystemExit(f"{method} {address}: {begun[0]} {content[:300].decode(errors='replace')}")
        for name, value in begun[1]:
            if name == "Set-Cookie":
                self.cookies.update({key: each.value for key, each in SimpleCookie(value).items()})
        return content.decode(errors="replace")


class FormPage:
    """A section's page as a browser without JavaScript sees it, and what its script asks."""

    def __init__(self, browser: Browser, report: int, section: str) -> None:
        self.browser, self.address, self.saves = browser, f"/reports/{report}/sections/{section}/", 0
        self.pairs: list[tuple[str, str]] = []

    def open(self) -> str:
        return self.browser.get(self.address)

    def open_whole(self) -> None:
        """With the fragments that its script asks for."""
        self.open()
        self.browser.get(f"{self.address}fragments/", HTTP_ACCEPT="application/json")

    def fill(self) -> FormPage:
        """What its inputs hold."""
        from tests.reports.filing.forms.builders import Form

        self.pairs = Form(self.browser.get(f"{self.address}?whole=1")).pairs
        return self

    def add_up(self) -> str:
        return self.browser.post(f"{self.address}totals/", self.pairs, HTTP_HX_REQUEST="true")

    def save(self) -> dict[str, Any]:
        """In the background, another value in one input each time."""
        self.saves += 1
        at = next(at for at, (name, value) in enumerate(self.pairs) if "." in name and not name.startswith(":") and value)
        name, value = self.pairs[at]
        self.pairs[at] = (name, _alter(value, self.saves))
        answer: dict[str, Any] = json.loads(self.browser.post(self.address, [*self.pairs, (":do", "save")], HTTP_ACCEPT="application/json"))
        self.pairs = [(name, str(answer["revision"]) if name == ":revision" else value) for name, value in self.pairs]
        return answer


def _alter(value: str, saves: int) -> str:
    """Another figure where it was one, else another word at the end."""
    if value.replace(".", "").isdigit():
        return f"{float(value) + (0.01 if saves % 2 else -0.01):.2f}"
    return value + "。" if saves % 2 else value.removesuffix("。")


def main() -> int:
    parser = build_parser("benchmarks.pages", __doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="the lines whose name holds the word")
    word = parser.parse_args().only
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        lines, clock = _make_site()
        chosen = [each for each in lines if word in each.name or each.name in (FLOOR, DJANGO)]
        wanted = [each for each in lines if each in chosen or any(line.beside == each.name for line in chosen)]
        _take_times(wanted, clock)
        held = [_tell(each, {line.name: line for line in wanted}) for each in wanted]
    return 0 if all(held) else 1


def _make_site() -> tuple[list[Line], Callable[[], float]]:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    logging.disable(logging.WARNING)
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.ROOT_URLCONF = False, ["*"], "benchmarks.pages_site"
    if connection.vendor == "postgresql":
        options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
        # One server process, to be timed.
        connection.settings_dict |= {"OPTIONS": options, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    call_command("migrate", verbosity=0)
    from benchmarks import pages_site

    start = perf_counter()
    few, many = pages_site.fill_district("云水区", FEW), pages_site.fill_district("临川区", MANY)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does within the minute
    print(f"{connection.vendor}, made in {perf_counter() - start:.0f} s, load {os.getloadavg()[0]:.1f}")
    return _list_lines(get_wsgi_application(), few, many), _find_clock(connection)


def _find_clock(connection: Any) -> Callable[[], float]:
    """Seconds of the processor that both ends took; elsewhere than on Linux, PostgreSQL's are told by the clock on the wall."""
    if connection.vendor == "sqlite":
        return process_time
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return (lambda: process_time() + int(server.read_text().split()[0]) / 1e9) if server.exists() else perf_counter


def _list_lines(application: Any, few: Places, many: Places) -> list[Line]:
    from benchmarks import pages_site
    from departments.models import District, User

    root = User.objects.create(username="root", name="系统管理员", is_superuser=True, is_staff=True)
    clerk, reviewer, sender = Browser(application, few.clerk), Browser(application, few.reviewer), Browser(application, few.leader)
    leader = Browser(application, few.sender)
    crowd, expert = Browser(application, many.clerk), Browser(application, root)
    address = f"/plain/departments/district/{District.objects.earliest('pk').pk}/change/"

    def show(browser: Browser, report: int, section: str) -> Visit:
        return FormPage(browser, report, section).open

    def show_whole(report: int, section: str) -> Visit:
        return FormPage(clerk, report, section).open_whole

    def type_in(browser: Browser, report: int, section: str) -> FormPage:
        return FormPage(browser, report, section).fill()

    bureau, tianxin = few.bureau_form, few.tianxin_form
    short, long = pages_site.SHORT, pages_site.LONG
    return [
        Line(FLOOR, lambda: clerk.get(pages_site.FLOOR)),
        Line(DJANGO, lambda: expert.get(address)),
        Line("form, narrative", show(clerk, tianxin, "management"), 6),
        Line("form, list", show(clerk, tianxin, "goals"), 6),
        Line("form, grid", show(clerk, tianxin, "expenditure"), 6),
        Line("form, narrative, with its fragments", show_whole(tianxin, "management"), 10),
        Line("form, list, with its fragments", show_whole(tianxin, "goals"), 10),
        Line("form, grid, with its fragments", show_whole(tianxin, "expenditure"), 10),
        Line("form, scoring of 25 rows", show(clerk, bureau, "rating"), 10),
        Line("form, scoring, with its fragments", show_whole(bureau, "rating")),
        Line("form, six grids", show(clerk, bureau, "base_data"), 16),
        Line("form, six grids, with its fragments", show_whole(bureau, "base_data")),
        Line("form, six grids beside Django's", show(clerk, bureau, "base_data"), 1, DJANGO),
        Line("save in the background, narrative", type_in(clerk, tianxin, "management").save, 3.5),
        Line("save in the background, list", type_in(clerk, tianxin, "goals").save, 3.5),
        Line("save in the background, grid", type_in(clerk, tianxin, "expenditure").save, 3.5),
        Line("totals while typing", type_in(clerk, tianxin, "expenditure").add_up, 4),
        Line("overview, tianxin", lambda: clerk.get(f"/reports/{tianxin}/"), 8),
        Line("overview, hunan", lambda: sender.get(f"/reports/{bureau}/"), 8),
        Line("review of hunan-standard", lambda: reviewer.get(f"/admin/reports/report/{few.sent}/change/"), 20),
        Line("desk", lambda: reviewer.get("/admin/"), 12),
        Line("stored paper", lambda: leader.get(f"/submissions/{few.submission}.pdf"), 1.3),
        Line("stored paper, written down", lambda: reviewer.get(f"/submissions/{few.submission}.pdf")),
        Line(f"list of {short} rows", show(clerk, few.short_list, "projects")),
        Line(f"list of {long} rows", show(clerk, few.long_list, "projects"), 1.1 * long / short, f"list of {short} rows"),
        Line(f"grid in a district of {MANY:,}", show(crowd, many.tianxin_form, "expenditure"), 1.1, "form, grid"),
        Line(f"narrative in a district of {MANY:,}", show(crowd, many.tianxin_form, "management"), 1.1, "form, narrative"),
    ]


def _take_times(lines: list[Line], clock: Callable[[], float]) -> None:
    """The pages in turn; the first round only warms up."""
    for round_ in range(ROUNDS + 1):
        for line in lines:
            start = clock()
            line.visit()
            if round_:
                line.taken.append(clock() - start)


def _tell(line: Line, lines: dict[str, Line]) -> bool:
    ratio = line.milliseconds / lines[line.beside].milliseconds
    is_kept = line.most is None or ratio <= line.most
    look = "    " if line.most is None else "ok  " if is_kept else "OVER"
    bound = "" if line.most is None else f", at most {line.most:g}" + (f" of {line.beside}" if line.beside != FLOOR else "")
    print(f"{look}  {line.name:38} {line.milliseconds:7.2f} ms   {ratio:6.2f}{bound}")
    return is_kept


if __name__ == "__main__":
    sys.exit(main())
