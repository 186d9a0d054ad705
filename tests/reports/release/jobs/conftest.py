"""Reports that were sent and not printed, in a district with a reviewer; a paper costs nothing here."""

import hashlib
import json
import zipfile
from collections.abc import Callable

import pytest
from django.db.models import QuerySet

from departments.models import District, User
from reports.domain.rendering import pdf
from reports.models import Job, OutlineVersion, Report, Status, Submission
from reports.release import jobs
from reports.release.jobs import job_files, tasks
from tests import builders


@pytest.fixture(autouse=True)
def _apart(settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF " + stamp.number.encode())


def send(district: District, number: int) -> list[Report]:
    """So many departments with one submission each, as if printing had failed when they were sent."""
    cycle, version = builders.cycle(district), OutlineVersion.of("tianxin-2018")
    text = json.dumps(builders.paper())
    made = []
    for at in range(number):
        unit = builders.department(district, code=f"A{at:03}", name=f"云水区第{at}中心")
        report = Report.objects.create(department=unit, cycle=cycle, outline=version, status=Status.SUBMITTED)
        rest = {"document": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "outline": version, "sent_at": cycle.opens}
        Submission.objects.create(report=report, number=1, reference=f"2018-{report.pk:010}", **rest)
        made.append(report)
    return made


@pytest.fixture
def district(db: None) -> District:
    return builders.district()


@pytest.fixture
def sent(district: District) -> list[Report]:
    return send(district, 3)


@pytest.fixture
def reviewer(district: District) -> User:
    return builders.reviewer(district)


@pytest.fixture
def job(sent: list[Report], reviewer: User) -> Job:
    """The papers of all three."""
    return jobs.request_job("papers", Report.objects.all(), reviewer)


@pytest.fixture
def work() -> Callable[[], int]:
    """Does all that there is to do; how many pieces."""

    def until_done() -> int:
        pieces = 0
        while tasks.run_next_task():
            pieces += 1
        return pieces

    return until_done


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def names(job: Job) -> list[str]:
    with zipfile.ZipFile(job_files.get_file_path(fresh(job))) as found:
        assert found.testzip() is None
        return found.namelist()


def expire(rows: QuerySet) -> None:
    """As if their pause were over."""
    rows.update(not_before=None)
