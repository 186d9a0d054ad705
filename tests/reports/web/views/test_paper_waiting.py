"""A paper that is not there yet: the place in line, and the page that turns by itself."""

import re

import pytest
from django.test import Client

from departments.models import User
from reports import workflow
from reports.models import JobState, PaperOrder, Printout, Report, Submission
from reports.release.jobs import paper_printing, worker_presence
from reports.web.views.paper_waiting import PAUSES

pytestmark = pytest.mark.django_db


@pytest.fixture
def _working(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker runs somewhere, busy with others."""
    monkeypatch.setattr(worker_presence, "is_worker_present", lambda: True)


@pytest.fixture
def submission(report: Report, clerk: User, leader: User) -> Submission:
    workflow.hand_over(report, by=clerk)
    return workflow.submit(report, by=leader)


@pytest.fixture
def order(submission: Submission) -> PaperOrder:
    return PaperOrder.objects.get(submission=submission)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.usefixtures("_working")
def test_the_page_says_that_the_paper_is_being_made_and_asks_again(client_of, leader, report, order):
    page = text_of(client_of(leader), f"/reports/{report.pk}/")
    assert "送审稿正在生成。" in page
    assert f'hx-get="/papers/{order.pk}/?asked=1" hx-trigger="load delay:2s"' in page
    assert f'<a href="/submissions/{order.submission.reference}.pdf">看看好了没有</a>' in page


@pytest.mark.usefixtures("_working")
def test_it_says_how_many_are_before(client_of, leader, order):
    rest = {"report": order.report, "kind": "draft", "created": order.created}
    PaperOrder.objects.bulk_create(PaperOrder(pk=order.pk - at, digest=f"{at}", **rest) for at in (1, 2, 3))
    assert "送审稿正在生成，前面还有 3 份。" in text_of(client_of(leader), f"/papers/{order.pk}/")


@pytest.mark.usefixtures("_working")
def test_once_it_is_there_the_line_is_the_link_and_asks_no_more(client_of, leader, order):
    paper_printing.print_paper(order.pk)
    line = text_of(client_of(leader), f"/papers/{order.pk}/?asked=3")
    assert (f'href="/submissions/{order.submission.reference}.pdf">下载送审稿</a>' in line, "hx-get" in line) == (True, False)


@pytest.mark.usefixtures("_working")
def test_asking_ends(client_of, leader, order):
    line = text_of(client_of(leader), f"/papers/{order.pk}/?asked={len(PAUSES)}")
    assert ("hx-get" in line, "等了很久还没有生成" in line, "看看好了没有" in line) == (False, True, True)


@pytest.mark.usefixtures("_working")
def test_without_javascript_the_download_says_where_it_is_in_line(client_of, leader, order):
    address = f"/submissions/{order.submission.reference}.pdf"
    assert "送审稿正在生成" in text_of(client_of(leader), address, 202)
    paper_printing.print_paper(order.pk)
    assert b"".join(client_of(leader).get(address).streaming_content).startswith(b"%PDF")


@pytest.mark.usefixtures("_working")
def test_a_draft_waits_in_the_same_line_and_is_kept_for_the_next(client_of, clerk, report):
    address = f"/reports/{report.pk}/draft.pdf"
    assert "草稿正在生成" in text_of(client_of(clerk), address, 202)
    order = PaperOrder.objects.get(kind="draft")
    paper_printing.print_paper(order.pk)
    for path in (address, f"/papers/{order.pk}/draft.pdf"):
        assert b"".join(client_of(clerk).get(path).streaming_content).startswith(b"%PDF")
    assert PaperOrder.objects.filter(kind="draft").count() == 1


@pytest.mark.usefixtures("_working")
def test_one_that_failed_says_why_and_a_click_tries_again(client_of, leader, report, order):
    PaperOrder.objects.update(state=JobState.FAILED, error="服务器的磁盘满了。")
    assert "送审稿没有生成：服务器的磁盘满了。" in text_of(client_of(leader), f"/reports/{report.pk}/")
    text_of(client_of(leader), f"/submissions/{order.submission.reference}.pdf", 202)
    assert (PaperOrder.objects.get().state, PaperOrder.objects.get().error) == (JobState.WAITING, "")


def test_without_a_worker_whoever_looks_has_it_printed(client_of, leader, order):
    assert "下载送审稿" in text_of(client_of(leader), f"/papers/{order.pk}/")
    assert Printout.objects.count() == 1


def test_while_another_is_printed_nobody_is_kept_waiting(client_of, leader, order, monkeypatch):
    from contextlib import nullcontext

    from reports.workflow import separate_printing

    monkeypatch.setattr(separate_printing, "take_print_turn", lambda: nullcontext(False))
    assert "送审稿正在生成" in text_of(client_of(leader), f"/submissions/{order.submission.reference}.pdf", 202)
    assert Printout.objects.count() == 0


def test_a_stranger_learns_nothing(client_of, stranger, order):
    for path in (f"/papers/{order.pk}/", f"/papers/{order.pk}/draft.pdf"):
        assert client_of(stranger).get(path).status_code == 404


@pytest.mark.usefixtures("_working")
def test_looking_costs_few_queries(client_of, leader, order, django_assert_max_num_queries):
    client = client_of(leader)
    client.get(f"/papers/{order.pk}/")
    with django_assert_max_num_queries(6):
        client.get(f"/papers/{order.pk}/")
