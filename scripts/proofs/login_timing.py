"""Does the time of a refused login say whose account it is?  .venv/bin/python scripts/proofs/login_timing.py

A server with its own database is asked over HTTP: medians of 50 wrong passwords for each kind of account lie within 1.2 ×.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
TRIES, NAMES, WITHIN = 50, 5, 1.2  # ten tries of a name, each from another address: no limit is reached
KINDS = ("known", "unclaimed", "unknown", "inactive", "unclaimed inactive", "without a role", "without a password")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        prepare_database(folder)
        with start_server(port := find_port()) as server:
            try:
                wait_until_alive(port)
                times = measure_kinds(port)
            finally:
                server.terminate()
    return report_times(times)


def prepare_database(folder: str) -> None:
    """Migrates an empty SQLite file and makes the people of every kind but "unknown"."""
    sys.path.insert(0, str(ROOT))
    os.environ |= {
        "PERFEVAL_VAR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/proof.sqlite3",
        "DJANGO_SETTINGS_MODULE": "perfeval.settings",
    }
    os.environ.pop("PERFEVAL_PRODUCTION", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    make_people()


def make_people() -> None:
    from departments import passwords
    from departments.models import Department, District, Membership, Role, User

    department = Department.objects.create(district=District.objects.create(name="云水县"), code="001", name="财政局")
    for kind in KINDS:
        for number in range(NAMES if kind != "unknown" else 0):
            user = User(username=name_of(kind, number), name="张三", is_active="inactive" not in kind)
            user.set_password(None if kind == "without a password" else "桂花树下的石阶2024")
            user.save()
            if "unclaimed" in kind:
                passwords.give_first_password(user)
            if kind != "without a role":
                Membership.objects.create(user=user, role=Role.CLERK, department=department)


def name_of(kind: str, number: int) -> str:
    return f"{kind.replace(' ', '-')}-{number}"


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start_server(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "perfeval.wsgi", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_until_alive(port: int) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("the server does not start")


def measure_kinds(port: int) -> dict[str, list[float]]:
    """Milliseconds of each try. The kinds take turns, so that a busy moment of the machine falls on all of them."""
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(TRIES):
        for kind in KINDS:
            times[kind].append(try_password(port, name_of(kind, number % NAMES), f"127.0.1.{number + 1}"))
    return times


def try_password(port: int, name: str, address: str) -> float:
    browser = http.client.HTTPConnection("127.0.0.1", port, source_address=(address, 0))
    browser.request("GET", "/login/")
    page = browser.getresponse()
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    form = {"username": name, "password": "wrong", "csrfmiddlewaretoken": found[1] if found else ""}
    kept = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{port}/login/"}
    begun = time.perf_counter()
    browser.request("POST", "/login/", urlencode(form), kept)
    answer = browser.getresponse()
    words = answer.read().decode()
    took = (time.perf_counter() - begun) * 1000
    browser.close()
    if answer.status != 200 or "账号或密码不对" not in words:
        raise SystemExit(f"{name}: {answer.status} instead of a refused password")
    return took


def report_times(times: dict[str, list[float]]) -> int:
    medians = {kind: statistics.median(taken) for kind, taken in times.items()}
    for kind, median in medians.items():
        print(f"{median:8.1f} ms  {kind}")
    ratio = max(medians.values()) / min(medians.values())
    print(f"{ratio:8.2f} × between the slowest and the quickest; at most {WITHIN} ×")
    return int(ratio > WITHIN)


if __name__ == "__main__":
    sys.exit(main())
