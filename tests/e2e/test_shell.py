"""Around the section page in Chromium: coming in, the task list, signing; by mouse, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

from departments.models import User
from reports import workflow
from reports.models import Narrative, Status, Submission
from tests.e2e.shell import FIRST, OWN, fill, fits, log_in, people, send_back, type_keys
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db(transaction=True)

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def folk(report):
    folk = people(report)
    fill(report, folk["clerk"])
    return folk


@pytest.fixture
def returned(report, folk):
    send_back(report, folk)
    return report


@pytest.fixture
def to_sign(returned, folk):
    """For the second time, with one text changed."""
    for item in returned.return_items.all():
        workflow.answer(item, by=folk["clerk"], kind="changed", text="已改")
    Narrative.objects.filter(key="management").update(text="专款专用，按合同和项目进度拨付。")
    workflow.hand_over(returned, by=folk["clerk"])
    return returned


@pytest.mark.console("status of 429")
def test_after_five_wrong_passwords_login_pauses(browse, axe):
    User.objects.create_user("zhang", password=OWN)
    page = browse()
    for _ in range(5):
        log_in(page, "zhang", "wrong")
    expect(page.get_by_role("heading")).to_have_text("登录已暂停")
    axe(page)


def test_a_wrong_password_is_said_beside_the_form(browse, axe):
    User.objects.create_user("zhang", password=OWN)
    page = browse()
    log_in(page, "zhang", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(page.get_by_label("账号")).to_have_value("zhang")
    axe(page)


def test_the_first_password_is_changed_by_keyboard_alone(browse, axe):
    User.objects.create_user("zhang", password=FIRST, must_change_password=True)
    page = browse()
    page.goto("/login/")
    expect(page.get_by_label("账号")).to_be_focused()
    type_keys(page, "zhang", "Tab", FIRST, "Enter")
    expect(page.get_by_role("heading")).to_have_text("修改密码")
    axe(page)
    expect(page.get_by_label("现在的密码")).to_be_focused()
    type_keys(page, FIRST, "Tab", OWN, "Tab", OWN, "Enter")
    expect(page.get_by_role("status")).to_contain_text("密码已修改")
    assert User.objects.get().must_change_password is False


def test_leaving_ends_at_the_login_page(browse, folk):
    page = browse(folk["clerk"])
    page.goto("/")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("status")).to_contain_text("您已安全退出")


def test_the_keyboard_reaches_the_content_in_one_step(browse, folk):
    page = browse(folk["clerk"])
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="填写报告")).to_be_focused()


def test_a_clerk_goes_from_the_first_page_to_what_is_missing(browse, report, folk):
    Narrative.objects.filter(key="management").delete()
    page = browse(folk["clerk"])
    page.goto("/")
    page.get_by_role("link", name="填写报告").click()
    expect(page.get_by_text("缺 1 处")).to_be_visible()
    page.get_by_role("link", name="还有 1 处未填").click()
    page.get_by_role("link", name="项目资金管理情况未写").click()
    page.wait_for_url("**/sections/management/#narrative.management")


def test_a_return_item_is_answered_where_it_is_read(browse, returned, folk):
    page = browse(folk["clerk"])
    page.goto(f"/reports/{returned.pk}/")
    page.get_by_text("答复这条意见").first.click()
    page.get_by_label("已说明").first.check()
    page.get_by_label("说明（选“已改”时可以不写）").first.fill("已在第二段写明")
    page.get_by_role("button", name="保存答复").first.click()
    expect(page.get_by_role("status")).to_contain_text("已答复")
    expect(page.locator(".item-answer").first).to_contain_text("已在第二段写明")


def test_a_leader_reads_signs_and_takes_the_paper(browse, to_sign, folk):
    page = browse(folk["leader"])
    page.goto("/")
    page.get_by_role("link", name="审阅签发").click()
    expect(page.locator(".changes ins")).to_have_text("合同和")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="签发并报送").dblclick()
    expect(page.get_by_role("heading", name="已报送财政局")).to_be_visible()
    expect(page.locator(".message-error")).to_have_count(0)
    assert Submission.objects.count() == 2
    with page.expect_download() as paper:
        page.get_by_role("link", name="下载送审稿", exact=True).click()
    assert paper.value.suggested_filename == "088001_云水区档案馆_2023.pdf"


def test_without_the_tick_the_act_is_held_back(browse, to_sign, folk):
    page = browse(folk["leader"])
    page.goto(f"/reports/{to_sign.pk}/sign/")
    page.get_by_role("button", name="签发并报送").click()
    expect(page.get_by_role("heading", name="签发", exact=True)).to_be_visible()
    to_sign.refresh_from_db()
    assert to_sign.status == Status.AWAITING_SIGNATURE


def test_everything_works_without_javascript(browse, report, folk):
    clerk, leader = browse(folk["clerk"], java_script_enabled=False), browse(folk["leader"], java_script_enabled=False)
    clerk.goto(f"/reports/{report.pk}/")
    clerk.get_by_role("button", name="交签发").click()
    leader.goto(f"/reports/{report.pk}/sign/")
    leader.get_by_label("要修改什么").fill("第二节请补充")
    leader.get_by_role("button", name="退给填报人").click()
    clerk.goto(f"/reports/{report.pk}/")
    expect(clerk.locator(".event-note")).to_have_text("第二节请补充")
    clerk.get_by_role("button", name="交签发").click()
    leader.goto(f"/reports/{report.pk}/sign/")
    leader.get_by_role("checkbox").check()
    leader.get_by_role("button", name="签发并报送").click()
    expect(leader.get_by_role("heading", name="已报送财政局")).to_be_visible()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/reports/{}/", "/reports/{}/preview/", "/logout/", "/password/"])
def test_the_clerks_pages_are_open_to_everybody(browse, axe, returned, folk, path, screen):
    page = browse(folk["clerk"])
    page.set_viewport_size(screen)
    page.goto(path.format(returned.pk))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    axe(page)
    assert fits(page)


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/signatures/", "/reports/{}/sign/", "/reports/{}/"])
def test_the_leaders_pages_are_open_to_everybody(browse, axe, to_sign, folk, path, screen):
    page = browse(folk["leader"])
    page.set_viewport_size(screen)
    page.goto(path.format(to_sign.pk))
    axe(page)
    assert fits(page)


@pytest.mark.console("status of 404")
def test_what_is_not_there_is_said_in_words(browse, axe, folk):
    page = browse(folk["clerk"])
    page.goto("/reports/999999/")
    expect(page.get_by_role("heading")).to_have_text("找不到这个页面")
    axe(page)


def test_an_empty_and_a_sent_report_are_open_to_everybody(browse, axe, report, folk):
    other = make_report(year=2024)
    page = browse(folk["clerk"])
    page.goto(f"/reports/{other.pk}/")
    axe(page)
    workflow.hand_over(report, by=folk["clerk"])
    workflow.submit(report, by=folk["leader"])
    page.goto(f"/reports/{report.pk}/")
    expect(page.get_by_role("button", name="撤回")).to_be_visible()
    axe(page)
