"""Many people who saw the same version save at once: one of them is first, the others are told."""

from threading import Barrier, Event
from time import sleep

import pytest

from departments.models import User
from reports.filing import drafts
from reports.filing.drafts import Changes, Stale, locking
from reports.models import Narrative, Report, SectionState, Status
from tests.races.together import PATIENCE, errors, together

FEW = 12
SECTION = "management"


def text(number: int) -> Changes:
    return Changes(texts={"management": f"第{number}个人写的。"})


def seen(report: Report) -> Report:
    return Report.objects.with_context().get(pk=report.pk)


def saves(report: Report, revision: int) -> list[type[Exception]]:
    reports = [seen(report) for _ in range(FEW)]
    acts = [lambda at=at: drafts.save_section(reports[at], SECTION, text(at), revision=revision, by=None) for at in range(FEW)]
    return errors(together(*acts))


def held_saves(report: Report, revision: int, people: dict[str, User]) -> list[type[Exception]]:
    """As from a page: the report is fetched with its lock."""

    def save(number: int) -> None:
        clerk = people["clerk"]
        locked = Report.objects.open_to(clerk).for_section(SECTION, clerk).select_for_update(of=("self",))
        with drafts.hold_report(lambda: locked.get(pk=report.pk)) as found:
            drafts.save_section(found, SECTION, text(number), revision=revision, by=clerk)

    return errors(together(*[lambda at=at: save(at) for at in range(FEW)]))


@pytest.mark.parametrize("revision", [0, 1])
def test_of_many_saves_from_pages_one_is_kept_and_the_others_are_told(report: Report, people: dict[str, User], revision: int) -> None:
    for _ in range(revision):
        drafts.save_section(seen(report), SECTION, text(99), revision=0, by=None)
    assert held_saves(report, revision, people) == [Stale] * (FEW - 1)
    assert drafts.get_section_revision(report, SECTION) == revision + 1


def test_a_page_saves_before_the_report_leaves_or_not_at_all(report: Report, people: dict[str, User]) -> None:
    clerk, fetched, order = people["clerk"], Event(), []

    def save() -> None:
        locked = Report.objects.for_section(SECTION, clerk).select_for_update(of=("self",))
        with drafts.hold_report(lambda: locked.get(pk=report.pk)) as found:
            fetched.set()
            sleep(0.3)
            drafts.save_section(found, SECTION, text(1), revision=0, by=clerk)
            order.append("saved")

    def leave() -> None:
        fetched.wait(PATIENCE)
        Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
        order.append("left")

    assert errors(together(save, leave)) == []
    assert order == ["saved", "left"]


def test_control_a_page_without_the_lock_saves_into_a_report_that_left(report: Report, people: dict[str, User]) -> None:
    clerk, fetched, left = people["clerk"], Event(), Event()

    def save() -> None:
        found = Report.objects.for_section(SECTION, clerk).get(pk=report.pk)
        setattr(found, locking.HELD, True)
        fetched.set()
        left.wait(PATIENCE)
        drafts.save_section(found, SECTION, text(1), revision=0, by=clerk)

    def leave() -> None:
        fetched.wait(PATIENCE)
        Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
        left.set()

    assert errors(together(save, leave)) == []
    assert Narrative.objects.filter(report=report, text=text(1).texts["management"]).exists()


def test_of_many_first_saves_one_is_kept_and_the_others_are_told(report: Report, people: dict[str, User]) -> None:
    assert saves(report, 0) == [Stale] * (FEW - 1)
    assert drafts.get_section_revision(report, SECTION) == 1


def test_of_many_later_saves_one_is_kept_and_the_others_are_told(report: Report, people: dict[str, User]) -> None:
    drafts.save_section(seen(report), SECTION, text(99), revision=0, by=None)
    assert saves(report, 1) == [Stale] * (FEW - 1)
    assert drafts.get_section_revision(report, SECTION) == 2


def test_control_look_then_write_loses_what_others_wrote(report: Report) -> None:
    SectionState.objects.create(report=report, section=SECTION, revision=1)
    all_looked = Barrier(FEW)

    def save(number: int) -> None:
        state = SectionState.objects.get(report=report, section=SECTION)
        all_looked.wait(PATIENCE)
        if state.revision == 1:
            Narrative.objects.filter(report=report).update(text=f"第{number}个人写的。")
            SectionState.objects.filter(pk=state.pk).update(revision=2)

    assert errors(together(*[lambda at=at: save(at) for at in range(FEW)])) == []


def test_sections_saved_at_once_do_not_hinder_each_other(report: Report) -> None:
    sections = [key for key in report.outline.definition.sections if drafts.get_section_scope(report.outline.definition, key).texts]
    changes = [
        Changes(texts=dict.fromkeys(drafts.get_section_scope(report.outline.definition, key).texts, "新的内容。")) for key in sections
    ]
    pairs = list(zip(sections, changes, strict=True))
    acts = [lambda key=key, change=change: drafts.save_section(seen(report), key, change, revision=0, by=None) for key, change in pairs]
    assert errors(together(*acts)) == []


def test_nobody_saves_into_a_report_that_left_meanwhile(report: Report) -> None:
    def leave() -> None:
        Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)

    held = seen(report)
    found = together(leave, lambda: drafts.save_section(held, SECTION, text(1), revision=0, by=None))
    wrote = Narrative.objects.filter(report=report, text=text(1).texts["management"]).exists()
    assert wrote == (errors(found) == [])
