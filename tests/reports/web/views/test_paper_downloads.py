"""Papers to take away."""

from urllib.parse import quote

import pytest

from reports import workflow
from reports.domain.rendering import pdf, print_limits
from reports.models import Printout, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(report, clerk, leader) -> Submission:
    workflow.hand_over(report, by=clerk)
    return workflow.submit(report, by=leader)


def content(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_paper_of_a_submission_is_taken_away(client_of, clerk, submission):
    answer = client_of(clerk).get(f"/submissions/{submission.reference}.pdf")
    assert content(answer).startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('088001_云水区档案馆088001_2020.pdf')}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private")


def test_the_paper_is_printed_once(client_of, clerk, reviewer, submission):
    papers = [content(client_of(person).get(f"/submissions/{submission.reference}.pdf")) for person in (clerk, reviewer)]
    assert papers[0] == papers[1]
    assert Printout.objects.count() == 1


def test_a_kept_paper_costs_few_queries(client_of, clerk, submission, django_assert_num_queries):
    client = client_of(clerk)
    content(client.get(f"/submissions/{submission.reference}.pdf"))
    with django_assert_num_queries(3):
        content(client.get(f"/submissions/{submission.reference}.pdf"))


def test_a_draft_is_printed_as_it_stands_and_not_kept(client_of, clerk, report):
    answer = client_of(clerk).get(f"/reports/{report.pk}/draft.pdf")
    assert content(answer).startswith(b"%PDF")
    assert quote("草稿") in answer.headers["Content-Disposition"]
    assert Printout.objects.count() == 0


def test_a_stranger_gets_no_paper(client_of, stranger, submission):
    assert client_of(stranger).get(f"/submissions/{submission.reference}.pdf").status_code == 404


def test_an_unknown_number_is_no_paper(client_of, clerk, submission):
    assert client_of(clerk).get("/submissions/2020-0000000000.pdf").status_code == 404


@pytest.fixture
def too_large(monkeypatch) -> str:
    sentence = "报告共有300001字，最多能打印300000字；请先精简“一”（300001字）。"

    def refuse(page, stamp, attachment):
        raise print_limits.TooLarge(sentence)

    monkeypatch.setattr(pdf, "print_pdf", refuse)
    return sentence


def test_a_draft_too_large_to_print_gets_a_sentence(client_of, clerk, report, too_large):
    answer = client_of(clerk).get(f"/reports/{report.pk}/draft.pdf", follow=True)
    assert (answer.redirect_chain, too_large in answer.content.decode()) == ([(f"/reports/{report.pk}/", 302)], True)


def test_a_submission_too_large_to_print_gets_a_sentence(client_of, clerk, submission, too_large):
    answer = client_of(clerk).get(f"/submissions/{submission.reference}.pdf", follow=True)
    assert (answer.status_code, too_large in answer.content.decode(), Printout.objects.count()) == (200, True, 0)


@pytest.fixture
def approved(report, submission, reviewer) -> Submission:
    workflow.start_review(report, by=reviewer)
    workflow.approve(report, by=reviewer)
    return submission


def final(submission: Submission) -> str:
    return f"/submissions/{submission.reference}/final.pdf"


def test_the_final_paper_is_taken_away_by_both_sides(client_of, clerk, reviewer, approved):
    for person in (clerk, reviewer):
        answer = client_of(person).get(final(approved))
        assert content(answer).startswith(b"%PDF")
        assert quote("088001_云水区档案馆088001_2020_定稿.pdf") in answer.headers["Content-Disposition"]
    assert Printout.objects.filter(kind="final").count() == 1


def test_a_reopened_report_keeps_its_final_paper(client_of, clerk, manager, report, approved):
    workflow.reopen(report, by=manager, reason="决算数调整")
    assert content(client_of(clerk).get(final(approved))).startswith(b"%PDF")
    page = client_of(clerk).get(f"/reports/{report.pk}/").content.decode()
    assert "已重新打开" in page
    assert final(approved) in page


def test_before_the_approval_there_is_no_final_paper(client_of, clerk, submission):
    assert client_of(clerk).get(final(submission)).status_code == 404


def test_a_stranger_gets_no_final_paper(client_of, stranger, approved):
    assert client_of(stranger).get(final(approved)).status_code == 404
