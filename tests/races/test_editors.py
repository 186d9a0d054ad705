"""Who edited a report is kept when several save at the same moment: nobody may approve what they wrote."""

from threading import Barrier

from departments.models import Role, User
from reports.filing import drafts
from reports.filing.drafts import Changes, Stale
from reports.models import Report, SectionState
from reports.workflow import permissions
from tests.races.together import PATIENCE, errors, together
from tests.reports.workflow import builders

FEW, SECTION = 6, "management"


def clerks(report: Report) -> list[User]:
    return [builders.make_person(f"clerk{at}", Role.CLERK, department=report.department, district=None) for at in range(FEW)]


def save(report: Report, section: str, by: User, revision: int = 0) -> int:
    """As from a page: the report is fetched with its lock."""
    locked = Report.objects.open_to(by).for_section(section, by).select_for_update(of=("self",))
    with drafts.hold_report(lambda: locked.get(pk=report.pk)) as found:
        (key,) = drafts.get_section_scope(found.outline.definition, section).texts[:1]
        return drafts.save_section(found, section, Changes(texts={key: f"{by.username}写的。"}), revision=revision, by=by)


def editors(report: Report) -> dict[str, list[int]]:
    return {state.section: sorted(state.editors) for state in report.section_states.all()}


def test_first_saves_of_different_sections_are_all_remembered(report: Report) -> None:
    outline = report.outline.definition
    sections = [key for key in outline.sections if drafts.get_section_scope(outline, key).texts]
    pairs = list(zip(sections, clerks(report), strict=False))
    assert len(pairs) > 1
    assert errors(together(*(lambda key=key, by=by: save(report, key, by) for key, by in pairs))) == []
    assert editors(report) == {key: [by.pk] for key, by in pairs}
    assert all(permissions.has_edited(report, by) for _, by in pairs)


def test_of_first_saves_of_one_section_the_one_that_is_kept_is_remembered(report: Report) -> None:
    people = clerks(report)
    found = together(*(lambda by=by: save(report, SECTION, by) for by in people))
    assert errors(found) == [Stale] * (FEW - 1)
    (first,) = [by for by, outcome in zip(people, found, strict=True) if not outcome.error]
    assert editors(report) == {SECTION: [first.pk]}


def test_those_who_save_again_until_they_are_through_are_all_remembered(report: Report) -> None:
    people = clerks(report)

    def insist(by: User) -> None:
        for _ in range(FEW * FEW):
            try:
                save(report, SECTION, by, drafts.get_section_revision(report, SECTION))
            except Stale:
                continue
            return

    assert errors(together(*(lambda by=by: insist(by) for by in people))) == []
    assert editors(report) == {SECTION: sorted(by.pk for by in people)}
    assert drafts.get_section_revision(report, SECTION) == FEW


def test_control_look_then_write_forgets_some(report: Report) -> None:
    people, all_looked = clerks(report), Barrier(FEW)
    SectionState.objects.create(report=report, section=SECTION, revision=1)

    def append(by: User) -> None:
        state = SectionState.objects.get(report=report, section=SECTION)
        all_looked.wait(PATIENCE)
        SectionState.objects.filter(pk=state.pk).update(editors=[*state.editors, by.pk])

    assert errors(together(*(lambda by=by: append(by) for by in people))) == []
    assert len(editors(report)[SECTION]) == 1
