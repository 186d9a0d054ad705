"""An import replaces every section at once and leaves the rest of the report alone."""

import pytest

from departments.models import User
from reports.domain import places
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Report, ReturnItem, SectionState, Status
from tests import builders


def test_every_section_becomes_the_documents(report: Report, clerk: User) -> None:
    drafts.save_section(report, "output", Changes(texts={"output": "旧的内容。"}), revision=0, by=clerk)
    document = builders.document(texts={}, figures={"staff.total.posts": "24"})
    drafts.replace_report(report, document, by=clerk)
    assert drafts.load_document(report) == document


def test_only_sections_that_differ_get_a_new_revision(report: Report) -> None:
    drafts.replace_report(report, builders.document(), by=None)
    texts = {**builders.document().texts, "output": "新的内容。"}
    drafts.replace_report(report, builders.document(texts=texts), by=None)
    changed = SectionState.objects.filter(report=report, revision=2).values_list("section", flat=True)
    assert list(changed) == ["output"]


def test_an_open_form_is_stale_after_an_import(report: Report, clerk: User) -> None:
    drafts.replace_report(report, builders.document(), by=None)
    with pytest.raises(drafts.Stale):
        drafts.save_section(report, "output", Changes(texts={"output": "旧的内容。"}), revision=0, by=clerk)


def test_statements_of_a_published_text_are_kept_with_the_report(report: Report) -> None:
    statement = {"place": "expenditure.total.final", "stated": "99%", "found": "100%", "quote": "占99%"}
    drafts.replace_report(report, builders.document(statements=[statement]), by=None)
    assert drafts.load_document(Report.objects.get()) == builders.document(statements=[statement])


def test_return_items_stay(report: Report) -> None:
    drafts.replace_report(report, builders.document(), by=None)
    place = "key_tasks.k2"
    item = ReturnItem.objects.create(report=report, place=place, place_label="重点工作", text="请量化")
    Report.objects.update(status=Status.RETURNED)
    drafts.replace_report(report, builders.document(), by=None)
    assert list(report.return_items.all()) == [item]
    assert places.is_place(drafts.load_document(report), place)


@pytest.mark.parametrize("status", sorted(set(Status.values) - Status.editable()))
def test_a_report_that_left_the_department_is_not_replaced(report: Report, status: str) -> None:
    Report.objects.update(status=status)
    with pytest.raises(drafts.NotEditable):
        drafts.replace_report(report, builders.document(), by=None)
