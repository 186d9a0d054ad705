"""The 审核队列 and each of its filters over 100,000 reports, beside the same page over 100.

    python -m benchmarks.queue                                  SQLite
    python scripts/postgres.py python -m benchmarks.queue       PostgreSQL

Three people: the reviewer of an ordinary district (500 of the 100,000 reports), the reviewer of one as large as a province
(50,000), and the technical administrator (all), who reviews nothing. Both databases are asked in turn through the test client, ten
rows a page: longer pages have more that is the same on both sides. Seconds are those of the processor, of both ends.
Bounded are all filters of both reviewers. Free text is reported, a filter of which a hundred reports do not fill a page, and what the
administrator asks of all districts together.
Exit status 1 where a bound is broken.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django

from benchmarks.arguments import add_choices, build_parser

if TYPE_CHECKING:
    from benchmarks.filled import Site

    Visit = Callable[[str], float]

FEW, MANY = [20], [10_000, *[100] * 100]
MOST = 1.3  # times the page over 100 reports
ROUNDS = 9
ROWS = 10
PAGE = "/admin/reports/report/"
STATES = ("draft", "awaiting_signature", "submitted", "in_review", "second_review", "returned", "approved")
BOUNDED = [
    "",
    "state=all",
    *(f"state={state}" for state in STATES),
    "state=all&year=2024",
    "state=all&year=2020",
    "state=all&who=me",
    "state=all&who=others",
    "state=all&who=none",
    "state=all&desk={desk}",
    "desk={desk}",
    "state=all&desk=own",
    "state=all&desk=none",
    "state=all&year=2024&desk={desk}",
    "state=all&due=today",
    "state=all&due=overdue",
    *(f"worst={worst}" for worst in ("none", "must_fix")),
    *(f"state=all&worst={worst}" for worst in ("none", "hint", "explain", "must_fix")),
    "o=7",  # 核对问题, within the 1,000
    "state=all&o=-10",  # 支出决算
]
SEARCHED = ["state=submitted&worst=none", "state=all&q=000001", "state=all&q=第7中心", "state=all&q=没有这样的单位"]
# Who looks at 100,000 reports, who at 100 stands beside, and what is bounded.
PEOPLE = {
    "district": ("district-2", "district-1", BOUNDED),
    "province": ("district-1", "district-1", BOUNDED),
    "everything": ("root", "root", []),
}


def main() -> int:
    parser = build_parser("benchmarks.queue", __doc__)
    add_choices(parser, "person", PEOPLE)
    chosen = parser.parse_args().person
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        sites = _sites(Path(folder))
        held = [_person(sites, name) for name in chosen]
        for site in sites.values():
            site.connection.close()
    return 0 if all(held) else 1


def _sites(folder: Path) -> dict[str, Site]:
    django.setup()
    from django.conf import settings

    from benchmarks import filled
    from reports.web.admin.report_admin import ReportAdmin

    logging.disable(logging.WARNING)
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
    ReportAdmin.list_per_page = ROWS
    found = {}
    for name, sizes in (("few", FEW), ("many", MANY)):
        start = perf_counter()
        found[name] = filled.Site(name, folder)
        number = filled.fill(sizes, even=name == "few")
        print(f"{name:10}{number} reports in {len(sizes)} districts, made in {perf_counter() - start:.0f} s")
    return found


def _person(sites: dict[str, Site], name: str) -> bool:
    print(f"\n{name}, load {os.getloadavg()[0]:.1f}")
    large, small, bounded = PEOPLE[name]
    many, few = _visitor(sites["many"], large), _visitor(sites["few"], small)
    held = [_compare(query, *_times(many, few, query), is_bounded=query in bounded) for query in [*BOUNDED, *SEARCHED]]
    return all(held)


def _visitor(site: Site, username: str) -> Visit:
    """Asks for a page of the queue as this person; seconds."""
    from django.test import Client

    from departments.models import Desk, User

    site.use()
    client, person = Client(), User.objects.get(username=username)
    client.force_login(person)
    held = person.memberships.first()
    desk = (Desk.objects.filter(district=held.district_id) if held else Desk.objects).order_by("-pk")[0]
    asked = desk.pk if held else f"{desk.pk}&district={desk.district_id}"  # who sees several 区县 chooses one before its 股室

    def visit(query: str) -> float:
        site.use()
        start = clock()
        response = client.get(f"{PAGE}?{query.format(desk=asked)}")
        taken = clock() - start
        assert response.status_code == 200, (query, response.status_code)
        return taken

    clock = _clock(site)
    return visit


def _clock(site: Site) -> Callable[[], float]:
    """Seconds of the processor that both ends took; elsewhere than on Linux, PostgreSQL's are told by the clock on the wall."""
    if site.connection.vendor == "sqlite":
        return process_time
    server = Path(f"/proc/{site.connection.connection.info.backend_pid}/schedstat")
    if not server.exists():
        return perf_counter
    return lambda: process_time() + int(server.read_text().split()[0]) / 1e9


def _times(many: Visit, few: Visit, query: str) -> tuple[float, float]:
    """Medians of both, asked in turn."""
    pairs = [(many(query), few(query)) for _ in range(ROUNDS + 1)][1:]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def _compare(query: str, many: float, few: float, *, is_bounded: bool) -> bool:
    ratio = many / few
    look = "    " if not is_bounded else "ok  " if ratio <= MOST else "OVER"
    print(f"{look}      {query or '(待审核)':34} {1000 * many:7.1f} ms over many, {1000 * few:6.1f} ms over few: {ratio:.2f}")
    return ratio <= MOST or not is_bounded


if __name__ == "__main__":
    sys.exit(main())
