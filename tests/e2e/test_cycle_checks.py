"""核对规则的调整 in a real browser: typed by keyboard, refused at the row, saved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reports.models import Cycle
from tests import builders
from tests.e2e.shell import fits

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_check_is_weighed_otherwise(browse: Callable[..., Page], axe: Callable[[Page], None]):
    cycle = builders.cycle(outline="hunan-standard")
    page = browse(builders.manager(cycle.district))
    page.goto(f"/admin/reports/cycle/{cycle.pk}/change/")
    page.get_by_role("link", name="核对规则的调整").click()
    axe(page)

    page.get_by_label("C12 的本年度类别").select_option(label="提示")
    page.get_by_label("停用 C29").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("C29 的理由")).to_be_focused()
    page.get_by_label("C29 的理由").press("Enter")
    expect(page.get_by_text("C29 要写明停用的理由。")).to_be_visible()
    axe(page)
    assert fits(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)

    page.get_by_label("C29 的理由").fill("本年不核对")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存 2 条规则的调整：C12、C29。")).to_be_visible()
    assert Cycle.objects.get().check_settings == {"C12": {"severity": "W"}, "C29": {"off": "本年不核对"}}
