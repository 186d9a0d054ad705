"""A save writes what differs, once, for the person who may, on the revision that was seen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import Department, ProfileRow, User
from reports.domain.document import Row
from reports.domain.figures import BLANK, CLASSIFIED, NOT_APPLICABLE, Figure
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Figure as Stored
from reports.models import Narrative, Report, Status
from tests import builders
from tests.reports.filing.drafts.conftest import Fresh


def duties(*texts: str) -> tuple[Row, ...]:
    return tuple(Row(f"d{at}", {"text": text}) for at, text in enumerate(texts, 1))


def save(fresh: Fresh, clerk: User, changes: Changes, section: str = "basics") -> int:
    """Saves on the revision that the section has now."""
    report = fresh(section)
    return drafts.save_section(report, section, changes, revision=report.section_revision, by=clerk)  # type: ignore[attr-defined]


def writes(queries: CaptureQueriesContext) -> list[str]:
    """Tables written to, without the lock on the report."""
    found = [query["sql"].split('"')[1] for query in queries.captured_queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    return [table for table in found if table != "reports_report"]


def test_a_save_is_there_when_loaded_again(report: Report, fresh: Fresh, clerk: User) -> None:
    changes = Changes(
        fields={"unit.name": "云水区档案馆"},
        lists={"duties": duties("保管档案", "提供查阅"), "leaders": (Row("l1", {"post": "馆长", "count": Figure.of(1)}),)},
        figures={"staff.total.posts": Figure.of("24"), "staff.total.actual": NOT_APPLICABLE},
    )
    assert save(fresh, clerk, changes) == 1
    document = drafts.load_document(report)
    assert document.fields["unit.name"] == "云水区档案馆"
    assert document.lists == changes.lists
    assert document.figures == changes.figures


def test_six_places_are_kept_as_typed(report: Report, fresh: Fresh, clerk: User) -> None:
    figure = Figure.of("999999999.123456")
    save(fresh, clerk, Changes(figures={"expenditure.total.final": figure}), "expenditure")
    assert drafts.load_document(report).figures == {"expenditure.total.final": figure}


def test_blank_zero_not_applicable_and_classified_stay_apart(report: Report, fresh: Fresh, clerk: User) -> None:
    given = {
        "expenditure.total.budget": Figure.of(0),
        "expenditure.total.adjusted": NOT_APPLICABLE,
        "expenditure.total.final": CLASSIFIED,
        "expenditure.total.assets": BLANK,
    }
    save(fresh, clerk, Changes(figures=given), "expenditure")
    assert drafts.load_document(report).figures == {place: figure for place, figure in given.items() if not figure.is_blank}


def test_the_same_content_writes_nothing_and_keeps_the_revision(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(lists={"duties": duties("保管档案")}, figures={"staff.total.posts": Figure.of("24")}))
    document = drafts.load_document(report)
    everything = drafts.derive_changes(document, drafts.get_section_scope(document.outline, "basics"))
    with CaptureQueriesContext(connection) as queries:
        assert save(fresh, clerk, everything) == 1
    assert writes(queries) == []


def test_a_blank_value_empties_what_was_there(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(texts={"management": "专款专用。"}), "management")
    save(fresh, clerk, Changes(texts={"management": " "}), "management")
    assert drafts.load_document(report).texts == {}
    assert not Narrative.objects.exclude(text="", marks="").exists()


def test_what_the_changes_leave_out_stays(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(fields={"unit.name": "档案馆", "unit.funding": "全额拨款"}))
    save(fresh, clerk, Changes(fields={"unit.name": "云水区档案馆"}))
    assert drafts.load_document(report).fields["unit.funding"] == "全额拨款"


def test_facts_at_home_in_another_section_are_left_alone(report: Report, fresh: Fresh, clerk: User) -> None:
    changes = Changes(
        fields={"unit.name": "档案馆"}, texts={"management": "专款专用。"}, figures={"three_public.total.final": Figure.of(1)}
    )
    assert save(fresh, clerk, changes, "expenditure") == 0
    assert [model for model in (ProfileRow, Narrative, Stored) if model.objects.exists()] == []


def test_a_computed_cell_is_never_stored(department: Department) -> None:
    report = builders.report(department, builders.cycle(department.district, year=2021, outline="daxiang-2021"))
    drafts.save_section(report, "income", Changes(figures={"income.total.share": Figure.of(5)}), revision=0, by=None)
    assert not Stored.objects.exists()


def test_rows_follow_the_order_given_and_keep_their_keys(report: Report, fresh: Fresh, clerk: User) -> None:
    first, second, third = duties("甲", "乙", "丙")
    save(fresh, clerk, Changes(lists={"duties": (first, second, third)}))
    save(fresh, clerk, Changes(lists={"duties": (third, first)}))
    save(fresh, clerk, Changes(lists={"duties": (third, first, Row("", {"text": "丁"}))}))
    rows = drafts.load_document(report).rows("duties")
    assert [row.text("text") for row in rows] == ["丙", "甲", "丁"]
    assert [row.key for row in rows[:2]] == ["d3", "d1"]
    assert len(rows[2].key) == 12


def test_a_removed_row_takes_its_numbers_with_it(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(lists={"leaders": (Row("l1", {"post": "馆长", "count": Figure.of(1)}),)}))
    save(fresh, clerk, Changes(lists={"leaders": ()}))
    assert not Stored.objects.exists()


def test_columns_that_the_outline_does_not_ask_for_survive(report: Report, fresh: Fresh, clerk: User) -> None:
    row = Row("p1", {"name": "数字化", "use": "扫描", "final": Figure.of("3")})
    save(fresh, clerk, Changes(lists={"projects": (row,)}), "projects")
    Stored.objects.create(report=report, table="projects", row="p1", column="budget", amount=Decimal(5), state="amount")
    save(fresh, clerk, Changes(lists={"projects": (Row("p1", {**row.values, "use": "扫描和著录"}),)}), "projects")
    assert sorted(Stored.objects.values_list("column", flat=True)) == ["budget", "final"]


def test_text_is_cleaned_on_the_way_in(report: Report, fresh: Fresh, clerk: User) -> None:
    dirty = "\u202e专款\x00专用\r\n按进度拨付\ud800 "
    save(fresh, clerk, Changes(texts={"management": dirty}), "management")
    assert drafts.load_document(report).text("management") == "专款专用\n按进度拨付"


def test_a_stale_save_is_refused_and_says_who_saved(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(lists={"duties": duties("保管档案")}))
    with pytest.raises(drafts.Stale) as refusal:
        drafts.save_section(fresh(), "basics", Changes(lists={"duties": duties("另一版本")}), revision=0, by=clerk)
    assert (refusal.value.revision, refusal.value.saved_by) == (1, clerk)
    assert refusal.value.saved_at is not None
    assert "填报员" in str(refusal.value)
    assert drafts.load_document(report).rows("duties") == duties("保管档案")


def test_a_stale_save_after_many_is_refused_too(report: Report, fresh: Fresh, clerk: User) -> None:
    for text in ("甲", "乙", "丙"):
        save(fresh, clerk, Changes(lists={"duties": duties(text)}))
    with pytest.raises(drafts.Stale):
        drafts.save_section(fresh(), "basics", Changes(lists={"duties": duties("丁")}), revision=2, by=clerk)
    assert drafts.get_section_revision(report, "basics") == 3


def test_sections_have_revisions_of_their_own(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, Changes(lists={"duties": duties("保管档案")}))
    assert save(fresh, clerk, Changes(texts={"management": "专款专用。"}), "management") == 1


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.editable()))
def test_no_save_in_a_state_that_is_not_the_departments(report: Report, fresh: Fresh, clerk: User, status: str) -> None:
    seen = fresh()
    Report.objects.update(status=status)
    with pytest.raises(drafts.NotEditable, match=Status(status).label):
        drafts.save_section(seen, "basics", Changes(fields={"unit.name": "档案馆"}), revision=0, by=clerk)
    assert not ProfileRow.objects.exists()


def test_no_save_after_the_deadline_of_a_locked_cycle(report: Report, fresh: Fresh, clerk: User) -> None:
    passed = timezone.now() - timedelta(days=1)
    type(report.cycle).objects.update(opens=passed - timedelta(days=30), due=passed, locked_after_due=True)
    with pytest.raises(drafts.NotEditable, match="已锁定"):
        save(fresh, clerk, Changes(fields={"unit.name": "档案馆"}))


def test_whoever_was_given_more_time_saves_until_then(report: Report, fresh: Fresh, clerk: User) -> None:
    passed = timezone.now() - timedelta(days=1)
    type(report.cycle).objects.update(opens=passed - timedelta(days=30), due=passed, locked_after_due=True)
    Report.objects.update(extended_to=timezone.now() + timedelta(days=1))
    assert save(fresh, clerk, Changes(fields={"unit.name": "档案馆"})) == 1


def test_the_sentence_names_the_later_deadline(report: Report, fresh: Fresh, clerk: User) -> None:
    passed = timezone.now() - timedelta(days=9)
    type(report.cycle).objects.update(opens=passed - timedelta(days=30), due=passed, locked_after_due=True)
    Report.objects.update(extended_to=passed + timedelta(days=7))
    with pytest.raises(drafts.NotEditable, match=f"{timezone.localtime(passed + timedelta(days=7)):%Y-%m-%d %H:%M} 已过"):
        save(fresh, clerk, Changes(fields={"unit.name": "档案馆"}))


def test_a_late_save_in_an_open_cycle_is_fine(report: Report, fresh: Fresh, clerk: User) -> None:
    passed = timezone.now() - timedelta(days=1)
    type(report.cycle).objects.update(opens=passed - timedelta(days=30), due=passed)
    assert save(fresh, clerk, Changes(fields={"unit.name": "档案馆"})) == 1


def test_only_the_departments_own_people_save(report: Report, fresh: Fresh, clerk: User) -> None:
    reviewer = builders.reviewer(report.department.district)
    with pytest.raises(drafts.NotEditable, match="填报人"):
        drafts.save_section(fresh(), "basics", Changes(fields={"unit.name": "档案馆"}), revision=0, by=reviewer)


def test_who_saved_becomes_an_editor_once(report: Report, fresh: Fresh, clerk: User) -> None:
    for name in ("档案馆", "云水区档案馆"):
        save(fresh, clerk, Changes(fields={"unit.name": name}))
    assert report.section_states.get().editors == [clerk.pk]


@pytest.mark.parametrize("count", [30, 300])
def test_a_save_takes_as_many_queries_for_many_rows_as_for_few(fresh: Fresh, clerk: User, count: int) -> None:
    save(fresh, clerk, Changes(lists={"duties": duties(*(f"职责{at}" for at in range(count)))}))
    rows = tuple(Row(f"d{count - at}", {"text": f"改{at}"}) for at in range(count))
    report = fresh()
    with CaptureQueriesContext(connection) as queries:
        drafts.save_section(report, "basics", Changes(lists={"duties": rows}), revision=1, by=clerk)
    assert len([query for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]) == 4


@pytest.mark.parametrize("count", [30, 300])
def test_numbers_of_many_rows_are_written_and_removed_in_one_statement_each(fresh: Fresh, clerk: User, count: int) -> None:
    rows = tuple(Row(f"f{at}", {"name": f"类{at}", "amount": Figure.of(at)}) for at in range(count))
    save(fresh, clerk, Changes(lists={"functions": rows}), "scale")
    with CaptureQueriesContext(connection) as queries:
        save(fresh, clerk, Changes(lists={"functions": ()}), "scale")
    assert writes(queries) == ["reports_functionclass", "reports_figure", "reports_sectionstate"]
