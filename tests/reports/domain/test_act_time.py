"""The clock of the workflow: now, or the moment that the demonstration says."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from departments.models import AuditEntry
from reports import workflow
from reports.domain import act_time
from reports.models import Notice, Report, ReturnItem, Status
from reports.workflow import NewItem, events
from tests import builders

LONG_AGO = timezone.now() - timedelta(days=100)


def test_it_is_now():
    before = timezone.now()
    assert before <= act_time.get_act_time() <= timezone.now()


def test_what_is_done_within_happens_at_that_moment_and_what_follows_does_not():
    with act_time.set_act_time(LONG_AGO):
        with act_time.set_act_time(LONG_AGO + timedelta(days=1)):
            assert act_time.get_act_time() == LONG_AGO + timedelta(days=1)
        assert act_time.get_act_time() == LONG_AGO
    assert act_time.get_act_time() > LONG_AGO + timedelta(days=99)


def test_it_goes_on_after_a_refusal():
    with pytest.raises(workflow.Refused), act_time.set_act_time(LONG_AGO):
        raise workflow.Refused("不行")
    assert act_time.get_act_time() > LONG_AGO


@pytest.mark.django_db
def test_an_act_carries_the_moment_and_the_audit_log_the_true_time():
    report = builders.report()
    reviewer = builders.reviewer(report.department.district)
    Report.objects.filter(pk=report.pk).update(status=Status.IN_REVIEW)
    started = timezone.now()
    with act_time.set_act_time(LONG_AGO):
        workflow.return_(report, by=reviewer, items=[NewItem(f"section.{report.outline.definition.section[0].key}", "must", "请改。")])
    assert {report.since, report.events.get().at, ReturnItem.objects.get().created} == {LONG_AGO}
    assert set(Notice.objects.values_list("created", flat=True)) <= {LONG_AGO}
    assert AuditEntry.objects.latest("pk").at >= started


@pytest.mark.django_db
def test_a_report_is_there_since_the_moment_it_was_made():
    with act_time.set_act_time(LONG_AGO):
        made = builders.report()
        events.record_event(made, events.SCORE, by=None)
    assert {made.since, made.events.get().at} == {LONG_AGO}


def test_nothing_but_the_demonstration_sets_it():
    used = [path for folder in ("departments", "perfeval", "reports") for path in Path(settings.BASE_DIR, folder).rglob("*.py")]
    setting = {str(path.relative_to(settings.BASE_DIR).parent) for path in used if _sets(path.read_text(encoding="utf-8"))}
    assert setting == {"reports/demo"}


def _sets(source: str) -> bool:
    return "act_time.set_act_time(" in source or "from reports.domain.act_time import" in source
