"""Proof: an hour of random typing, paste, undo, Back, offline, second tab, expiry and dead browsers loses no character unsaid.

    bash scripts/prove.sh clerk-day [--minutes 60] [--seed 1]

A server of its own on a fresh database, Chromium with its back/forward cache. Every mismatch is printed with its step; the same
seed does the same acts, though a busy machine may bring them to another moment. tests/e2e/random_day is the person.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from tests.e2e.random_day.clerk import Clerk

BREATH = 1_500  # milliseconds between two acts, about
ACCOUNT = ("clerk", "a-long-Password-1")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--breath", type=int, default=BREATH, help="milliseconds")
    parser.add_argument("--wordy", action="store_true", help="print every act")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = prepare_database(Path(folder))
        with start_server(find_port()) as site:
            return live(Path(folder), site, report, asked)


def prepare_database(folder: Path) -> int:
    """A fresh database with an empty report and its clerk; the report's number."""
    os.environ |= {
        "PERFEVAL_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/day.sqlite3",
        "DJANGO_SETTINGS_MODULE": "perfeval.settings",
    }
    os.environ |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # Playwright keeps an event loop in this thread
    os.environ.pop("PERFEVAL_PRODUCTION", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.reports.filing.forms.builders import make_clerk, make_report

    report = make_report()
    clerk = make_clerk(report, ACCOUNT[0])
    clerk.set_password(ACCOUNT[1])
    clerk.save()
    return report.pk


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def start_server(port: int) -> Iterator[str]:
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_alive(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_alive(port: int) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("the server does not start")


def live(folder: Path, site: str, report: int, asked: argparse.Namespace) -> int:
    from playwright.sync_api import sync_playwright

    from reports.filing import drafts
    from reports.models import Report
    from tests.e2e.conftest import ARGUMENTS
    from tests.e2e.random_day.clerk import Clerk
    from tests.e2e.random_day.day import live_a_day
    from tests.e2e.random_day.profile import Profile, find_chromium

    with sync_playwright() as playwright:
        browser = Profile(playwright.chromium, folder, executable_path=find_chromium(), args=ARGUMENTS)
        try:
            load = lambda: drafts.load_document(Report.objects.with_context().get(pk=report))  # noqa: E731
            clerk = Clerk(
                browser, site, report, ACCOUNT, load, Random(asked.seed), asked.breath, partial(print_line, asked.seed), asked.wordy
            )
            done = live_a_day(clerk, asked.minutes * 60)
            return describe(clerk, dict(done), asked)
        finally:
            browser.close()


def print_line(seed: int, words: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} seed {seed} {words}", flush=True)


def describe(clerk: Clerk, done: dict[str, int], asked: argparse.Namespace) -> int:
    for told in clerk.given_up:
        print(f"given up, as the page or the person said: {told}")
    print(f"seed {asked.seed}: {clerk.step} acts in {asked.minutes:g} minutes, {clerk.words.count} words and figures typed: {done}")
    print(f"{len(clerk.mismatches)} mismatches, {len(clerk.given_up)} times given up and said so")
    return min(1, len(clerk.mismatches))


if __name__ == "__main__":
    sys.exit(main())
