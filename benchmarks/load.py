"""A busy day, before and after printing left the request, in one run.

    python -m benchmarks.load [STAGE…]                                 SQLite
    python scripts/postgres.py python -m benchmarks.load [STAGE…]      PostgreSQL

The mix: 70 % section page, totals and save; 15 % overview; 5 % submit; 5 % draft; 5 % login. Two versions stand side by side on
loopback, each with gunicorn, its worker, a database and a folder of its own: the commit of --before, which printed in the request, and
this one. The one that is not asked is idle.

    saturation  as fast as they are answered: acts a second, at least 1.5 times, and no paper waits five minutes after
    half        at half of each one's own saturation: submit takes at most 0.3 s (median)
    drafts      24 drafts at once: meanwhile /health/ takes at most 100 ms (p95), and never more than 500
    spike       from half load to five times as many people: no save is lost, saves take at most 2 s (p95), as before within 60 s
    memory      half load for --minutes: from a third of them to the end it grows by at most 5 %; this version alone

Seconds of the clock: the load of the machine stands before each line. The crowd itself takes part of the processors.
Exit status 1 where a bound is missed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from benchmarks.arguments import add_choices, build_parser
from benchmarks.load_crowd import Measured, run_crowd, run_threads
from benchmarks.load_site import ROOT, Site, run_site, unpack_version

BEFORE = "9c4eeb0"  # the last version that printed in the request
PEOPLE, TIMES, DRAFTS = 12, 5, 24
LEAST_GAIN, MOST_EMPTYING = 1.5, 300  # times, seconds
MOST_SUBMIT = 0.3  # seconds
MOST_HEALTH, WORST_HEALTH, LEAST_WATCHING = 0.1, 0.5, 5  # seconds
MOST_SAVE, MOST_RECOVERY, WINDOW, AS_BEFORE = 2.0, 60, 5, 1.5  # seconds, seconds, seconds, times
MOST_GROWTH = 1.05  # times


@dataclass
class Run:
    """`before` is None where no stage asks for it. `held`: of each bound, whether it is kept."""

    after: Site
    before: Site | None
    seconds: float
    minutes: float
    held: list[bool]

    @property
    def sites(self) -> list[Site]:
        return [site for site in (self.before, self.after) if site]

    def bound(self, title: str, value: float, limit: float, *, least: bool = False, was: float | None = None) -> None:
        held = value >= limit if least else value <= limit
        self.held.append(held)
        told = "" if was is None else f", before {was:.2f}"
        say(f"{'ok  ' if held else 'OVER'} {title}: {value:.2f}{told} ({'at least' if least else 'at most'} {limit:g})")


def main() -> int:
    parser = build_parser("benchmarks.load", __doc__)
    add_choices(parser, "stage", STAGES)
    parser.add_argument("--before", default=BEFORE, metavar="COMMIT", help=f"the version to compare with: {BEFORE}")
    parser.add_argument("--reports", type=int, default=60, help="reports, each with its person: 60")
    parser.add_argument("--seconds", type=float, default=20, help="of each measurement: 20")
    parser.add_argument("--minutes", type=float, default=30, help="of the stage memory: 30")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything that was started ends
    say(f"{os.cpu_count()} processors, {'PostgreSQL' if os.environ.get('DATABASE_URL') else 'SQLite'}, {chosen.reports} reports")
    with ExitStack() as stack:
        before = None
        if set(chosen.stage) != {"memory"}:
            tree = stack.enter_context(unpack_version(chosen.before))
            before = stack.enter_context(run_site("before", tree, chosen.reports))
        after = stack.enter_context(run_site("after", ROOT, chosen.reports))
        run = Run(after, before, chosen.seconds, chosen.minutes, [])
        for stage in chosen.stage:
            STAGES[stage](run)
    return 0 if all(run.held) else 1


def say(text: str) -> None:
    print(f"load {os.getloadavg()[0]:5.2f}  {text}", flush=True)


def saturation(run: Run) -> None:
    """Before, after, after, before: noise that comes or goes hits both."""
    rates: dict[str, list[float]] = {site.name: [] for site in run.sites}
    for site in [*run.sites, *reversed(run.sites)]:
        found = run_crowd(site.visitors, PEOPLE, run.seconds)
        rates[site.name].append(found.acts / run.seconds)
        say(f"saturation {site.name:6} {found.acts / run.seconds:.1f} acts/s; {found.describe()}")
        if site is run.after:
            _empty_queue(run)
    for site in run.sites:
        site.rate = sum(rates[site.name]) / len(rates[site.name])
    if run.before:
        run.bound("saturation, acts/s times before", run.after.rate / run.before.rate, LEAST_GAIN, least=True)


def _empty_queue(run: Run) -> None:
    papers = run.after.wait_for_papers(MOST_EMPTYING)
    say(f"           {papers['done']} papers printed until now, {papers['failed']} failed; waited {papers['seconds']:.0f} s for them")
    run.bound("papers that wait or failed five minutes after", papers["open"] + papers["failed"], 0)


def half(run: Run) -> None:
    medians = {}
    for site in run.sites:
        found = run_crowd(site.visitors, PEOPLE, 2 * run.seconds, find_rate(run, site) / 2)
        medians[site.name] = found.p("submit", 50)
        say(f"half load  {site.name:6} {len(found.taken['submit'])} submits; {found.describe()}")
    run.bound("submit p50 at half load, s", medians["after"], MOST_SUBMIT, was=medians.get("before"))


def find_rate(run: Run, site: Site) -> float:
    """Acts a second at saturation, measured for a moment where that stage was not asked for."""
    if not site.rate:
        site.rate = run_crowd(site.visitors, PEOPLE, run.seconds / 2).acts / (run.seconds / 2)
    return site.rate


def drafts(run: Run) -> None:
    """Watched from the clicks on, until all are answered and for some seconds at least; the papers are printed meanwhile."""
    found = {site.name: _watch_health(site) for site in run.sites}
    for name, each in found.items():
        say(f"drafts     {name:6} {each.describe()}")
    before = found.get("before")
    run.bound("/health/ p95 beside 24 drafts, s", found["after"].p("health", 95), MOST_HEALTH, was=before and before.p("health", 95))
    run.bound("the longest, s", max(found["after"].taken["health"]), WORST_HEALTH, was=before and max(before.taken["health"]))
    run.bound("drafts not answered", len(found["after"].wrong), 0)


def _watch_health(site: Site) -> Measured:
    found, answered = Measured(), threading.Event()
    watcher, own = site.visitors[DRAFTS], site.visitors[:DRAFTS]
    least = time.monotonic() + LEAST_WATCHING

    def look() -> None:
        while not answered.is_set() or time.monotonic() < least:
            watcher.ask_health(found)
            time.sleep(0.02)

    watching = threading.Thread(target=look)
    watching.start()
    for visitor in own:
        visitor.measured = found
    run_threads([visitor.draft for visitor in own])
    answered.set()
    watching.join()
    return found


def spike(run: Run) -> None:
    found = {site.name: _run_spike(run, site) for site in run.sites}
    is_there = {site.name: sum(visitor.find_kept() for visitor in site.visitors) for site in run.sites}
    (crowd, recovery), before = found["after"], found.get("before")
    run.bound("saves that were lost", len(run.after.visitors) - is_there["after"], 0)
    run.bound("acts not answered as they should be", len(crowd.wrong), 0, was=before and len(before[0].wrong))
    run.bound("saves p95 in the spike, s", crowd.p("save", 95), MOST_SAVE, was=before and before[0].p("save", 95))
    run.bound("seconds until saves are as before", recovery, MOST_RECOVERY, was=before and before[1])


def _run_spike(run: Run, site: Site) -> tuple[Measured, float]:
    """The spike, and the seconds after its end until saves are as before it; infinite where they never are."""
    rate = find_rate(run, site) / 2
    calm = run_crowd(site.visitors, PEOPLE, run.seconds, rate)
    crowd = run_crowd(site.visitors, TIMES * PEOPLE, run.seconds, TIMES * rate)
    say(f"spike      {site.name:6} calm: {calm.describe()}")
    say(f"spike      {site.name:6} {crowd.acts / run.seconds:.1f} acts/s of {TIMES * rate:.1f}: {crowd.describe()}")
    ended, usual = time.monotonic(), AS_BEFORE * calm.p("save", 50)
    while (passed := time.monotonic() - ended) < MOST_RECOVERY:
        window = run_crowd(site.visitors, PEOPLE, WINDOW, rate)
        if median(window.taken["save"] or [float("inf")]) <= usual:
            return crowd, passed
    return crowd, float("inf")


def memory(run: Run) -> None:
    """Read once a minute, or ten times where there are few."""
    rate, held = find_rate(run, run.after) / 2, []
    step = min(60.0, 60 * run.minutes / 10)
    for _ in range(round(60 * run.minutes / step)):
        run_crowd(run.after.visitors, PEOPLE, step, rate)
        held.append(run.after.measure_memory())
        say("memory     " + "  ".join(f"{name} {size:.0f} MB" for name, size in held[-1].items()))
    third = len(held) // 3
    for name in held[0]:
        sizes = [each[name] for each in held]
        run.bound(f"memory of {name}, times that after a third", _smooth(sizes[third:], -1) / _smooth(sizes[third:], 0), MOST_GROWTH)


def _smooth(sizes: Sequence[float], at: int) -> float:
    """The median of three at that end: what one request holds at the moment of reading is no growth."""
    return median(sizes[:3] if at == 0 else sizes[-3:])


STAGES: dict[str, Callable[[Run], None]] = {
    "saturation": saturation,
    "half": half,
    "drafts": drafts,
    "spike": spike,
    "memory": memory,
}

if __name__ == "__main__":
    sys.exit(main())
