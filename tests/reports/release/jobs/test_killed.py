"""A worker killed by SIGKILL at random moments, again and again: nothing is missing, doubled or empty. (All ten: benchmarks/jobs.py.)"""

import random
import time
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from pypdf import PdfReader

from reports.models import Job, JobState, Printout, Report
from reports.release import jobs
from reports.release.jobs import job_files
from tests import builders
from tests.reports.release.jobs.conftest import fresh, send
from tests.reports.release.jobs.processes import wait_until_over, worker

KILLS, REPORTS = 3, 5
PATIENCE = 600  # seconds until the test gives up; benchmarks/jobs.py asks how long it takes


@pytest.fixture
def environment(transactional_db: None, settings, tmp_path) -> dict[str, str]:
    """Where the workers find the database and the files of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    name = connection.settings_dict
    at_server = f"postgres://{name['USER']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
    url = at_server if connection.vendor == "postgresql" else f"sqlite:///{name['NAME']}"
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
        assert archive.namelist() == [f"A{at:03}_云水区第{at}中心_2018.pdf" for at in range(REPORTS)]
        assert all(PdfReader(BytesIO(archive.read(name))).pages for name in archive.namelist())
    assert Printout.objects.count() == REPORTS
    assert sorted(file.suffix for file in job_files.get_export_folder().iterdir()) == [".zip"]
