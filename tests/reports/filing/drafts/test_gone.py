"""What is taken out stays as a blank line that nobody sees, and a key that comes back brings nothing of what it said before."""

import pytest
from django.db import IntegrityError, transaction

from departments.models import Duty, ProfileRow, User
from reports.domain.document import Row
from reports.domain.figures import CLASSIFIED, Figure
from reports.filing import drafts
from reports.filing.drafts import Changes
from reports.models import Figure as Stored
from reports.models import Narrative, Project, Report, Suggestion
from reports.release.statistics import cell_columns
from tests.reports.filing.drafts.conftest import Fresh

BUDGET = "expenditure.total.budget"


def project(key: str, **values: str | Figure) -> Row:
    return Row(key, values)


def save(fresh: Fresh, by: User, section: str, **changes: object) -> None:
    report = fresh(section)
    drafts.save_section(report, section, Changes(**changes), revision=drafts.get_section_revision(report, section), by=by)  # type: ignore[arg-type]


def everything(model: type[Project | ProfileRow | Stored]) -> list[dict[str, object]]:
    """With the lines that `objects` leaves out."""
    return list(model._base_manager.values())


def test_a_row_that_is_taken_out_leaves_a_blank_line(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, "projects", lists={"projects": (project("p1", name="档案数字化", use="扫描"),)})
    save(fresh, clerk, "projects", lists={"projects": ()})
    assert drafts.load_document(report).lists == {}
    assert not Project.objects.exists()
    assert not report.project_rows.exists()
    (line,) = everything(Project)
    assert (line["key"], line["is_gone"], line["name"], line["use"]) == ("p1", True, "", "")


def test_a_profile_row_too(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, "basics", lists={"duties": (Row("d1", {"text": "保管档案"}),)})
    save(fresh, clerk, "basics", lists={"duties": ()})
    assert drafts.load_document(report).lists == {}
    assert not Duty.objects.exists()
    assert [(line["key"], line["text"], line["is_gone"]) for line in everything(ProfileRow)] == [("d1", "", True)]


def test_a_key_that_comes_back_brings_only_what_it_says_now(report: Report, fresh: Fresh, clerk: User) -> None:
    figures = {"final": Figure.of(5)}
    save(fresh, clerk, "projects", lists={"projects": (project("p1", name="甲", use="用途", **figures), project("p2", name="乙"))})
    save(fresh, clerk, "projects", lists={"projects": (project("p2", name="乙"),)})
    save(fresh, clerk, "projects", lists={"projects": (project("p2", name="乙"), project("p1", name="丙"))})
    assert drafts.load_document(report).rows("projects") == (project("p2", name="乙"), project("p1", name="丙"))
    assert Project.objects.get(key="p1").use == ""


def test_a_suggestion_forgets_the_problem_that_is_taken_out(report: Report, fresh: Fresh, clerk: User) -> None:
    problems, advice = (Row("q1", {"text": "问题"}),), (Row("s1", {"text": "建议"}, "q1"),)
    save(fresh, clerk, "problems", lists={"problems": problems, "suggestions": advice})
    save(fresh, clerk, "problems", lists={"problems": (), "suggestions": advice})
    assert drafts.load_document(report).rows("suggestions") == (Row("s1", {"text": "建议"}),)
    assert Suggestion.objects.get().answers == "q1"


@pytest.mark.parametrize("figure", [Figure.of("12.5"), CLASSIFIED])
def test_a_figure_that_is_emptied_says_nothing_anywhere(report: Report, fresh: Fresh, clerk: User, figure: Figure) -> None:
    save(fresh, clerk, "expenditure", figures={BUDGET: figure})
    save(fresh, clerk, "expenditure", figures={BUDGET: Figure()})
    assert drafts.load_document(report).figures == {}
    assert not Stored.objects.exists()
    assert not report.figures.exists()
    found = cell_columns.add_states(cell_columns.add_amounts(Report.objects.all(), budget=BUDGET), known=BUDGET).values("budget", "known")
    assert list(found) == [{"budget": None, "known": None}]
    assert [(line["state"], line["amount"]) for line in everything(Stored)] == [("blank", None)]


def test_and_is_filled_in_again(report: Report, fresh: Fresh, clerk: User) -> None:
    for figure in (Figure.of(1), Figure(), CLASSIFIED, Figure(), Figure.of(2)):
        save(fresh, clerk, "expenditure", figures={BUDGET: figure})
    assert drafts.load_document(report).figures == {BUDGET: Figure.of(2)}
    assert len(everything(Stored)) == 1


def test_a_blank_figure_has_no_amount(report: Report) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Stored.objects.create(report=report, table="staff", row="total", column="posts", state="blank", amount=3)


def test_a_year_in_which_everything_was_taken_out_counts_as_not_filled_in(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, "basics", lists={"duties": (Row("d1", {"text": "保管档案"}),)}, figures={"staff.total.posts": Figure.of(1)})
    save(fresh, clerk, "basics", lists={"duties": ()}, figures={"staff.total.posts": Figure()})
    assert not Narrative.objects.exists()
    report.cycle.year += 1  # as the next year's report looks back
    assert drafts.load_last_year(report) is None


def test_what_is_gone_leaves_with_its_report(report: Report, fresh: Fresh, clerk: User) -> None:
    save(fresh, clerk, "projects", lists={"projects": (project("p1", name="甲", final=Figure.of(5)),)})
    save(fresh, clerk, "projects", lists={"projects": ()})
    Report.objects.get().delete()
    assert (everything(Project), everything(Stored)) == ([], [])
