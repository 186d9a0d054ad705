"""The whole 大祥区 report by keyboard alone: from the login to the paper that is sent, no mouse, no input filled for the typist."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from departments.models import Role
from reports.domain.rendering.task_list import get_section_heading
from reports.models import Report, Status, Submission
from tests.acceptance.test_seeds import printed
from tests.e2e.journey import REASON, empty_report, lost, person, stamp, text_of, waiting
from tests.e2e.shell import OWN
from tests.e2e.typist import Typist, paper, sections

pytestmark = pytest.mark.django_db(transaction=True)


def comes_in(page, username):
    """The cursor stands in 账号 when the page opens."""
    page.goto("/")
    expect(page.get_by_label("账号")).to_be_focused()
    page.keyboard.insert_text(username)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(OWN)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def fills_in(typist, keys):
    """Section after section, by the link beside the save button."""
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        if key == "duties":
            types_the_first_two_duties_in_the_wrong_order(typist)
        else:
            typist.section(key)
        typist.follow("下一节" if after else "返回报告")


def types_the_first_two_duties_in_the_wrong_order(typist):
    """Alt+↓ moves the row with the cursor, which stays in it; Shift+Tab goes back to it."""
    listing, rows = typist.document.outline.lists["duties"], typist.document.rows("duties")
    typist.rows(listing, (rows[1], rows[0], *rows[2:]))
    typist.go_to_words(f"{listing.label}第 1 行", "Shift+Tab")  # the row's last button
    typist.go_to(r"duties\..+\.text", "Shift+Tab")
    typist.page.keyboard.press("Alt+ArrowDown")
    typist.page.keyboard.press("Alt+ArrowUp")
    typist.page.keyboard.press("Alt+ArrowDown")
    typist.save()


def gives_reasons_by_keyboard(typist):
    """After each the page comes back at that finding; the next one is below."""
    for _ in range(waiting(typist.page).count()):
        typist.go_to("reason-.+")
        typist.write(REASON)
        typist.follow("保存说明")


def without_openings(document):
    """年初结转 is typed for the checks; this outline does not print it."""
    return replace(document, figures={place: figure for place, figure in document.figures.items() if not place.endswith(".opening")})


def test_the_whole_report_by_keyboard_from_the_login_to_the_sent_paper(browse, tmp_path):
    document = paper("daxiang-2021")
    report = empty_report(document)
    person(report, Role.CLERK)
    person(report, Role.LEADER)

    clerk = Typist(browse(), document)
    comes_in(clerk.page, "clerk")
    clerk.follow("填写报告")
    clerk.follow(get_section_heading(document, document.outline.sections[sections(document)[0]]))
    fills_in(clerk, sections(document))
    clerk.follow("交签发")
    clerk.follow("仍然交签发")  # four findings wait for their reasons, and are listed first
    expect(clerk.page.locator(".message-success")).to_contain_text("已交单位负责人签发")

    leader = Typist(browse(), document)
    comes_in(leader.page, "leader")
    leader.follow("审阅签发")
    gives_reasons_by_keyboard(leader)
    leader.go_to_words("我已看过报告全文")
    leader.page.keyboard.press("Space")
    leader.follow("签发并报送")
    expect(leader.page.locator(".message-success")).to_contain_text("已报送财政局")

    assert Report.objects.get().status == Status.SUBMITTED
    with leader.page.expect_download() as download:
        leader.go_to_words("下载送审稿")
        leader.page.keyboard.press("Enter")
    file = tmp_path / "paper.pdf"
    download.value.save_as(file)
    text = text_of(file)
    assert lost(without_openings(document), text) == []
    assert text == printed(document) + stamp(Submission.objects.get())
