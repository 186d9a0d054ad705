"""Proof: 200 hostile files cost at most 1 s of CPU and 100 MB each, and the site answers meanwhile.

    .venv/bin/python scripts/proofs/foreign.py [--seeds 8] [--only child|site]

First every file alone in the limited child, its use told by the child; then all evidence through the gunicorn of
docs/deployment.md, by several people at once, while /health/ is asked every second.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from re import findall

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from departments.untrusted.limited_process import MB, Limits, run_task  # noqa: E402
from departments.untrusted.refusals import Refused, Stopped, Usage  # noqa: E402
from tests.departments.untrusted.hostile import HOSTILE, ROWS, Hostile  # noqa: E402

MOST_CPU, MOST_MEMORY = 1.0, 100 * MB
LIMITS = Limits(output=16 * MB)
PEOPLE, LATEST = 6, 2.0  # who upload at once; seconds until /health/ has answered
# As docs/deployment.md, 五, starts it.
WORKERS = "--worker-class gthread --workers 2 --threads 8 --no-control-socket --log-level warning"
GUNICORN = ["-m", "gunicorn", "perfeval.wsgi", *WORKERS.split(), "--bind"]
SAID = r'(?s)class="(?:messages|alert|errorlist|errornote)[^>]*>(.*?)</(?:div|ul|section)>'
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1", "Referer": "https://localhost/"}
# A department with a report that is being written, and the cookies of its clerk and of the manager.
PREPARE = """
import json, django
django.setup()
from django.test import Client
from django.urls import reverse
from departments.models import Role
from tests.reports.filing.forms.builders import make_clerk, make_report
report, told = make_report(), {}
for role in (Role.CLERK, Role.MANAGER):
    person, client = make_clerk(report, role.value, role), Client()
    if role is Role.MANAGER:
        person.is_staff = True
        person.save()
    client.force_login(person)
    told[role.value] = client.cookies["sessionid"].value
print(json.dumps({**told, "evidence": reverse("attachments", args=[report.pk]), "rows": reverse("admin:departments_department_import"),
                  "district": str(report.department.district_id)}))
