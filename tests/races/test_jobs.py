"""Many workers that reach for the same work at the same moment: each piece is done by one."""

from threading import Barrier

import pytest
from django.db.models import F

from departments.models import District, User
from reports.models import Batch, Event, Job, JobPart, OutlineVersion, Report
from reports.release import jobs
from reports.release.jobs import attempts, exporting
from reports.review import bulk
from reports.review.bulk.dry_run import select_chosen
from tests.races.together import PATIENCE, errors, together
from tests.reports.workflow import builders

FEW, REPORTS = 8, 8


@pytest.fixture
def reports(district: District) -> list[Report]:
    cycle, version = builders.make_cycle(district), OutlineVersion.of("short-2020")
    units = [builders.make_department(district, f"A{at}") for at in range(REPORTS)]
    return [Report.objects.create(department=unit, cycle=cycle, outline=version) for unit in units]


@pytest.fixture
def reviewer(district: District) -> User:
    return builders.make_person("reviewer", "reviewer", district=district)


def test_one_row_is_begun_by_one(reports: list[Report], reviewer: User) -> None:
    job = jobs.request_job("summary", Report.objects.all(), reviewer)
    found = together(*[lambda: attempts.begin_attempt(Job.objects.get(pk=job.pk, attempts=0))] * FEW)
    assert [outcome.result for outcome in found].count(True) == 1
    assert Job.objects.get().attempts == 1


def test_control_without_the_condition_one_row_is_begun_by_several(reports: list[Report], reviewer: User) -> None:
    jobs.request_job("summary", Report.objects.all(), reviewer)
    all_looked = Barrier(FEW)

    def naive() -> bool:
        row = Job.objects.get()
        all_looked.wait(PATIENCE)
        return bool(Job.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1))

    assert [outcome.result for outcome in together(*[naive] * FEW)].count(True) == FEW


def test_one_task_done_by_many_at_once_makes_one_file(reports: list[Report], reviewer: User) -> None:
    job = jobs.request_job("summary", Report.objects.all(), reviewer)
    found = together(*[lambda: exporting.assemble_job(job.pk)] * attempts.MOST_ATTEMPTS)
    assert errors(found) == []
    assert Job.objects.get().state == "done"


def test_many_clicks_are_one_job(reports: list[Report], reviewer: User) -> None:
    found = together(*[lambda: jobs.request_job("papers", Report.objects.all(), reviewer)] * FEW)
    assert errors(found) == []
    assert {outcome.result for outcome in found} == {Job.objects.get()}
    assert JobPart.objects.count() == REPORTS


def test_a_batch_confirmed_twice_at_once_is_one(reports: list[Report], reviewer: User) -> None:
    lines = bulk.preview_acts(bulk.list_acts()["remind"], select_chosen(Report.objects.all()), reviewer)
    seen = {line.report.pk: line.seen for line in lines}

    def confirm() -> object:
        return bulk.confirm_acts("remind", [line.report for line in lines], seen, reviewer, bulk.Words(), "t" * 32)

    found = together(*[confirm] * FEW)
    assert errors(found) == []
    assert {outcome.result for outcome in found} == {Batch.objects.get()}
    assert Event.objects.filter(act="remind").count() == REPORTS
