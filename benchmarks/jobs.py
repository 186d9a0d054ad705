"""Background exports: what a second worker brings, what a killed one costs, what people at the pages feel.

python -m benchmarks.jobs [gain] [kills] [saving] [--reports=100] [--kills=10]: a site of its own in a fresh folder, SQLite or
DATABASE_URL (an empty database). On SQLite there is no second worker. Figures in seconds of the clock: say the load with them.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles

from benchmarks.arguments import add_choices, build_parser

SAVES = 150
SIZES = {"reports": 100, "kills": 10}
LEAST_GAIN, MOST_WAIT, MOST_SLOWER = 1.7, 60, 1.5


def main() -> int:
    parser = build_parser("benchmarks.jobs", __doc__)
    add_choices(parser, "stage", MEASUREMENTS)
    for name, size in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=size, help=str(size))
    chosen = parser.parse_args()
    SIZES.update((name, getattr(chosen, name)) for name in SIZES)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        _site()
        print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors")
        held = [MEASUREMENTS[name]() for name in chosen.stage]
    return 0 if all(held) else 1


def _site() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.LOGGING_CONFIG = None
    call_command("migrate", verbosity=0)

    from tests import builders
    from tests.reports.release.jobs.conftest import send

    district = builders.district()
    builders.reviewer(district)
    send(district, SIZES["reports"])


def gain() -> bool:
    """The same hundred papers by one worker, two, two, one, all awake before they are asked for: noise that comes or goes hits both."""
    from departments.task_queue import has_queue

    if not has_queue():
        print("          SQLite has one worker")
        return True
    times = [(workers, _papers(workers)) for workers in (1, 2, 2, 1)]
    one, two = (sum(taken for workers, taken in times if workers == wanted) / 2 for wanted in (1, 2))
    return _bound(f"{SIZES['reports']} papers: one worker {one:.1f} s, two {two:.1f} s, gain", one / two, LEAST_GAIN, least=True)


def _papers(workers: int) -> float:
    from tests.reports.release.jobs.processes import wait_until_over, worker

    _unprint()
    with ExitStack() as stack:
        for _ in range(workers):
            stack.enter_context(worker({}, "--nice=0"))
        _wait_until_awake(workers)
        job = _ask()
        taken = wait_until_over(job, 600)
    _check(job)
    return taken


def _wait_until_awake(workers: int) -> None:
    """Until so many have said so since a moment ago, and had time to load what draws."""
    from django.db import connection

    found = 0
    while found < workers:
        time.sleep(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '12 seconds'")
            (found,) = cursor.fetchone()
    time.sleep(6)


def kills() -> bool:
    """One worker, killed ten times at random moments of its work and started again at once."""
    from tests.reports.release.jobs.processes import wait_until_over, worker

    _unprint()
    job = _ask()
    ready = job.parts.filter(ready=True)
    for _ in range(SIZES["kills"]):
        goal = min(ready.count() + random.randrange(8), SIZES["reports"] - 1)
        with worker({}, "--nice=0"):
            while ready.count() < goal:
                time.sleep(0.02)
            time.sleep(random.uniform(0, 0.5))
        job.refresh_from_db()
        print(f"          killed: {job.get_state_display()}, {ready.count()} of {SIZES['reports']} ready")
    with worker({}, "--nice=0"):
        taken = wait_until_over(job, 600)
    _check(job)
    return _bound("killed again and again: from the last start to the whole file", taken, MOST_WAIT)


def saving() -> bool:
    """p95 of saving a section: idle, beside one worker that prints, idle again."""
    from tests.reports.release.jobs.processes import worker

    save, job = _saver(), None
    idle = [_p95(save)]
    _unprint()
    with worker({}):
        time.sleep(6)
        job = _ask()
        while not job.parts.filter(ready=True).exists():
            time.sleep(0.1)
        busy = _p95(save)
        still = job.parts.filter(ready=False).exists()
    _cancel(job)
    idle.append(_p95(save))
    calm = max(idle)
    print(f"          p95 in ms: idle {idle[0]:.1f} and {idle[1]:.1f}, beside the worker {busy:.1f}; it printed to the end: {still}")
    return still and _bound("saving beside a worker, times idle p95", busy / calm, MOST_SLOWER)


def _saver() -> Callable[[], float]:
    from tests import builders
    from tests.reports.filing.forms.builders import Browser

    report = builders.complete_report()
    page = Browser(builders.clerk(report.department, "saver"), report, "management").open()
    number = 0

    def save() -> float:
        nonlocal number
        number += 1
        page.type({"narrative.management": f"专款专用，按进度拨付，第 {number} 次保存。"})
        start = time.perf_counter()
        page.press(follow=False)
        taken = time.perf_counter() - start
        assert page.status == 302, page.status
        page.open()
        return taken

    return save


def _p95(work: Callable[[], float]) -> float:
    """Milliseconds."""
    for _ in range(10):
        work()
    return quantiles([1000 * work() for _ in range(SAVES)], n=20)[-1]


def _ask():
    from departments.models import User
    from reports.models import Report
    from reports.release import jobs

    reviewer = User.objects.get(username="reviewer")
    return jobs.request_job("papers", Report.objects.filter(department__code__startswith="A"), reviewer)


def _cancel(job) -> None:
    from reports.release import jobs

    jobs.cancel_job(job)


def _unprint() -> None:
    """As if no paper had been printed yet."""
    from django.db.models import QuerySet

    from reports.models import Printout

    for printout in Printout.objects.all():
        printout.file.delete(save=False)
    QuerySet(Printout).delete()


def _check(job) -> None:
    """Every report once, none empty, nothing else."""
    from reports.models import Printout
    from reports.release.jobs import job_files

    job.refresh_from_db()
    assert (job.state, job.note) == ("done", ""), (job.state, job.error, job.note)
    with zipfile.ZipFile(job_files.get_file_path(job)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert (len(names), len(set(names))) == (SIZES["reports"], SIZES["reports"]), names
        assert all(archive.read(name).startswith(b"%PDF") for name in names)
    assert Printout.objects.count() == SIZES["reports"]
    assert [file for file in Path(job_files.get_export_folder()).iterdir() if file.suffix != ".zip"] == []


def _bound(name: str, value: float, limit: float, *, least: bool = False) -> bool:
    held = value >= limit if least else value <= limit
    print(f"{'ok  ' if held else 'OVER'}      {name}: {value:.2f} ({'at least' if least else 'at most'} {limit})")
    return held


MEASUREMENTS = {"gain": gain, "kills": kills, "saving": saving}

if __name__ == "__main__":
    sys.exit(main())
