"""What a worker does, and what the next one does after it died."""

import hashlib
from dataclasses import replace

import pytest
from django.utils import timezone

from reports.domain.rendering.print_limits import TooLarge
from reports.models import Job, JobPart, JobState, Printout, Report
from reports.release import jobs
from reports.release.exports import archive
from reports.release.exports.export_kinds import KINDS
from reports.release.jobs import attempts, exporting, job_files, tasks
from reports.workflow import printouts
from tests import builders
from tests.full_disk import ENOSPC
from tests.reports.release.jobs.conftest import expire, fresh, names

pytestmark = pytest.mark.django_db
ALL = [f"A{at:03}_云水区第{at}中心_2018.pdf" for at in range(3)]


class Killed(BaseException):
    """As SIGKILL: nothing in the code sees it coming. (What `finally` does is undone by the tests.)"""


def test_every_report_is_printed_and_packed(job: Job, work):
    assert work() == 4
    assert names(job) == ALL
    assert Printout.objects.count() == 3


def test_the_row_says_what_the_file_is(job: Job, work):
    work()
    done, content = fresh(job), job_files.get_file_path(fresh(job)).read_bytes()
    assert (done.state, done.size, done.sha256) == (JobState.DONE, len(content), hashlib.sha256(content).hexdigest())
    assert done.started <= done.finished
    assert (done.not_before, done.note, list(job_files.get_export_folder().glob("*.part"))) == (None, "", [])


def test_a_second_run_makes_the_same_bytes_in_the_same_place(job: Job, work):
    work()
    path, before = job_files.get_file_path(fresh(job)), job_files.get_file_path(fresh(job)).read_bytes()
    Job.objects.update(state=JobState.RUNNING)
    work()
    assert (job_files.get_file_path(fresh(job)), path.read_bytes(), len(list(path.parent.iterdir()))) == (path, before, 1)


@pytest.mark.parametrize("kind", ["summary", "csv", "data"])
def test_every_other_kind_of_file_is_made(kind: str, sent, reviewer, work):
    job = jobs.request_job(kind, Report.objects.all(), reviewer)
    assert (work(), fresh(job).state) == (1, JobState.DONE)
    assert job_files.get_file_path(fresh(job)).stat().st_size == fresh(job).size > 0


def test_what_is_ready_to_be_written_does_not_wait_for_long_jobs(job: Job, reviewer):
    short = jobs.request_job("data", Report.objects.all(), reviewer)
    tasks.run_next_task()
    assert (fresh(short).state, fresh(job).state) == (JobState.DONE, JobState.WAITING)


def test_a_report_that_was_not_sent_is_listed(job: Job, reviewer, work):
    unit = builders.department(code="B1", name="云水区文化馆")
    late = Report.objects.create(department=unit, cycle=job.parts.first().report.cycle, outline=job.parts.first().report.outline)
    other = jobs.request_job("papers", Report.objects.filter(pk=late.pk), reviewer)
    work()
    assert (names(other), fresh(other).note) == ([archive.LIST], "有 1 份没有收入，原因见压缩包内的清单。")


# A worker that dies ------------------------------------------------------------------------------------------------------


def test_what_a_dead_worker_had_begun_is_done_by_the_next(job: Job, work):
    assert attempts.begin_attempt(job.parts.first())
    work()
    assert (names(job), sorted(part.attempts for part in job.parts.all())) == (ALL, [1, 1, 2])


def test_two_who_begin_at_once_are_one(job: Job):
    first, second = job.parts.get(pk=job.parts.first().pk), job.parts.get(pk=job.parts.first().pk)
    assert (attempts.begin_attempt(first), attempts.begin_attempt(second)) == (True, False)
    assert job.parts.get(pk=first.pk).attempts == 1


def test_a_task_done_twice_changes_nothing(job: Job, work):
    work()
    before = fresh(job).finished
    for task in tasks.TASKS:
        for pk in (job.pk, *job.parts.values_list("pk", flat=True)):
            task.do(pk)
    assert (fresh(job).finished, Printout.objects.count(), names(job)) == (before, 3, ALL)


@pytest.mark.parametrize("line", ["write", "flush", "replace"])
def test_killed_while_writing_it_leaves_no_half_file(job: Job, work, line: str, monkeypatch: pytest.MonkeyPatch):
    def die(*_: object) -> None:
        raise Killed

    while JobPart.objects.filter(ready=False):
        tasks.run_next_task()
    place = {"write": (archive.shutil, "copyfileobj"), "flush": (job_files, "flush_to_disk"), "replace": (job_files.Path, "replace")}[line]
    with monkeypatch.context() as patched:
        patched.setattr(*place, die)
        with pytest.raises(Killed):
            tasks.run_next_task()

    assert (fresh(job).state, fresh(job).sha256, list(job_files.get_export_folder().glob("*.zip"))) == (JobState.RUNNING, "", [])
    expire(Job.objects.all())
    work()
    assert (names(job), fresh(job).state, fresh(job).attempts) == (ALL, JobState.DONE, 2)


