"""The lists of the desk are read whole: no table goes on beside the screen, however long its words are."""

import pytest
from playwright.sync_api import expect

from departments import audit
from reports.models import Event, Report, Status, Submission
from tests import builders
from tests.e2e.shell import fits
from tests.reports.workflow.notices.builders import make_notice

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("screen", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}], ids=["desk", "phone"])
LISTS = ("reports/report", "reports/event", "reports/submission", "departments/auditentry", "departments/department", "departments/user")
BESIDE = "table => table.parentElement.scrollWidth - table.parentElement.clientWidth"


@pytest.fixture
def report() -> Report:
    """Of a unit with a long name, with something in every list."""
    home = builders.department(code="011001", name="云水区" + "综合行政执法与应急管理" * 4 + "服务中心")
    made = builders.report(home)
    Report.objects.filter(pk=made.pk).update(status=Status.SUBMITTED)
    rest = {"document": "{}", "sha256": "", "outline": made.outline, "sent_at": made.since, "late": True}
    Submission.objects.create(report=made, number=1, reference="2018-K7Q2M9XW4D", **rest)
    Event.objects.create(report=made, act="submit", source=Status.AWAITING_SIGNATURE, target=Status.SUBMITTED, at=made.since)
    audit.record_entry(audit.Act.VIEW, str(made), district=home.district_id, detail="/admin/reports/report/?q=" + "x" * 300)
    return made


@SCREENS
def test_no_list_goes_on_beside_the_screen(browse, report, screen, axe):
    page = browse(builders.manager(report.department.district))
    page.set_viewport_size(screen)
    for name in LISTS:
        page.goto(f"/admin/{name}/")
        table = page.locator("#result_list")
        expect(table).to_be_visible()
        assert (name, table.evaluate(BESIDE)) == (name, 0)
        fits(page)
        axe(page)


def test_on_a_phone_each_line_of_the_queue_says_what_its_words_are(browse, report):
    page = browse(builders.manager(report.department.district))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/reports/report/")
    state = page.locator("#result_list .field-state")
    expect(state).to_have_attribute("data-name", "状态")
    expect(state).to_be_in_viewport()
    expect(page.locator("#result_list .field-desk")).to_be_hidden()


def test_on_a_phone_what_an_act_on_many_would_do_stands_on_the_screen(browse, report, axe):
    page = browse(builders.reviewer(report.department.district))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/admin/bulk/approve/?ids={report.pk}")
    verdict = page.locator(".bulk .no")
    expect(verdict).to_be_in_viewport(ratio=1)
    assert page.locator(".bulk tbody tr").bounding_box()["height"] < 300
    axe(page)


def test_on_a_phone_the_participants_are_read_whole(browse, report, axe):
    page = browse(builders.manager(report.department.district))
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("participants", "checks"):
        page.goto(f"/admin/reports/cycle/{report.cycle_id}/{name}/")
        assert (name, page.locator("table.part").evaluate(BESIDE)) == (name, 0)
        axe(page)


def test_on_a_phone_no_word_of_the_head_is_broken(browse, report):
    manager = builders.manager(report.department.district)
    for _ in range(12):
        make_notice(report, manager)
    page = browse(manager)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/")
    links = page.locator("#user-tools :is(a, button)")
    assert [links.nth(at).bounding_box()["height"] < 40 for at in range(links.count())] == [True] * links.count()
    fits(page)
