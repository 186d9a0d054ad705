"""How often a section asks the database: the page at most 8 times, a save at most 10, whatever is in it.

BEGIN, COMMIT and SAVEPOINT are left out: SQLite and PostgreSQL differ there.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Role
from reports.domain.document import Row
from reports.filing import live_findings
from reports.models import Explanation
from tests import builders
from tests.reports.filing.forms.builders import Browser, facts, make_clerk, make_report, save_in_background, store

pytestmark = pytest.mark.django_db
LISTS = ("duties", "key_tasks", "offices", "leaders")
ORDER = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
OVERSTAFFED = {"staff.total.posts": "10", "staff.total.actual": "12"}  # C17, to be explained
BOTH = pytest.mark.parametrize("number", [30, 120])


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


def many(number, field="text"):
    return tuple(Row(f"key{at}", {field: f"第{at}项"}) for at in range(number))


def counted(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len([query for query in asked if not query["sql"].startswith(ORDER)])


def saving(page, button="save"):
    return counted(lambda: page.press(button, follow=False))


def full(report, clerk, number):
    """The fullest page there is, typed into and not yet saved: the particulars, four lists and a grid."""
    page = Browser(clerk, report, "basics").open()
    page.type({f"{name}:paste": "甲\n" * number for name in LISTS})
    for name in LISTS:
        page.press(f"paste:{name}")
    return page.type({"unit.superior": "区政府", **OVERSTAFFED})


def explaining(page, report, text="两人为军转干部"):
    """The same with a reason for what the typed figures will give cause to ask."""
    like = make_report(year=2019)
    store(like, "basics", make_clerk(like, f"like{report.pk}"), figures=facts_of(OVERSTAFFED))
    (asked,) = (finding for finding in live_findings.find_live_findings(like).unexplained if finding.check == "C17")
    page.pairs += [(f":reason:{asked.key}", text), (f":seen:{asked.key}", asked.fingerprint), (f":given:{asked.key}", "")]
    return page


def facts_of(typed):
    return {place: builders.document().figures[place].of(amount) for place, amount in typed.items()}


@BOTH
def test_a_page_takes_at_most_eight(report, clerk, number):
    store(make_report(year=2022), "basics", clerk, lists={"duties": many(number)})
    store(report, "basics", clerk, lists={"duties": many(number)})
    assert counted(Browser(clerk, report, "basics").open) <= 8


@BOTH
def test_the_fullest_first_save_takes_eight(report, clerk, number):
    """Session, person, the report with its lock, its facts; profile, tasks, figures; revision and editor."""
    assert saving(full(report, clerk, number)) == 8
    assert len(facts(report).rows("leaders")) == number


@BOTH
def test_with_a_reason_it_takes_nine(report, clerk, number):
    assert saving(explaining(full(report, clerk, number), report)) == 9
    assert (Explanation.objects.get().rule, Explanation.objects.get().text) == ("C17", "两人为军转干部")


@BOTH
def test_many_reasons_cost_as_much_as_one(report, clerk, number):
    page = explaining(full(report, clerk, 30), report)
    page.pairs += [(f":reason:C12:{at}", "已结转") for at in range(number)]
    assert saving(page, "explain:C12:0") == 10  # those that were refused come back on a page, whose head asks for the notices
    assert Explanation.objects.count() == 1


def test_a_reason_taken_back_costs_as_much_as_one_given(report, clerk):
    page = explaining(full(report, clerk, 30), report).press()
    page.type({"unit.superior": "市政府"})
    name = next(name for name, _ in page.pairs if name.startswith(":reason:C17"))
    assert saving(page.type({name: ""})) <= 10
    assert not Explanation.objects.exists()


def test_the_leaders_reason_for_a_must_fix_finding_leaves_its_trace_in_two_more(report):
    leader = make_clerk(report, "leader")
    leader.memberships.update(role=Role.LEADER)
    type(report.cycle).objects.update(check_settings={"C17": {"severity": "E"}})
    page = explaining(full(report, leader, 30), report)
    assert saving(page) == 11  # 办理记录, 审计日志
    assert (Explanation.objects.get().override, report.events.get(act="explain").actor) == (True, leader)


@BOTH
def test_what_is_gone_costs_nothing_more(report, clerk, number):
    """The fullest later save: rows changed and rows gone in the profile, the tasks and the figures."""
    page = full(report, clerk, number).press()
    for name in LISTS:
        first, second = page.keys(name)[:2]
        field = {"offices": "name", "leaders": "post"}.get(name, "text")
        page.type({f"{name}.{second}.{field}": "乙"}).press(f"remove:{name}:{first}")
    page.type({"unit.superior": "市政府", "staff.total.posts": "", "staff.total.actual": "13"})
    assert saving(page) == 8
    assert [row.text("post") for row in facts(report).rows("leaders")][:2] == ["乙", "甲"]


@BOTH
def test_taking_over_the_whole_of_last_year_takes_at_most_ten(report, clerk, number):
    last = make_report(year=2022)
    lists = {"duties": many(number), "offices": many(number, "name"), "leaders": many(number, "post")}
    store(last, "basics", clerk, fields={"unit.superior": "区政府"}, lists=lists)
    page = Browser(clerk, report, "basics").open()
    assert counted(lambda: page.client.post(f"{page.url}carry/", {":revision": "0"})) <= 9
    assert len(facts(report).rows("offices")) == number


def test_a_save_after_another_chosen_over_it_takes_at_most_ten(report, clerk):
    page = full(report, clerk, 30)
    store(report, "basics", make_clerk(report, "other"), fields={"unit.superior": "市政府"})
    page.type({":revision": "1"}).pairs.append((":keep:unit.superior", "theirs"))
    assert saving(page) <= 10
    assert len(report.section_states.get().editors) == 2


def test_a_save_that_stays_on_the_page_asks_for_three_more(report, clerk):
    """The facts of both years, what the checks have to know, the return items; never the page again."""
    page = Browser(clerk, report, "basics").open()
    whole = counted(lambda: page.type({"unit.superior": "区政府"}).press(follow=False))
    page.open().type({"unit.superior": "区委办"})
    assert counted(lambda: save_in_background(page)) <= whole + 3