def test_drafts_of_the_dead_go_with_the_next_run(job: Job, work):
    draft = job_files.get_export_folder() / f"{job.pk}-dead.part"
    draft.write_bytes(b"PK")
    work()
    assert not draft.exists()


def test_who_wakes_up_after_another_made_the_file_changes_nothing(job: Job, work):
    while JobPart.objects.filter(ready=False):
        tasks.run_next_task()
    asleep = fresh(job)
    work()
    done = fresh(job)
    with pytest.raises(exporting.Lost):
        exporting._make_job_file(asleep)
    assert (fresh(job).state, fresh(job).sha256, names(job)) == (JobState.DONE, done.sha256, ALL)


def test_who_works_on_what_was_cancelled_and_asked_for_anew_leaves_it_alone(job: Job):
    JobPart.objects.update(ready=True)
    old = fresh(job)
    jobs.cancel_job(job)
    jobs.retry_job(job)
    with pytest.raises(exporting.Lost):
        exporting._make_job_file(old)
    assert (fresh(job).state, list(job_files.get_export_folder().iterdir())) == (JobState.WAITING, [])


def test_a_job_that_kills_every_worker_fails_with_a_sentence(job: Job, work):
    JobPart.objects.update(ready=True)
    Job.objects.update(attempts=attempts.MOST_ATTEMPTS)
    work()
    assert (fresh(job).state, "试了 5 次都没有成功" in fresh(job).error) == (JobState.FAILED, True)


def test_a_report_that_kills_every_worker_is_left_out(job: Job, work):
    part = job.parts.first()
    JobPart.objects.filter(pk=part.pk).update(attempts=attempts.MOST_ATTEMPTS)
    work()
    assert names(job) == [*ALL[1:], archive.LIST]
    assert "5 次" in JobPart.objects.get(pk=part.pk).error


# What goes wrong ---------------------------------------------------------------------------------------------------------


def test_an_error_is_tried_again_later(job: Job, work, monkeypatch: pytest.MonkeyPatch):
    def broken(_: object) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patched:
        patched.setattr(printouts, "get_printout", broken)
        assert work() == 3
    assert (fresh(job).state, {part.attempts for part in job.parts.all()}) == (JobState.RUNNING, {1})
    assert {part.not_before > timezone.now() for part in job.parts.all()} == {True}
    expire(JobPart.objects.all())
    work()
    assert names(job) == ALL


def test_a_report_too_large_to_be_printed_is_left_out_at_once(job: Job, work, monkeypatch: pytest.MonkeyPatch):
    def large(_: object) -> None:
        raise TooLarge("“三、”有 300,001 字，请精简。")

    monkeypatch.setattr(printouts, "get_printout", large)
    work()
    assert (names(job), {part.error for part in job.parts.all()}) == ([archive.LIST], {"“三、”有 300,001 字，请精简。"})


def test_an_error_while_writing_is_tried_again_then_fails(job: Job, monkeypatch: pytest.MonkeyPatch, work):
    def broken(*_: object) -> None:
        raise OSError("disk")

    JobPart.objects.update(ready=True)
    monkeypatch.setattr(job_files, "flush_to_disk", broken)
    for _ in range(attempts.MOST_ATTEMPTS + 1):
        work()
        expire(Job.objects.all())
    assert fresh(job).state == JobState.FAILED


def test_the_failed_one_is_made_when_asked_again(job: Job, work):
    Job.objects.update(state=JobState.FAILED, error="试了 5 次都没有成功")
    JobPart.objects.update(ready=True, error="x")
    jobs.retry_job(fresh(job))
    work()
    assert (names(job), fresh(job).error) == (ALL, "")


def test_a_full_disc_ends_the_job_in_words_and_leaves_no_file(job: Job, work, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_):
        raise ENOSPC

    monkeypatch.setitem(KINDS, job.kind, replace(KINDS[job.kind], write=refuse))
    work()
    failed = fresh(job)
    assert (failed.state, failed.error.startswith("服务器的磁盘满了")) == (JobState.FAILED, True)
    assert list(job_files.get_export_folder().iterdir()) == []
