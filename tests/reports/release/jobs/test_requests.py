"""Asking for a file, calling it off, asking again."""

import pytest

from departments.models import User
from reports.models import Job, JobState, Report
from reports.release import jobs
from reports.release.exports.selection import ExportRefused
from reports.release.jobs import requests
from tests.reports.release.jobs.conftest import fresh

pytestmark = pytest.mark.django_db


def test_a_job_knows_its_reports_and_its_file_name(job: Job, sent):
    assert (job.name, job.state, job.parts.filter(ready=False).count()) == ("报告文本_云水区_2018.zip", JobState.WAITING, 3)


def test_a_kind_without_preparation_is_ready_to_be_written(sent, reviewer: User):
    assert jobs.request_job("summary", Report.objects.all(), reviewer).parts.filter(ready=True).count() == 3


def test_asked_twice_it_is_made_once(job: Job, reviewer: User):
    assert jobs.request_job("papers", Report.objects.all(), reviewer) == job


def test_another_selection_another_kind_or_person_is_another_job(job: Job, reviewer: User, district):
    from tests import builders

    jobs.request_job("papers", Report.objects.filter(department__code="A000"), reviewer)
    jobs.request_job("data", Report.objects.all(), reviewer)
    jobs.request_job("papers", Report.objects.all(), builders.reviewer(district, "second"))
    assert Job.objects.count() == 4


def test_when_it_is_done_it_may_be_asked_for_again(job: Job, reviewer: User, work):
    work()
    assert jobs.request_job("papers", Report.objects.all(), reviewer) != job


def test_nothing_selected_is_a_sentence(sent, reviewer: User):
    with pytest.raises(ExportRefused, match="没有可导出的报告"):
        jobs.request_job("papers", Report.objects.none(), reviewer)


def test_too_many_open_jobs_are_a_sentence(job: Job, reviewer: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(requests, "MOST_OPEN", 1)
    with pytest.raises(ExportRefused, match="您已有 1 个文件正在生成"):
        jobs.request_job("data", Report.objects.all(), reviewer)


def test_a_cancelled_job_is_not_worked_on(job: Job, work):
    assert jobs.cancel_job(job)
    assert (work(), fresh(job).state, jobs.cancel_job(job)) == (0, JobState.CANCELLED, False)


def test_a_cancelled_job_can_be_started_again(job: Job, work):
    jobs.cancel_job(job)
    jobs.retry_job(fresh(job))
    work()
    assert fresh(job).state == JobState.DONE


def test_only_what_is_over_is_started_again(job: Job):
    with pytest.raises(ExportRefused, match="不用重新生成"):
        jobs.retry_job(job)


def test_it_is_not_started_again_beside_its_twin(job: Job, reviewer: User):
    jobs.cancel_job(job)
    jobs.request_job("papers", Report.objects.all(), reviewer)
    with pytest.raises(ExportRefused, match="正在生成"):
        jobs.retry_job(fresh(job))
