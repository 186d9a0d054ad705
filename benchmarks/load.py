"""The mix of a busy day against two versions of the site in one run: python -m benchmarks.load [--before=COMMIT --reports=40 --seconds=20]

70 % section page, totals and save; 15 % overview; 5 % submit; 5 % draft; 5 % login; then 24 drafts at once beside /health/. Each version
stands in a worktree of its own with a SQLite file of its own, behind gunicorn on this machine; the new one with its worker. Seconds of
the clock: say the load with them. With few processors the load itself takes part of what it measures, so trust the ratios.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

BEFORE, ROOT = "9c4eeb0", Path(__file__).resolve().parents[1]
PORTS = {"before": 8138, "after": 8139}
TOKEN, PASSWORD = "c" * 32, "桂花树下的石阶2024"
MIX = (("save", 70), ("overview", 15), ("submit", 5), ("draft", 5), ("login", 5))
DRAFTS, THREADS = 24, 12
MOST_SUBMIT, MOST_HEALTH, LEAST_GAIN = 0.3, 0.1, 1.5  # seconds, seconds, times
SEED = """
import json, sys, django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from reports import workflow
from reports.filing import report_import
from reports.models import Cycle
from tests import builders
told = []
for at in range(int(sys.argv[1])):
    raw = builders.paper(department={"code": f"A{at:03}", "name": f"云水区第{at}中心", "district": "云水区", "city": "长沙市"})
    report = report_import.import_file(raw, create=True).report
    Cycle.objects.filter(pk=report.cycle_id).update(needs_signature=False, allow_override=True)
    person = builders.clerk(report.department, f"clerk{at}")
    person.set_password(sys.argv[2])
    person.save()
    client = Client()
    client.force_login(person)
    told.append({"pk": report.pk, "user": person.username, "session": client.cookies[settings.SESSION_COOKIE_NAME].value})
print(json.dumps({"cookie": settings.SESSION_COOKIE_NAME, "people": told}))
"""


@dataclass
class Measured:
    """Seconds of each act, and what was not answered as it should be."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    def p(self, act: str, percent: int) -> float:
        found = self.taken[act]
        return quantiles(found, n=100)[percent - 1] if len(found) > 1 else (found or [float("nan")])[0]


