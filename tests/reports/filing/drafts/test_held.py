"""A report that is fetched with its lock: saved as any other, refused as any other."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import User
from reports.filing import drafts
from reports.filing.drafts import Changes, storage
from reports.models import Narrative, Report, Status
from tests import builders
from tests.papers import PAPERS

TEXT = Changes(texts={"management": "专款专用。"})


def held(report: Report, by: User) -> AbstractContextManager[Report]:
    return drafts.hold_report(lambda: Report.objects.for_section("management", by).select_for_update(of=("self",)).get(pk=report.pk))


def save(report: Report, by: User) -> int:
    with held(report, by) as found:
        return drafts.save_section(found, "management", TEXT, revision=0, by=by)


def test_it_is_saved_without_another_lock(report: Report, clerk: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert save(report, clerk) == 1
    assert [query["sql"] for query in queries if query["sql"].startswith('UPDATE "reports_report"')] == []


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.editable()))
def test_no_save_in_a_state_that_is_not_the_departments(report: Report, clerk: User, status: str) -> None:
    Report.objects.update(status=status)
    with pytest.raises(drafts.NotEditable, match=Status(status).label):
        save(report, clerk)
    assert not Narrative.objects.exists()


def test_only_the_departments_own_people_save(report: Report, clerk: User) -> None:
    with pytest.raises(drafts.NotEditable, match="填报人"):
        save(report, builders.reviewer(report.department.district))
    assert save(report, builders.leader(report.department)) == 1


def test_no_save_after_the_deadline_of_a_locked_cycle(report: Report, clerk: User) -> None:
    passed = timezone.now() - timedelta(days=1)
    type(report.cycle).objects.update(opens=passed - timedelta(days=30), due=passed, locked_after_due=True)
    with pytest.raises(drafts.NotEditable, match="已锁定"):
        save(report, clerk)
    Report.objects.update(extended_to=timezone.now() + timedelta(days=1))
    assert save(report, clerk) == 1


def test_what_fails_in_the_block_takes_the_save_with_it(report: Report, clerk: User) -> None:
    def save_and_fail() -> None:
        with held(report, clerk) as found:
            drafts.save_section(found, "management", TEXT, revision=0, by=clerk)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert not Narrative.objects.exists()


def test_after_the_block_the_lock_is_taken_anew(report: Report, clerk: User) -> None:
    with held(report, clerk) as found:
        pass
    Report.objects.update(status=Status.SUBMITTED)
    with pytest.raises(drafts.NotEditable):
        drafts.save_section(found, "management", TEXT, revision=0, by=clerk)


@pytest.mark.django_db
@pytest.mark.parametrize("outline_id", PAPERS)
def test_what_a_save_tells_is_what_loading_tells(outline_id: str) -> None:
    full = builders.complete_report(outline_id)
    blank = builders.report(builders.department(code="088009"), full.cycle)
    Report.objects.filter(pk=blank.pk).update(outline=full.outline)
    for report, source in ((blank, full), (blank, blank), (full, blank)):
        for section in full.outline.definition.sections:
            typed = drafts.derive_changes(drafts.load_document(source), storage.get_section_scope(full.outline.definition, section))
            assert _told(report, section, typed), f"{section} of {source}"
    emptied = dict.fromkeys(full.outline.definition.lists, ())
    assert all(_told(full, section, Changes(lists=emptied)) for section in full.outline.definition.sections)


def _told(report: Report, section: str, changes: Changes) -> bool:
    """Whether a save and a later load agree on the report and on what its checks have to know."""
    report = Report.objects.with_context().get(pk=report.pk)
    saved = drafts.save_and_tell(report, section, changes, revision=drafts.get_section_revision(report, section), by=None)
    document, last = drafts.load_with_last_year(report)
    return (saved.document, saved.context) == (document, drafts.load_check_context(report, document, last))
