"""The chain shows what was altered, removed or inserted; the database refuses it outright where it can."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from departments import audit
from departments.append_only import AppendOnlyError
from departments.models import AuditEntry, AuditSeal, District

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)


@pytest.fixture
def district() -> District:
    """Made without a signal, so that its log is empty."""
    return District.objects.bulk_create([District(name="云水")])[0]


def written(district: District | None, number: int = 3) -> list[AuditEntry]:
    made = [audit.record_entry(audit.Act.VIEW, f"报告 {at}", district=district.pk if district else None) for at in range(number)]
    audit.seal_entries(timezone.now() + LATER)
    return made


def forced(sql: str, *values: object) -> None:
    """As somebody does who has the database's own password, past its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def test_an_untouched_log_holds(district: District) -> None:
    written(district)
    written(None)
    assert list(audit.verify_chains()) == []
    assert [(head.district, head.number, head.unsealed) for head in audit.iter_chain_heads()] == [(district, 3, 0), (None, 3, 0)]


def test_an_entry_is_sealed_once_and_only_when_it_has_settled(district: District) -> None:
    audit.record_entry(audit.Act.VIEW, district=district.pk)
    assert [audit.seal_entries(), audit.seal_entries(timezone.now() + LATER), audit.seal_entries(timezone.now() + LATER)] == [0, 1, 0]


def test_more_entries_than_a_batch_make_one_chain(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("departments.audit.chain.BATCH", 2)
    written(district, 5)
    assert list(AuditSeal.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert list(audit.verify_chains()) == []


def test_a_sealing_that_comes_a_day_late_is_no_break(district: District) -> None:
    written(district)
    entries = [audit.record_entry(audit.Act.VIEW, district=district.pk) for _ in range(3)]
    audit.seal_entries(timezone.now() + timedelta(days=1))
    assert AuditSeal.objects.filter(entry__in=entries).count() == 3
    assert list(audit.verify_chains()) == []


def test_the_first_altered_line_is_named(district: District) -> None:
    entries = written(district)
    forced("UPDATE departments_auditentry SET target = 'x' WHERE id IN (%s, %s)", entries[1].pk, entries[2].pk)
    [found] = audit.verify_chains()
    assert (found.district, found.number, found.entry) == (district, 2, entries[1].pk)


def test_a_removed_line_is_named(district: District) -> None:
    entries = written(district)
    forced("DELETE FROM departments_auditseal WHERE entry_id = %s", entries[1].pk)
    forced("DELETE FROM departments_auditentry WHERE id = %s", entries[1].pk)
    [found] = audit.verify_chains()
    assert (found.number, found.message) == (2, "第 2 条不见了，下一条是第 3 条")


def test_a_line_removed_with_the_rest_renumbered_is_named(district: District) -> None:
    entries = written(district)
    forced("DELETE FROM departments_auditseal WHERE entry_id = %s", entries[1].pk)
    forced("UPDATE departments_auditseal SET number = 2 WHERE entry_id = %s", entries[2].pk)
    assert [found.number for found in audit.verify_chains()] == [2]


def long_ago(entry: AuditEntry) -> None:
    forced("UPDATE departments_auditentry SET at = %s WHERE id = %s", timezone.now() - timedelta(days=1), entry.pk)


def test_a_line_slipped_in_later_is_named_before_and_after_the_next_sealing(district: District) -> None:
    written(district)
    long_ago(slipped := audit.record_entry(audit.Act.VIEW, "从没有看过", district=district.pk))
    assert [found.entry for found in audit.verify_chains()] == [slipped.pk]
    audit.seal_entries(timezone.now() + LATER)
    assert [(found.number, found.entry) for found in audit.verify_chains()] == [(4, slipped.pk)]


def test_a_tail_cut_off_shows_against_a_head_noted_elsewhere(district: District) -> None:
    entries = written(district)
    [head, *_] = audit.iter_chain_heads()
    forced("DELETE FROM departments_auditseal WHERE entry_id = %s", entries[2].pk)
    forced("DELETE FROM departments_auditentry WHERE id = %s", entries[2].pk)
    assert list(audit.verify_chains()) == []
    with pytest.raises(CommandError, match="云水：第 3 条与另处留存的校验值不符"):
        call_command("verify_audit", expect=[f"云水:3:{head.sha256}"])


def test_the_command_says_that_it_holds_or_where_it_does_not(district: District, capsys: pytest.CaptureFixture[str]) -> None:
    entries = written(district)
    call_command("verify_audit")
    assert "云水：3 条相符" in capsys.readouterr().out
    forced("UPDATE departments_auditentry SET detail = 'x' WHERE id = %s", entries[0].pk)
    with pytest.raises(CommandError, match="第 1 条"):
        call_command("verify_audit")


@pytest.mark.parametrize("sql", ["UPDATE departments_auditentry SET target = 'x'", "DELETE FROM departments_auditseal WHERE number = 1"])
def test_a_change_is_refused_by_postgresql_and_found_on_sqlite(district: District, sql: str) -> None:
    written(district)
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    found = [each.number for each in audit.verify_chains()]
    assert found == ([1] if connection.vendor == "sqlite" else [])


CHANGES: list[Callable[[AuditEntry], object]] = [
    lambda entry: entry.save(),
    lambda entry: entry.delete(),
    lambda entry: AuditEntry.objects.update(target="x"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_application_offers_no_way_to_change_a_line(district: District, change: Callable[[AuditEntry], object]) -> None:
    entry = audit.record_entry(audit.Act.VIEW, district=district.pk)
    with pytest.raises(AppendOnlyError):
        change(entry)