"""


def measure(hostile: Hostile, seed: int) -> tuple[Usage, str]:
    """What the child used, and what it said."""
    content = hostile.make(Random(f"{hostile.name} {seed}"))
    try:
        outcome = run_task(f"departments.untrusted.{hostile.task}", io.BytesIO(content), LIMITS, **dict(hostile.options))
    except Refused as refused:
        return refused.usage, f"{refused.reason.name if isinstance(refused, Stopped) else ''} {refused}"
    return outcome.usage, "taken"


def empty_child() -> Usage:
    return run_task("tests.departments.untrusted.hostile_tasks:echo", io.BytesIO(b"")).usage


def measure_all(seeds: int) -> bool:
    """One line a kind: the worst of its seeds."""
    empty, good = empty_child(), True
    print(f"empty child: {empty.cpu_seconds:.2f} s, {empty.memory // MB} MB; {len(HOSTILE) * seeds} files")
    for hostile in HOSTILE:
        measured = [measure(hostile, seed) for seed in range(seeds)]
        cpu = max(usage.cpu_seconds for usage, _ in measured)
        memory = max(usage.memory - empty.memory for usage, _ in measured)
        fits = cpu <= MOST_CPU and memory <= MOST_MEMORY
        good = good and fits
        said = sorted({words[:24] for _, words in measured})
        print(f"{'' if fits else 'TOO MUCH '}{hostile.name:36} {cpu:5.2f} s {memory / MB:6.1f} MB  {said}", flush=True)
    return good


def measure_site(seeds: int) -> bool:
    """Every file through the site, by several people at once; /health/ is asked every second meanwhile."""
    files = [(number, seed) for seed in range(seeds) for number in range(len(HOSTILE))]
    # Uploaded by processes, for making the files must not delay the watch.
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (port, told), ProcessPoolExecutor(PEOPLE) as pool:
        with watched(port) as before:
            time.sleep(10)
        with watched(port) as waits:
            answers = Counter(pool.map(partial(upload, port, told), *zip(*files, strict=True)))
    for answer, number in answers.most_common():
        print(f"{number:5} × {answer}")
    print(f"{len(files)} files through gunicorn; /health/ {describe(waits)}; with nothing to do {describe(before)}")
    return max(waits) <= LATEST and not any(answer.startswith("5") for answer in answers)


def describe(waits: list[float]) -> str:
    return f"asked {len(waits)} times, usually {sorted(waits)[len(waits) // 2]:.3f} s, at the latest {max(waits):.2f} s"


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A site of its own on a free port; what PREPARE tells of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        "PERFEVAL_PRODUCTION": "1",
        "PERFEVAL_SECRET_KEY": secrets.token_urlsafe(60),
        "PERFEVAL_HOSTS": "localhost,perfeval.example.cn",
        "PERFEVAL_URL": "https://perfeval.example.cn",
    }
    place = {"PERFEVAL_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
    environment = {**os.environ, **given, **place, "PYTHONPATH": str(ROOT)}
    for command in ("migrate", "collectstatic"):
        subprocess.run([sys.executable, "manage.py", command, "--noinput", "-v0"], cwd=ROOT, env=environment, check=True)
    prepared = subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True, capture_output=True)
    with subprocess.Popen([sys.executable, *GUNICORN, f"127.0.0.1:{port}"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield port, json.loads(prepared.stdout)
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    for _ in range(150):
        try:
            ask(port, "GET", "/health/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The site did not start.")


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, str]:
    """Status, page and the cookie with the messages."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body, {**HEADERS, **headers})
        answer = connection.getresponse()
        cookies = [value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        return answer.status, answer.read().decode("utf-8", "replace"), "".join(each for each in cookies if each.startswith("messages="))
    finally:
        connection.close()


@contextmanager
def watched(port: int) -> Iterator[list[float]]:
    """How long each question took, in seconds."""
    waits: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            start = time.monotonic()
            status = ask(port, "GET", "/health/")[0]
            waits.append(time.monotonic() - start if status == 200 else 999.0)
            over.wait(1)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield waits
    finally:
        over.set()
        thread.join()


def upload(port: int, told: dict[str, str], number: int, seed: int) -> str:
    """The status, and the first words that the page says of the file."""
    hostile = HOSTILE[number]
    content = hostile.make(Random(f"{hostile.name} {seed}"))
    is_list = hostile.task == ROWS
    name = f"{seed}.{dict(hostile.options).get('kind', 'xlsx' if is_list else 'pdf' if content.startswith(b'%PDF') else 'docx').lower()}"
    secret, mark = uuid.uuid4().hex, uuid.uuid4().hex
    fields = {"csrfmiddlewaretoken": secret, "place": "report", "district": told["district"]}
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    field = "file" if is_list else "files"
    parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + content)
    cookie = f"sessionid={told['manager' if is_list else 'clerk']}; csrftoken={secret}"
    body, kind = b"".join(parts) + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
    path = told["rows" if is_list else "evidence"]
    status, page, kept = ask(port, "POST", path, body, **{"Content-Type": kind, "Cookie": cookie})
    if status == 302:
        page = ask(port, "GET", path, Cookie=f"{cookie}; {kept}")[1]
    said = findall(r"(?:PDF|图片|文件|表格|这不是|表中|第 1 行|现在|已上传)[^<“]{4,24}", unescape(" ".join(findall(SAID, page))))
    return f"{status} {hostile.name.split(':')[0]} {said[0] if said else ''}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--only", choices=("child", "site"))
    asked = parser.parse_args()
    alone = asked.only == "site" or measure_all(asked.seeds)
    site = asked.only == "child" or measure_site(asked.seeds)
    return 0 if alone and site else 1


if __name__ == "__main__":
    raise SystemExit(main())
