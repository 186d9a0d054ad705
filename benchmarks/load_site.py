"""One version of the site on loopback: gunicorn and a worker, with a database, a folder, reports and people of its own."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.load_crowd import PASSWORD, Measured, Visitor
from scripts.postgres import free_port

ROOT = Path(__file__).resolve().parents[1]
PROCESSES, THREADS = 2, 8  # of gunicorn
SEED = """
import json, sys, django
django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
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
# How many papers are there, failed and wait; asked again until none waits, for so many seconds at most.
PROBE = """
import json, sys, time, django
django.setup()
from django.db import connection
from reports.models import PaperOrder, Submission
start = time.monotonic()
while PaperOrder.objects.open().exists() and time.monotonic() - start < float(sys.argv[1]):
    connection.close()
    time.sleep(0.5)
count = {state: PaperOrder.objects.filter(state=state).count() for state in ("done", "failed")}
print(json.dumps(count | {"open": PaperOrder.objects.open().count(), "seconds": time.monotonic() - start}))
"""


@dataclass
class Site:
    name: str
    tree: Path
    environment: dict[str, str]
    visitors: list[Visitor]
    web: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]
    rate: float = 0.0  # acts a second at saturation, once that is measured

    def wait_for_papers(self, seconds: float) -> dict[str, float]:
        """{"done", "failed", "open", "seconds"}; of the version that prints beside the pages."""
        return _run_in(self.tree, self.environment, PROBE, str(seconds))

    def measure_memory(self) -> dict[str, float]:
        """MB of its own that the web processes and the worker hold, shared pages divided among them."""
        return {name: sum(map(_read_pss, _list_tree(process.pid))) for name, process in (("web", self.web), ("worker", self.worker))}


@contextmanager
def unpack_version(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
        yield Path(folder)


@contextmanager
def run_site(name: str, tree: Path, reports: int) -> Iterator[Site]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        environment = {**os.environ, "PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings", "PYTHONPATH": str(tree)}
        if url := os.environ.get("DATABASE_URL"):
            environment["DATABASE_URL"] = stack.enter_context(_create_database(url))
        told = _run_in(tree, environment, SEED, str(reports), PASSWORD)
        port = free_port()
        web = [sys.executable, "-m", "gunicorn", "perfeval.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
        web += ["--workers", str(PROCESSES), "--threads", str(THREADS), "--timeout", "120", "--no-control-socket"]
        started = [
            stack.enter_context(_run_process(command, tree, environment))
            for command in (web, [sys.executable, "manage.py", "work", "--with-parent"])
        ]
        visitors = [Visitor(port, told["cookie"], who) for who in told["people"]]
        _wait_until_up(visitors[0])
        yield Site(name, tree, environment, visitors, *started)


def _run_in(tree: Path, environment: dict[str, str], code: str, *arguments: str) -> dict[str, Any]:
    """What the code prints in its last line, with this version's modules."""
    command = [sys.executable, "-c", code, *arguments]
    answer = subprocess.run(command, cwd=tree, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


@contextmanager
def _create_database(url: str) -> Iterator[str]:
    """Beside the one of the address, on the same server."""
    import psycopg

    name = f"load_{secrets.token_hex(4)}"
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _run_process(command: list[str], tree: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(visitor: Visitor) -> None:
    for _ in range(300):
        try:
            visitor.ask_health(Measured())
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def _list_tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in _list_tree(int(child)))]


def _read_pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
