"""Open jobs of the version before, held by a worker or put off, are taken by the next worker; mails keep their pauses."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from reports.models import Job, JobState, OutboxMail
from tests import builders
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.landed
BEFORE = [("reports", "0018_comparison")]


def forth() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def _back(transactional_db: None) -> Iterator[None]:
    yield
    forth()


@pytest.mark.usefixtures("_back")
def test_what_a_worker_of_the_version_before_held_is_finished_by_the_next() -> None:
    report = builders.report()
    clerk = builders.clerk(report.department)
    notice, owner = make_notice(report, clerk), builders.reviewer(report.department.district)
    old = MigrationExecutor(connection).migrate(BEFORE).apps
    now = timezone.now()
    held = {"holder": "f" * 32, "lease_until": now + timedelta(hours=1), "attempts": 1}
    rest = {"kind": "papers", "name": "报告文本.zip", "owner_id": owner.pk, "created": now, "state": "running"}
    job = old.get_model("reports", "Job").objects.create(digest="0", **rest, **held)
    old.get_model("reports", "JobPart").objects.create(job=job, report_id=report.pk, ready=False, **held)
    old.get_model("reports", "OutboxMail").objects.create(notice_id=notice.pk, address="a@example.cn", created=now, **held)
    forth()
    assert (OutboxMail.objects.get().not_before, Job.objects.get().not_before) == (held["lease_until"], None)
    call_command("work", "--once", "--nice=0")
    assert (Job.objects.get().state, Job.objects.get().note) == (JobState.DONE, "有 1 份没有收入，原因见压缩包内的清单。")
