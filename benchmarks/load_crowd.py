"""People of the site over HTTP, and a crowd of them: each act begins when its time has come and the one before is answered."""

from __future__ import annotations

import html
import random
import re
import threading
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from typing import Any

TOKEN, PASSWORD = "c" * 32, "桂花树下的石阶2024"
MIX = (("save", 70), ("overview", 15), ("submit", 5), ("draft", 5), ("login", 5))
SECTION, PLACE = "management", "narrative.management"
REVISION = re.compile(r'name=":revision"[^>]*value="(\d+)"|value="(\d+)"[^>]*name=":revision"')
MOST_ACTS = 20_000  # of one crowd, however fast it is answered
PATIENCE = 120  # seconds until a request is given up


@dataclass
class Measured:
    """Seconds of each request by its name, when it was answered, and what was not answered as it should be."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    acts: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, name: str, begun: float) -> None:
        now = time.monotonic()
        self.taken[name].append(now - begun)
        self.at[name].append(now)

    def p(self, name: str, percent: int) -> float:
        found = self.taken[name]
        return quantiles(found, n=100)[percent - 1] if len(found) > 1 else (found or [float("nan")])[0]

    def describe(self) -> str:
        told = (f"{name} {1000 * self.p(name, 50):.0f}/{1000 * self.p(name, 95):.0f}" for name in sorted(self.taken))
        return f"ms p50/p95 {'  '.join(told)}; not as it should be: {len(self.wrong)} {sorted(set(self.wrong))[:3]}"


class Unexpected(Exception):
    """An answer that should not be."""


class Visitor:
    """One person with a report of their own. `kept`: the words of the last save that was answered as kept."""

    def __init__(self, port: int, cookie: str, who: dict[str, Any]) -> None:
        self.port, self.who, self.measured = port, who, Measured()
        self.headers = {"Cookie": f"{cookie}={who['session']}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self.kept, self.is_sent, self.number = "", False, 0

    def take_act(self, measured: Measured) -> None:
        """One of the mix; what was sent is withdrawn first, which is not measured."""
        self.measured = measured
        name = random.choices([name for name, _ in MIX], [share for _, share in MIX])[0]
        try:
            if self.is_sent and name in ("save", "submit"):
                self.post("", "act/withdraw/", {"confirmed": "1"})
                self.is_sent = False
            getattr(self, name)()
        except (OSError, HTTPException, Unexpected) as error:
            measured.wrong.append(f"{name}: {error}")
        measured.acts += 1

    def save(self) -> None:
        self.number += 1
        words = f"专款专用，{self.who['user']} 第 {self.number} 次。"
        found = REVISION.search(self.get("section page", f"sections/{SECTION}/"))
        form = {":revision": next(filter(None, found.groups()), "0") if found else "0", PLACE: words}
        self.post("totals", f"sections/{SECTION}/totals/", form, status=200)
        self.post("save", f"sections/{SECTION}/", form | {":do": "save"})
        self.kept = words

    def overview(self) -> None:
        self.get("overview", "")

    def submit(self) -> None:
        self.post("submit", "act/submit/", {"confirmed": "1", "asked": "1"})
        self.is_sent = True

    def draft(self) -> None:
        self.get("draft", "draft.pdf")

    def login(self) -> None:
        self._ask("login", "/login/", {"username": self.who["user"], "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}, (302,))

    def find_kept(self) -> bool:
        """Whether the section says what was answered as kept."""
        return not self.kept or self.kept in html.unescape(self.get("", f"sections/{SECTION}/"))

    def get(self, name: str, path: str) -> str:
        return self._ask(name, f"/reports/{self.who['pk']}/{path}", None, (200, 202))

    def post(self, name: str, path: str, form: dict[str, str], status: int = 302) -> str:
        return self._ask(name, f"/reports/{self.who['pk']}/{path}", form, (status,))

    def ask_health(self, measured: Measured) -> None:
        self.measured = measured
        self._ask("health", "/health/", None, (200,))

    def _ask(self, name: str, path: str, form: dict[str, str] | None, expected: tuple[int, ...]) -> str:
        """The page. `name` "": not measured. Raises Unexpected, OSError."""
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        try:
            connection.request("POST" if form else "GET", path, urllib.parse.urlencode(form) if form else None, self.headers | kind)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        if answer.status not in expected:
            raise Unexpected(f"{path.rsplit('/', 2)[-2]} {answer.status}")
        if name:
            self.measured.note(name, begun)
        return page


def run_crowd(
    visitors: Sequence[Visitor], people: int, seconds: float, rate: float | None = None, measured: Measured | None = None
) -> Measured:
    """So many side by side, each with visitors of its own. `rate`: acts a second of all together, else as fast as they are answered."""
    found, end = measured or Measured(), time.monotonic() + seconds
    shares = [visitors[at::people] for at in range(min(people, len(visitors)))]

    def work(own: Sequence[Visitor]) -> None:
        time.sleep(random.uniform(0, people / rate) if rate else 0)
        while time.monotonic() < end and found.acts < MOST_ACTS:
            begun = time.monotonic()
            random.choice(own).take_act(found)
            if rate:
                time.sleep(max(0.0, people / rate - (time.monotonic() - begun)))

    run_threads([lambda own=own: work(own) for own in shares])
    return found


def run_threads(works: Sequence[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
