"""Many people who saw the same version save at once: one of them is first, the others are told."""

from threading import Barrier

from departments.models import User
from reports import drafts
from reports.drafts import Changes, Stale
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
    acts = [lambda at=at: drafts.save(reports[at], SECTION, text(at), revision=revision, by=None) for at in range(FEW)]
    return errors(together(*acts))


def test_of_many_first_saves_one_is_kept_and_the_others_are_told(report: Report, people: dict[str, User]) -> None:
    assert saves(report, 0) == [Stale] * (FEW - 1)
    assert drafts.revision(report, SECTION) == 1


def test_of_many_later_saves_one_is_kept_and_the_others_are_told(report: Report, people: dict[str, User]) -> None:
    drafts.save(seen(report), SECTION, text(99), revision=0, by=None)
    assert saves(report, 1) == [Stale] * (FEW - 1)
    assert drafts.revision(report, SECTION) == 2


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
    sections = [key for key in report.outline.definition.sections if drafts.of_section(report.outline.definition, key).texts]
    changes = [Changes(texts=dict.fromkeys(drafts.of_section(report.outline.definition, key).texts, "新的内容。")) for key in sections]
    pairs = list(zip(sections, changes, strict=True))
    acts = [lambda key=key, change=change: drafts.save(seen(report), key, change, revision=0, by=None) for key, change in pairs]
    assert errors(together(*acts)) == []


def test_nobody_saves_into_a_report_that_left_meanwhile(report: Report) -> None:
    def leave() -> None:
        Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)

    held = seen(report)
    found = together(leave, lambda: drafts.save(held, SECTION, text(1), revision=0, by=None))
    wrote = Narrative.objects.filter(report=report, text=text(1).texts["management"]).exists()
    assert wrote == (errors(found) == [])
