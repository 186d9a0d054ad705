"""What a worker does from time to time."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from departments import audit
from departments.models import AuditEntry, AuditSeal, District
from reports.release.jobs import periodic
from reports.release.jobs.periodic import Chore
from tests import builders


def test_a_chore_is_done_at_once_and_then_again_after_its_time(monkeypatch: pytest.MonkeyPatch):
    done: list[float] = []
    now = [5.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    chore = Chore("tidy", "整理", 60, lambda: done.append(now[0]))
    for now[0] in (5.0, 6.0, 64.9, 65.0, 66.0, 125.0):
        chore.do_if_due()
    assert done == [5.0, 65.0, 125.0]


def test_one_that_goes_wrong_is_logged_and_keeps_nobody_from_work(caplog: pytest.LogCaptureFixture):
    Chore("tidy", "整理", 60, lambda: 1 // 0).do_if_due()
    assert "“整理”没有做成，60 秒后再试" in caplog.text


def test_a_database_that_is_away_is_the_workers_own_matter():
    def away() -> None:
        raise OperationalError

    with pytest.raises(OperationalError):
        Chore("tidy", "整理", 60, away).do_if_due()


def test_a_worker_tidies_seals_sends_and_reminds():
    assert [(chore.name, chore.every, chore.cron) for chore in periodic.list_periodic_tasks()] == [
        ("清理过期文件", 3600, "0 */1 * * *"),
        ("清理没有登记的文件", 21600, "0 */6 * * *"),
        ("清理登录记录", 3600, "0 */1 * * *"),
        ("封存审计日志", 60, "*/1 * * * *"),
        ("发送邮件", 10, "* * * * * */10"),
        ("比对各单位的文字", 600, "*/10 * * * *"),
        ("截止提醒", 600, "*/10 * * * *"),
    ]


@pytest.mark.django_db
def test_the_worker_seals_the_audit_log():
    district: District = builders.district()
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=False):
        audit.record_entry(audit.Act.EXPORT, "汇总表", district=district.pk)
    call_command("work", "--once", "--nice=0")
    assert AuditSeal.objects.count() == AuditEntry.objects.filter(at__lt=timezone.now() - timedelta(minutes=1)).count() == 1
    assert list(audit.verify_chains()) == []