class Visitor:
    """One person of the site, over HTTP."""

    def __init__(self, port: int, cookie: str, who: dict[str, Any]) -> None:
        self.port, self.who = port, who
        self.headers = {"Cookie": f"{cookie}={who['session']}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self.sent = False

    def ask(self, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        form = urllib.parse.urlencode(body) if body else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request("POST" if body else "GET", path, form, self.headers | kind)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def save(self) -> int:
        path = f"/reports/{self.who['pk']}/sections/management/"
        _, page = self.ask(path)
        revision = re.search(r'name=":revision"[^>]*value="(\d+)"|value="(\d+)"[^>]*name=":revision"', page)
        typed = {":revision": next(filter(None, revision.groups()), "0") if revision else "0", ":do": "save"}
        return self.ask(path, typed | {"narrative.management": f"专款专用，第 {random.randrange(10**6)} 次。"})[0]

    def overview(self) -> int:
        return self.ask(f"/reports/{self.who['pk']}/")[0]

    def submit(self) -> int:
        self.sent = True
        return self.ask(f"/reports/{self.who['pk']}/act/submit/", {"confirmed": "1", "asked": "1"})[0]

    def draft(self) -> int:
        return self.ask(f"/reports/{self.who['pk']}/draft.pdf")[0]

    def login(self) -> int:
        return self.ask("/login/", {"username": self.who["user"], "password": PASSWORD, "csrfmiddlewaretoken": TOKEN})[0]


def main(arguments: list[str]) -> int:
    chosen = {"before": BEFORE, "reports": "40", "seconds": "20"} | dict(each.removeprefix("--").split("=", 1) for each in arguments)
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors")
    found = {}
    with worktree(chosen["before"]) as old:
        for name, tree in (("before", old), ("after", ROOT)):
            with site(name, tree, int(chosen["reports"])) as visitors:
                found[name] = measure(name, visitors, float(chosen["seconds"]))
    return 0 if judge(found["before"], found["after"]) else 1


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", str(tree), commit], cwd=ROOT, check=True, capture_output=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)


@contextmanager
def site(name: str, tree: Path, reports: int) -> Iterator[list[Visitor]]:
    """gunicorn, and from the new version on the worker that prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings", "PYTHONPATH": str(tree)}
        environment.pop("DATABASE_URL", None)
        seeded = [sys.executable, "-c", SEED, str(reports), PASSWORD]
        answer = subprocess.run(seeded, cwd=tree, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(answer.stdout.splitlines()[-1])
        port = PORTS[name]
        served = [sys.executable, "-m", "gunicorn", "perfeval.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
        quiet: dict[str, Any] = {"cwd": tree, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started = [subprocess.Popen([*served, "--workers", "2", "--threads", "8", "--timeout", "120", "--no-control-socket"], **quiet)]
        started.append(subprocess.Popen([sys.executable, "manage.py", "work"], **quiet))
        try:
            visitors = [Visitor(port, told["cookie"], who) for who in told["people"]]
            _wait_until_up(visitors[0])
            yield visitors
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait()


def _wait_until_up(visitor: Visitor) -> None:
    for _ in range(150):
        try:
            visitor.ask("/health/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def measure(name: str, visitors: list[Visitor], seconds: float) -> dict[str, Any]:
    full = _run(visitors, seconds, THREADS)
    rate = sum(len(each) for each in full.taken.values()) / seconds
    half = _run(visitors, seconds, THREADS, rate=rate / 2)
    health = _ask_beside_drafts(visitors)
    for title, found in (("saturation", full), ("half load", half)):
        line = "  ".join(f"{act} {1000 * found.p(act, 50):.0f}/{1000 * found.p(act, 95):.0f}" for act, _ in MIX if found.taken[act])
        print(f"{name:7} {title:10} ms p50/p95: {line}; not as it should be: {len(found.wrong)} {sorted(set(found.wrong))[:3]}")
    print(f"{name:7} {rate:.1f} acts/s at saturation; /health/ beside {DRAFTS} drafts p95 {1000 * health:.0f} ms")
    return {"rate": rate, "half": half, "health": health}


def _run(visitors: list[Visitor], seconds: float, threads: int, rate: float | None = None) -> Measured:
    """Every thread has people of its own. `rate`: acts a second of all, else as fast as they are answered."""
    found, end = Measured(), time.monotonic() + seconds
    shares = [visitors[at::threads] for at in range(threads)]

    def work(own: list[Visitor]) -> None:
        while own and time.monotonic() < end:
            begun = time.monotonic()
            _act(random.choice(own), found)
            if rate:
                time.sleep(max(0.0, threads / rate - (time.monotonic() - begun)))

    _run_threads([lambda own=own: work(own) for own in shares])
    return found


def _act(visitor: Visitor, found: Measured) -> None:
    act = random.choices([name for name, _ in MIX], [share for _, share in MIX])[0]
    if visitor.sent and act in ("save", "submit", "draft"):
        act = "overview"
    begun = time.monotonic()
    try:
        status = getattr(visitor, act)()
    except OSError as error:
        found.wrong.append(f"{act}: {error}")
        return
    found.taken[act].append(time.monotonic() - begun)
    if status not in (200, 202, 302):
        found.wrong.append(f"{act}: {status}")


def _ask_beside_drafts(visitors: list[Visitor]) -> float:
    """p95 of /health/ in seconds while so many ask for their draft at once."""
    asked, over = [], threading.Event()

    def look() -> None:
        while not over.is_set():
            begun = time.monotonic()
            visitors[0].ask("/health/")
            asked.append(time.monotonic() - begun)
            time.sleep(0.02)

    watching = threading.Thread(target=look)
    watching.start()
    _run_threads([visitor.draft for visitor in visitors[:DRAFTS]])
    over.set()
    watching.join()
    return quantiles(asked, n=20)[-1] if len(asked) > 1 else median(asked or [0.0])


def _run_threads(works: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def judge(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """The bounds, and beside them what it was."""
    rows = (
        ("submit p50 at half load, s", before["half"].p("submit", 50), after["half"].p("submit", 50), MOST_SUBMIT),
        ("/health/ p95 beside drafts, s", before["health"], after["health"], MOST_HEALTH),
        ("acts/s at saturation, times", 1.0, after["rate"] / before["rate"], -LEAST_GAIN),
    )
    held = [value <= bound if bound > 0 else value >= -bound for _, _, value, bound in rows]
    for (title, was, value, bound), is_held in zip(rows, held, strict=True):
        limit = f"at {'most' if bound > 0 else 'least'} {abs(bound)}"
        print(f"{'ok  ' if is_held else 'OVER'} {title}: {value:.2f}, before {was:.2f} ({limit})")
    return all(held)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
