"""The reviewer's morning in Chromium, by keyboard, on a desk and on a phone: from the first page through the reports, and a handover."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from departments.models import Membership, Role
from reports.models import Cycle, Report, Status
from tests import builders
from tests.e2e.shell import fits

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("screen", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}], ids=["desk", "phone"])


def report(code, status, days, desk="农业股"):
    district = builders.district()
    cycle = Cycle.objects.filter(district=district).first() or builders.cycle(district, due=timezone.now() - timedelta(days=2))
    home = builders.department(district, code, f"云水区第{code}中心", desk=builders.desk(district, desk) if desk else None)
    made = builders.report(home, cycle)
    Report.objects.filter(pk=made.pk).update(status=status, since=timezone.now() - timedelta(days=days))
    return made


@pytest.fixture
def morning():
    """Two reports wait for the reviewer of 农业股, one was returned, one is late, one is nobody's; by code."""
    given = (("001", Status.SUBMITTED, 9), ("002", Status.SUBMITTED, 5), ("003", Status.RETURNED, 12), ("004", Status.DRAFT, 30))
    made = {code: report(code, status, days) for code, status, days in given}
    return made | {"005": report("005", Status.SUBMITTED, 20, desk="")}


def person(role, name, desk=""):
    district = builders.district()
    user = builders.person(name, name=name)
    Membership.objects.create(user=user, role=role, district=district, desk=builders.desk(district, desk) if desk else None)
    return user


@SCREENS
def test_the_morning_goes_from_report_to_report(browse, axe, morning, screen):
    page = browse(person(Role.REVIEWER, "钟明", "农业股"))
    page.set_viewport_size(screen)
    page.goto("/admin/")
    axe(page)
    assert fits(page)
    expect(page.get_by_text("等您审核的有 2 份")).to_be_visible()
    for name, words in {
        "待我审核": "已等 9 天",
        "已退回": "已退回 12 天",
        "逾期未报": "逾期 2 天",
        "没有人负责": "1 个单位没有业务股室",
    }.items():
        expect(page.get_by_role("region", name=name)).to_contain_text(words)

    page.get_by_role("link", name="审下一份").press("Enter")
    expect(page).to_have_url(page.url.split("/admin/")[0] + f"/admin/reports/report/{morning['001'].pk}/change/")
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="下一份", exact=True).press("Enter")
    expect(page.locator(".review-head")).to_contain_text("002")


@SCREENS
def test_a_report_is_handed_over_with_a_note(browse, axe, morning, screen):
    person(Role.REVIEWER, "柳青", "社保股")
    page = browse(person(Role.REVIEWER, "钟明", "农业股"))
    page.set_viewport_size(screen)
    page.goto(f"/admin/reports/report/{morning['001'].pk}/change/")
    page.get_by_role("link", name="分配、交接").press("Enter")
    axe(page)
    assert fits(page)
    page.get_by_label("经办人").select_option(label="柳青")
    page.get_by_label("交接说明").fill("下周休假")
    page.get_by_role("button", name="分配").press("Enter")
    expect(page.get_by_text("已分配，由柳青办理")).to_be_visible()
    expect(page.get_by_text("由 柳青 办理：下周休假")).to_be_visible()

    page.goto("/admin/")
    expect(page.get_by_text("等您审核的有 1 份")).to_be_visible()
    page.goto("/admin/reports/report/?who=others")
    expect(page.locator("#result_list")).to_contain_text("柳青")
    axe(page)


@SCREENS
def test_a_manager_says_who_takes_part_and_copies_the_year(browse, axe, morning, screen):
    page = browse(person(Role.MANAGER, "何静"))
    page.set_viewport_size(screen)
    cycle = Cycle.objects.get()
    page.goto("/admin/")
    axe(page)
    assert fits(page)
    page.goto(f"/admin/reports/cycle/{cycle.pk}/change/")
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="参加和免报单位").press("Enter")
    page.get_by_label("免报：004").check()
    page.get_by_role("button", name="保存").press("Enter")
    expect(page.get_by_text("请写明免报的理由")).to_be_visible()
    axe(page)
    assert fits(page)
    page.get_by_label("免报理由：004").fill("年中撤并")
    page.get_by_label("免报理由：004").press("Enter")
    expect(page.get_by_text("已保存：新增免报 1 个")).to_be_visible()

    page.goto(f"/admin/reports/cycle/{cycle.pk}/change/")
    page.get_by_role("button", name="复制为下一年度任务").press("Enter")
    expect(page.get_by_text("还没有开始")).to_be_visible()
    expect(page.get_by_label("免报：004")).to_be_checked()


@SCREENS
def test_a_manager_merges_two_units_and_both_lead_to_each_other(browse, axe, morning, screen):
    page = browse(person(Role.MANAGER, "何静"))
    page.set_viewport_size(screen)
    gone, successor = morning["004"].department, morning["001"].department
    page.goto(f"/admin/departments/department/{gone.pk}/change/")
    page.get_by_label("并入单位").select_option(label=str(successor))
    page.get_by_role("button", name="保存", exact=True).press("Enter")
    page.goto(f"/admin/departments/department/{successor.pk}/change/")
    axe(page)
    assert fits(page)
    expect(page.get_by_text("并入本单位")).to_contain_text(gone.name)
    page.get_by_role("link", name="历年报告", exact=False).last.press("Enter")
    page.get_by_role("link", name="免报（不用办理）").click()  # it had sent nothing before
    expect(page.locator("#result_list")).to_contain_text(gone.name)
