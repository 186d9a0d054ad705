"""The chain shows what was altered, removed or inserted; the database refuses it outright where it can."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from departments import audit
from departments.append_only import AppendOnlyError
from departments.audit import chain
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


def test_two_who_seal_at_once_seal_each_entry_once(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second had looked before the first was done."""
    entries = [audit.record_entry(audit.Act.VIEW, district=district.pk) for _ in range(3)]
    audit.seal_entries(timezone.now() + LATER)
    assert chain._seal_batch(district.pk, [entry.pk for entry in entries], timezone.now()) == 0


def an_hour_ago(district: District) -> list[AuditEntry]:
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        return written(district)


def test_sealing_begins_behind_what_was_sealed_before(district: District) -> None:
    old = an_hour_ago(district)
    written(district)
    assert chain._find_sealed_end() == old[-1].pk


def test_a_line_whose_transaction_took_its_time_is_sealed_behind_later_ones(district: District) -> None:
    an_hour_ago(district)
    late, punctual = (audit.record_entry(audit.Act.VIEW, district=district.pk) for _ in range(2))
    chain._seal_batch(district.pk, [punctual.pk], timezone.now() + LATER)
    audit.seal_entries(timezone.now() + LATER)
    assert [AuditSeal.objects.get(entry=entry).number for entry in (punctual, late)] == [4, 5]
    assert list(audit.verify_chains()) == []


def test_a_line_slipped_in_among_the_sealed_ones_is_never_sealed_and_is_named(district: District) -> None:
    slipped = an_hour_ago(district)[1]
    written(district)
    forced("DELETE FROM departments_auditseal WHERE entry_id = %s", slipped.pk)
    assert (audit.seal_entries(timezone.now() + LATER), [found.number for found in audit.verify_chains()]) == (0, [2])


@pytest.fixture
def years(district: District) -> dict[int, list[AuditEntry]]:
    made = {}
    for year in (2024, 2025, 2026):
        with time_machine.travel(datetime(year, 6, 1, tzinfo=UTC), tick=False):
            made[year] = written(district)
    return made


def test_a_year_is_verified_alone(years: dict[int, list[AuditEntry]]) -> None:
    forced("UPDATE departments_auditentry SET detail = 'x' WHERE id = %s", years[2025][1].pk)
    found = {year: [each.number for each in audit.verify_chains(year)] for year in (2023, *years)}
    assert found == {2023: [], 2024: [], 2025: [5], 2026: []}


@pytest.mark.parametrize(("at", "number"), [(0, 4), (2, 6)])
def test_a_line_cut_off_at_either_end_of_a_year_shows(years: dict[int, list[AuditEntry]], at: int, number: int) -> None:
    gone = years[2025][at].pk
    forced("DELETE FROM departments_auditseal WHERE entry_id = %s", gone)
    forced("DELETE FROM departments_auditentry WHERE id = %s", gone)
    assert number in {each.number for year in years for each in audit.verify_chains(year)}
    assert [each.number for each in audit.verify_chains()] == [number]


def test_the_command_says_what_of_the_year_holds_and_that_the_rest_was_not_looked_at(
    years: dict[int, list[AuditEntry]], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit", year=2025)
    assert capsys.readouterr().out.strip() == "2025 年的 3 条记录相符，与前后的记录衔接。其他年度没有核验。"


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
