"""A worker killed by SIGKILL, at random moments and between storing and registering: nothing is missing, doubled or empty.

(Ten kills and a hundred reports: benchmarks/jobs.py.)
"""

import hashlib
import random
import signal
import subprocess
import sys
import time
import zipfile
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection
from pypdf import PdfReader

from departments.task_queue import has_queue
from reports.models import Job, JobState, PaperOrder, Printout, Report
from reports.release import jobs
from reports.release.jobs import job_files, orphan_files
from reports.workflow import paper_orders
from tests import builders
from tests.reports.release.jobs import job_queue
from tests.reports.release.jobs.conftest import fresh, send
from tests.reports.release.jobs.processes import build_environment, wait_until_over, worker

KILLS, REPORTS = 3, 5
NAMES = [f"A{at:03}_云水区第{at}中心_2018.pdf" for at in range(REPORTS)]
PATIENCE = 600  # seconds until the test gives up; benchmarks/jobs.py asks how long it takes


@pytest.fixture
def environment(transactional_db: None, settings, tmp_path) -> dict[str, str]:
    """Where the workers find the database and the files of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    name = connection.settings_dict
    at_server = f"postgres://{name['USER']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
    url = at_server if connection.vendor == "postgresql" else f"sqlite:///{name['NAME']}"
    if has_queue():
        job_queue.empty_queue()
    return {"PERFEVAL_VAR": str(tmp_path), "DATABASE_URL": url}


@pytest.fixture
def killed_job(environment: dict[str, str]) -> Job:
    district = builders.district()
    send(district, REPORTS)
    return jobs.request_job("papers", Report.objects.all(), builders.reviewer(district))


def test_killed_at_random_moments_the_file_is_whole_in_the_end(killed_job: Job, environment: dict[str, str]):
    for _ in range(KILLS):
        with worker(environment):
            time.sleep(random.uniform(2, 4))  # starting takes about two
    with worker(environment):
        wait_until_over(killed_job, PATIENCE)

    job = fresh(killed_job)
    assert (job.state, job.note) == (JobState.DONE, "")
    with zipfile.ZipFile(job_files.get_file_path(job)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES
        assert all(PdfReader(BytesIO(archive.read(name))).pages for name in archive.namelist())
    assert Printout.objects.count() == REPORTS
    assert sorted(file.suffix for file in job_files.get_export_folder().iterdir()) == [".zip"]


@pytest.mark.parametrize("moment", ["stored", "in its place"])
def test_killed_between_storing_and_registering_nothing_is_twice_or_empty(killed_job: Job, environment: dict[str, str], moment: str):
    die(environment, moment)
    assert (fresh(killed_job).state, Printout.objects.count()) == (JobState.RUNNING, 0 if moment == "stored" else REPORTS)

    finish()

    job = fresh(killed_job)
    archive = job_files.get_file_path(job).read_bytes()
    assert (job.state, job.note, job.sha256, job.size) == (JobState.DONE, "", hashlib.sha256(archive).hexdigest(), len(archive))
    with zipfile.ZipFile(BytesIO(archive)) as made:
        assert made.namelist() == NAMES
    assert Printout.objects.count() == REPORTS
    assert all(paper.open_paper().read(4) == b"%PDF" for paper in Printout.objects.all())
    assert count_orphans() == (1 if moment == "stored" else 0)


def test_a_draft_whose_worker_was_killed_before_registering_it_is_made_again(environment: dict[str, str]):
    report = builders.complete_report()
    order = paper_orders.order_draft(report, builders.clerk(report.department, "writer"))
    die(environment, "stored")
    assert (PaperOrder.objects.get().state, PaperOrder.objects.get().file) == (JobState.RUNNING, "")

    finish()

    order.refresh_from_db()
    assert (order.state, order.open_draft().read(4), count_orphans()) == (JobState.DONE, b"%PDF", 1)


def die(environment: dict[str, str], moment: str) -> None:
    """A worker of this engine takes what was asked for, and is killed at the moment."""
    command = [sys.executable, "-m", "tests.reports.release.jobs.dying_worker", moment]
    ended = subprocess.run(command, check=False, env=build_environment(environment), capture_output=True, timeout=PATIENCE)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def finish() -> None:
    """The next worker."""
    if not has_queue():
        call_command("work", "--once", "--nice=0")
        return
    job_queue.silence_workers()
    job_queue.work_until_idle("retry_stalled")
    job_queue.work_until_idle()
    assert job_queue.list_queued("doing") == []


def count_orphans() -> int:
    """Files that no row stands for."""
    return sum(name not in set(each.select_names()) for each in orphan_files.STORED for name in orphan_files.iter_files(each.folder))
