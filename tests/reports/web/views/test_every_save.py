"""No save of any section of any outline asks the database more than ten times, whatever it changes, takes out and explains,
with thirty rows in each list and with three hundred.

BEGIN, COMMIT and SAVEPOINT are left out: SQLite and PostgreSQL differ there.
"""

from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.domain.outlines import outline_loader
from reports.filing import live_findings
from reports.filing.drafts import get_section_scope
from reports.filing.drafts.storage import Scope
from tests.reports.filing.forms import full
from tests.reports.filing.forms.builders import Browser, facts, fresh, make_clerk, make_report

pytestmark = pytest.mark.django_db
ORDER = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
OUTLINES = [outline_loader.load_outline(name) for name in ("tianxin-2018", "daxiang-2021", "hunan-standard")]
FILLED = [(outline, key) for outline in OUTLINES for key in outline.sections if get_section_scope(outline, key) != Scope()]


class Counts(NamedTuple):
    """Each save by a person who never saved there before. After the first, each changes everything and takes half of the rows
    and figures out."""

    first: int
    later: int
    with_a_reason: int
    one_given_and_one_taken_back: int


# Session, person, the report with its lock, its facts; profile, tasks, figures; revision and editors; reasons.
MOST = Counts(8, 8, 9, 10)


def saving(report, section, version, number, *, reasons=(), status=302):
    """How often the save asks; what it brings is there afterwards."""
    revision = {state.section: state.revision for state in report.section_states.all()}.get(section, 0)
    person = make_clerk(report, f"person{number}-{revision}")
    document = full.content(report.outline.definition, section, version, number)
    page = Browser(person, report, section)
    page.pairs = [*full.posted(document, section, revision), *reasons]
    with CaptureQueriesContext(connection) as asked:
        page.press(follow=False)
    saved = facts(report)
    assert (page.status, saved.lists, saved.figures) == (status, document.lists, document.figures)
    return len([query for query in asked if not query["sql"].startswith(ORDER)])


def reason(finding, text, given=""):
    return [(f":reason:{finding.key}", text), (f":seen:{finding.key}", finding.fingerprint), (f":given:{finding.key}", given)]


def counts(outline, section, year, number):
    report = make_report(outline.id, year, check_settings={"C30": {"severity": "R"}})
    first = saving(report, section, 0, number)
    one, other = [finding for finding in live_findings.find_live_findings(fresh(report)).unexplained if finding.check == "C30"][-2:]
    later = saving(report, section, 1, number)
    explained = saving(report, section, 0, number, reasons=reason(one, "已核实"))
    both = saving(report, section, 1, number, reasons=[*reason(one, "", "已核实"), *reason(other, "已核实")])
    assert report.explanations.get().finding == other.key
    assert len({person for state in report.section_states.all() for person in state.editors}) == 4
    return Counts(first, later, explained, both)


@pytest.mark.parametrize(("outline", "section"), FILLED, ids=lambda given: getattr(given, "id", given))
def test_no_save_takes_more_than_ten(outline, section):
    few = counts(outline, section, 2023, 30)
    assert all(count <= most for count, most in zip(few, MOST, strict=True))
    if get_section_scope(outline, section).lists:
        assert counts(outline, section, 2026, 300) == few


def test_the_fullest_section_takes_the_most():
    assert counts(OUTLINES[0], "basics", 2023, 30) == MOST


def test_reasons_that_are_refused_cost_nothing():
    """A clerk may not say why a finding that must be put right stands."""
    report = make_report("tianxin-2018", 2023)
    saving(report, "basics", 0, 30)
    blocking = live_findings.find_live_findings(fresh(report)).blocking
    assert len(blocking) > 1
    given = [pair for finding in blocking for pair in reason(finding, "已核实")]
    assert saving(report, "basics", 1, 30, reasons=given, status=422) == MOST.later + 1  # the head of the page that brings them back
    assert not report.explanations.exists()
