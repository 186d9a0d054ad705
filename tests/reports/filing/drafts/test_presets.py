"""Rows that the outline brings: shown before anything is typed, stored only where something is."""

import json

import pytest

from departments.models import Department, User
from reports.domain import interchange
from reports.domain.document import Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.filing import drafts
from reports.filing.drafts import Changes, Unacceptable
from reports.models import Report, ScoredIndicator
from tests import builders
from tests.reports.domain.scoring.papers import paper


@pytest.fixture
def report(department: Department, clerk: User) -> Report:
    made = builders.report(department, builders.cycle(department.district, year=2024, outline="hunan-standard"))
    return Report.objects.open_to(clerk).for_section("rating", clerk).get(pk=made.pk)


def save(report: Report, clerk: User, *rows: Row) -> None:
    drafts.save_section(report, "rating", Changes(lists={"scoring": rows}), revision=0, by=clerk)


SCORED = Row("staff_rate", {"score": Figure.of("4.5"), "reason": "超编一人"})


def test_an_empty_draft_shows_every_row_and_stores_none(report):
    rows = drafts.load_document(report).rows("scoring")
    assert [row.text("level3") for row in rows[:2]] == ["在职人员控制率", "“三公”经费变动率"]
    assert (len(rows), ScoredIndicator.objects.count()) == (25, 0)


def test_what_was_typed_comes_back_in_its_row(report, clerk):
    save(report, clerk, SCORED)
    first = drafts.load_document(report).rows("scoring")[0]
    assert (first.text("level3"), str(first.figure("score")), first.text("reason")) == ("在职人员控制率", "4.5", "超编一人")


def test_rows_in_which_nothing_was_typed_are_not_stored(report, clerk):
    save(report, clerk, SCORED, Row("rules", {}))
    assert list(ScoredIndicator.objects.values_list("key", flat=True)) == ["staff_rate"]


def test_locked_words_are_never_stored(report, clerk):
    save(report, clerk, Row("staff_rate", {**SCORED.values, "weight": Figure.of(99), "level3": "别的指标"}))
    row = drafts.load_document(report).rows("scoring")[0]
    assert (row.text("level3"), str(row.figure("weight"))) == ("在职人员控制率", "5")


def test_a_row_that_the_outline_does_not_have_is_refused(report, clerk):
    with pytest.raises(Unacceptable, match="没有“mine”这一行"):
        save(report, clerk, Row("mine", {"reason": "自己加的"}))


def test_a_file_carries_what_was_typed_and_nothing_of_the_outline():
    [first, *_] = json.loads(interchange.dump_document(paper()))["lists"]["scoring"]
    assert first == {"key": "staff_rate", "score": "5"}


def test_a_file_comes_back_as_it_was():
    text = interchange.dump_document(paper())
    assert interchange.dump_document(interchange.load_document(text, outline_loader.load_outline("hunan-standard"))) == text


def test_a_file_may_not_change_what_is_locked():
    raw = json.loads(interchange.dump_document(paper()))
    raw["lists"]["scoring"][0]["weight"] = "50"
    with pytest.raises(interchange.BadInterchange, match="weight"):
        interchange.load_document(raw, outline_loader.load_outline("hunan-standard"))
