"""佐证材料 in Chromium: uploaded by keyboard, taken out again, on a desk and on a phone, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from reports import workflow
from reports.domain.rendering import pdf
from reports.models import Attachment, Cycle
from tests.e2e.shell import fill, fits, people
from tests.reports.filing.attachments import files
from tests.reports.filing.forms.builders import make_report

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LONG = "关于二〇二三年度馆藏档案数字化加工服务项目政府采购合同及其补充协议和验收报告的扫描件（共三册之第一册）.pdf"


@pytest.fixture(autouse=True)
def apart(tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def folk(report):
    folk = people(report)
    fill(report, folk["clerk"])
    return folk


@pytest.fixture
def chosen(tmp_path):
    """Files on the clerk's disc."""
    found = {LONG: files.pdf(), "现场照片.jpg": files.picture("JPEG"), "坏的.pdf": b"%PDF-1.7"}
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in found]


def seen_on(page, screen):
    page.set_viewport_size(screen)
    return page


def upload(page, report, chosen):
    """From the section's page, by keyboard alone once the files are chosen."""
    page.goto(f"/reports/{report.pk}/sections/management/")
    page.get_by_role("link", name="本章节的佐证材料（0 份）").press("Enter")
    expect(page.get_by_label("这些材料说明的是")).to_have_value("section.management")
    page.get_by_label("文件（可以一次选几个）").set_input_files(chosen)
    page.get_by_label("文件（可以一次选几个）").focus()
    while page.evaluate("document.activeElement.textContent") != "上传":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已上传 2 份")


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_files_are_uploaded_by_keyboard_and_taken_out(browse, axe, report, folk, chosen, screen):
    page = seen_on(browse(folk["clerk"]), screen)
    upload(page, report, chosen)
    expect(page.get_by_role("status")).to_contain_text("“坏的.pdf”没有上传：PDF 已损坏或不完整")
    expect(page.get_by_label("这些材料说明的是")).to_have_value("section.management")
    expect(page.locator(".attached-name")).to_have_text([LONG, "现场照片.jpg"])
    axe(page)
    assert fits(page)
    page.get_by_text("移除“现场照片.jpg”").focus()
    page.keyboard.press("Enter")
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已移除“现场照片.jpg”。")
    expect(page.locator(".attached-name")).to_have_text([LONG])


def test_it_works_without_javascript(browse, report, folk, chosen):
    page = browse(folk["clerk"], java_script_enabled=False)
    page.goto(f"/reports/{report.pk}/attachments/")
    page.get_by_label("文件（可以一次选几个）").set_input_files(chosen[:2])
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("status")).to_contain_text("已上传 2 份")
    page.get_by_text("移除“现场照片.jpg”").click()
    page.get_by_role("button", name="确认移除").locator("visible=true").click()
    expect(page.get_by_role("status")).to_contain_text("已移除")


def test_a_file_is_downloaded_under_its_name(browse, report, folk, chosen):
    page = browse(folk["clerk"])
    upload(page, report, chosen)
    with page.expect_download() as waited:
        page.get_by_role("link", name=LONG).click()
    assert waited.value.suggested_filename == LONG
    assert waited.value.path().read_bytes() == files.pdf()


def test_a_file_of_30_mb_is_answered_with_a_sentence(browse, report, folk, tmp_path):
    (tmp_path / "大.pdf").write_bytes(files.pdf() + bytes(30 * 1024 * 1024))
    page = browse(folk["clerk"])
    page.goto(f"/reports/{report.pk}/attachments/")
    page.get_by_label("文件（可以一次选几个）").set_input_files(tmp_path / "大.pdf")
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("status")).to_contain_text("文件有 30.1 MB，超过 20 MB")


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_the_scan_is_asked_for_and_reaches_the_reviewer(browse, axe, report, folk, chosen, screen):
    Cycle.objects.update(requires_scan=True)
    workflow.hand_over(report, by=folk["clerk"])
    workflow.submit(report, by=folk["leader"])
    page = seen_on(browse(folk["clerk"]), screen)
    page.goto(f"/reports/{report.pk}/")
    axe(page)
    page.get_by_role("link", name="上传签章扫描件，查看佐证材料").click()
    axe(page)
    assert fits(page)
    page.get_by_label("送审稿打印、签字、盖章后的扫描件").set_input_files(chosen[0])
    page.get_by_role("button", name="上传扫描件").click()
    expect(page.get_by_role("status")).to_contain_text("已上传 1 份")
    assert Attachment.objects.get().kind == "scan"
    desk = seen_on(browse(folk["reviewer"]), screen)
    desk.goto(f"/admin/reports/report/{report.pk}/change/")
    expect(desk.get_by_role("link", name=LONG)).to_be_visible()
    axe(desk)
