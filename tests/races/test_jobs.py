"""Many workers that reach for the same work at the same moment: each piece is done by one."""

from threading import Barrier

import pytest
from django.db.models import F, Q

from departments.models import District, User
from reports.models import Batch, Event, Job, JobPart, OutlineVersion, Report
from reports.models.job import Leased
from reports.release import jobs
from reports.release.jobs import leases, tasks
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


def test_one_row_is_taken_by_one(reports: list[Report], reviewer: User) -> None:
    jobs.request_job("summary", Report.objects.all(), reviewer)
    found = together(*[lambda: leases.claim_row(Job.objects.all())] * FEW)
    assert errors(found) == []
    assert len([outcome for outcome in found if outcome.result]) == 1
    assert Job.objects.get().attempts == 1


def test_many_rows_are_each_taken_by_one(reports: list[Report], reviewer: User) -> None:
    jobs.request_job("papers", Report.objects.all(), reviewer)

    def take_all() -> list[int]:
        taken = []
        while row := leases.claim_row(tasks._select_unprepared_parts()):
            taken.append(row.pk)
        return taken

    found = together(*[take_all] * FEW)
    assert errors(found) == []
    taken = [pk for outcome in found for pk in outcome.result]
    assert sorted(taken) == sorted(JobPart.objects.values_list("pk", flat=True))
    assert set(JobPart.objects.values_list("attempts", flat=True)) == {1}


def test_control_without_the_condition_one_row_is_taken_by_several(reports: list[Report], reviewer: User) -> None:
    jobs.request_job("summary", Report.objects.all(), reviewer)
    all_looked = Barrier(FEW)

    def naive(rows: type[Leased]) -> Leased | None:
        row = rows.objects.filter(Q(lease_until=None)).first()
        all_looked.wait(PATIENCE)
        rows.objects.filter(pk=row.pk).update(holder="x", attempts=F("attempts") + 1)
        return row

    found = together(*[lambda: naive(Job)] * FEW)
    assert len([outcome for outcome in found if outcome.result]) == FEW


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
