"""Two clerks at one section: nothing is lost, and the person chooses."""

import pytest

from departments.models import Role
from tests.reports.filing.forms.builders import Browser, Form, facts, make_clerk, make_report, rows, save_in_background, store

pytestmark = pytest.mark.django_db
TEXT = "narrative.management"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_clerk(report)


@pytest.fixture
def other(report):
    return make_clerk(report, "other", Role.LEADER)


@pytest.fixture
def two(report, clerk, other):
    """Both opened the section; the other one has saved."""
    store(report, "basics", clerk, lists={"duties": rows("收集档案", "提供查阅")}, fields={"unit.superior": "区政府"})
    mine, theirs = (Browser(user, report, "basics").open() for user in (clerk, other))
    theirs.type({"unit.superior": "区委办", "duties.row1.text": "收集和整理档案"}).press()
    return mine


def test_a_stale_save_is_refused_and_shows_both(two, report):
    page = two.type({"unit.superior": "区人大", "duties.row2.text": "提供查阅服务"}).press()
    assert page.status == 409
    assert all(word in page.html for word in ("区人大", "区委办", "收集档案", "收集和整理档案", "提供查阅服务", "other的"))
    assert facts(report).field("unit.superior") == "区委办"


def test_the_person_chooses_for_every_fact(two, report):
    page = two.type({"unit.superior": "区人大", "duties.row2.text": "提供查阅服务"}).press()
    chosen = [(name, value) for name, value in resend(page.html) if not name.startswith(":keep:")]
    keeps = {"unit.superior": "mine", "duties.row1.text": "theirs", "duties.row2.text": "mine"}
    page.pairs = [*chosen, *((f":keep:{place}", value) for place, value in keeps.items())]
    assert page.press().status == 200
    saved = facts(report)
    assert saved.field("unit.superior") == "区人大"
    assert [row.text("text") for row in saved.rows("duties")] == ["收集和整理档案", "提供查阅服务"]


def resend(html):
    return Form(html, "resend").pairs


def test_a_row_that_only_they_have_stays_unless_refused(report, clerk, other):
    mine, theirs = (Browser(user, report, "basics").open() for user in (clerk, other))
    theirs.type({f"duties.{theirs.keys('duties')[0]}.text": "对方的一行"}).press()
    page = mine.type({f"duties.{mine.keys('duties')[0]}.text": "我的一行"}).press()
    page.pairs = resend(page.html)
    page.press()
    assert [row.text("text") for row in facts(report).rows("duties")] == ["我的一行", "对方的一行"]


def test_the_same_words_typed_twice_are_no_conflict(report, clerk, other):
    mine, theirs = (Browser(user, report, "management").open() for user in (clerk, other))
    theirs.type({TEXT: "专款专用。"}).press()
    assert mine.type({TEXT: "专款专用。"}).press().status == 200


def test_a_stale_background_save_is_refused(two):
    status, told = save_in_background(two.type({"unit.superior": "区人大"}))
    assert (status, "other" in told["message"]) == (409, True)
