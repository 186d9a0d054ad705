"""延期, 复审 and 重新打开 in Chromium, by keyboard, on a desk and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from departments.models import Role
from reports import workflow
from reports.domain.rendering import pdf
from reports.models import Approval, Cycle, Report, Status
from tests.e2e.shell import fill, fits, people
from tests.reports.filing.forms.builders import make_report
from tests.reports.workflow.builders import make_person

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def apart(tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def folk(report):
    district = report.department.district
    found = people(report)
    fill(report, found["clerk"])
    bureau = {role: make_person(role, role, district=district) for role in (Role.SECOND_REVIEWER, Role.MANAGER)}
    return bureau | found


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_manager_gives_more_time_and_the_department_reads_why(browse, axe, report, folk, screen):
    page = browse(folk["manager"])
    page.set_viewport_size(screen)
    page.goto(f"/admin/reports/report/{report.pk}/change/")
    page.get_by_role("link", name="延期").press("Enter")
    axe(page)
    assert fits(page)
    page.get_by_label("延期至：日期").fill(f"{timezone.localdate() + timedelta(days=60)}")
    page.get_by_label("延期至：时间").fill("17:30")
    page.get_by_label("理由").fill("机构改革，账目移交中")
    page.get_by_label("理由").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("报送截止时间已延期")).to_be_visible()

    own = browse(folk["clerk"])
    own.set_viewport_size(screen)
    for path in ("/", f"/reports/{report.pk}/", f"/reports/{report.pk}/sections/management/"):
        own.goto(path)
        expect(own.get_by_text("机构改革，账目移交中").first).to_be_visible()
        axe(own)
        assert fits(own)


def test_a_second_person_sees_what_is_approved_and_confirms_once(browse, axe, report, folk):
    Cycle.objects.update(second_review=True, needs_signature=False)
    report = Report.objects.with_context().get(pk=report.pk)
    sent = workflow.submit(report, by=folk["clerk"])
    workflow.start_review(report, by=folk["reviewer"])
    first = browse(folk["reviewer"])
    first.goto(f"/admin/reports/report/{report.pk}/change/")
    expect(first.get_by_role("button", name="通过", exact=True)).to_have_count(0)
    first.get_by_role("button", name="提请复审").press("Enter")
    expect(first.locator(".review-head")).to_contain_text("待复审")

    second = browse(folk["second_reviewer"])
    second.goto("/admin/reports/report/")
    second.get_by_role("link", name=report.department.code).press("Enter")
    second.get_by_role("button", name="通过", exact=True).press("Enter")
    expect(second.get_by_text(sent.sha256)).to_be_visible()
    axe(second)
    second.get_by_role("button", name="确认通过").press("Enter")
    expect(second.get_by_text("审核通过").first).to_be_visible()
    assert Report.objects.get(pk=report.pk).status == Status.APPROVED
    assert Approval.objects.get().by == folk["second_reviewer"]

    workflow.reopen(report, by=folk["manager"], reason="决算数调整")
    own = browse(folk["clerk"])
    own.goto(f"/reports/{report.pk}/")
    expect(own.get_by_text("已重新打开")).to_be_visible()
    expect(own.get_by_role("link", name="下载定稿")).to_be_visible()
    axe(own)
