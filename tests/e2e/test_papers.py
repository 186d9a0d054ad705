"""A paper that is being made, in a real browser: the page turns by itself, and stops asking."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reports import workflow
from reports.domain.rendering import pdf
from reports.models import PaperOrder
from reports.release.jobs import paper_printing, worker_presence
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_turns_by_itself_when_the_paper_is_there(
    browse: Callable[..., Page], axe: Callable[[Page], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")
    monkeypatch.setattr(worker_presence, "is_worker_present", lambda: True)
    report = builders.complete_report()
    workflow.hand_over(report, by=None)
    leader = builders.leader(report.department)
    workflow.submit(report, by=leader)
    page = browse(leader)
    page.goto(f"/reports/{report.pk}/")
    card = page.locator(".card-sent")
    expect(card.get_by_text("送审稿正在生成")).to_be_visible()
    axe(page)

    paper_printing.print_paper(PaperOrder.objects.get().pk)
    expect(card.get_by_role("link", name="下载送审稿")).to_be_visible(timeout=30_000)
    assert page.locator("[hx-get*='/papers/']").count() == 0
