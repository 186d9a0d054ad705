"""下载 Word（编辑稿）."""

from urllib.parse import quote

import pytest

from departments.models import AuditEntry
from reports import workflow
from reports.domain.rendering import print_limits
from reports.models import Printout, Submission
from reports.release import editing_copies

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(report, clerk, leader) -> Submission:
    workflow.hand_over(report, by=clerk)
    return workflow.submit(report, by=leader)


def read_content(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_department_takes_the_draft_away_as_word(client_of, clerk, report):
    answer = client_of(clerk).get(f"/reports/{report.pk}/draft.docx")
    assert read_content(answer) == editing_copies.make_draft_copy(report)
    assert answer.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert quote("088001_云水区档案馆088001_2020_编辑稿.docx") in answer.headers["Content-Disposition"]
    assert Printout.objects.count() == 0


def test_the_bureau_takes_away_what_was_sent_and_that_is_written_down(client_of, reviewer, submission):
    answer = client_of(reviewer).get(f"/submissions/{submission.reference}.docx")
    assert read_content(answer) == editing_copies.make_sent_copy(submission)
    assert quote("第1次报送_编辑稿.docx") in answer.headers["Content-Disposition"]
    assert "第1次报送_编辑稿.docx" in AuditEntry.objects.get(act="view").target


def test_a_stranger_gets_nothing(client_of, stranger, report, submission):
    client = client_of(stranger)
    paths = (f"/reports/{report.pk}/draft.docx", f"/submissions/{submission.reference}.docx", "/submissions/2020-0000000000.docx")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_every_page_that_shows_the_report_offers_it(client_of, clerk, leader, reviewer, report):
    draft = f'href="/reports/{report.pk}/draft.docx"'
    pages = [client_of(clerk).get(f"/reports/{report.pk}/{page}").content.decode() for page in ("", "preview/")]
    workflow.hand_over(report, by=clerk)
    pages.append(client_of(leader).get(f"/reports/{report.pk}/sign/").content.decode())
    assert [page.count(draft) for page in pages] == [1, 1, 1]
    sent = workflow.submit(report, by=leader)
    review = client_of(reviewer).get(f"/admin/reports/report/{report.pk}/change/").content.decode()
    assert f'href="/submissions/{sent.reference}.docx"' in review


def test_a_report_too_large_gets_a_sentence(client_of, clerk, leader, reviewer, report, monkeypatch):
    sentence = "报告共有300001字，最多能打印300000字；请先精简“一”（300001字）。"

    def refuse(page, mark):
        raise print_limits.TooLarge(sentence)

    workflow.hand_over(report, by=clerk)
    sent = workflow.submit(report, by=leader)
    monkeypatch.setattr(editing_copies, "print_word", refuse)
    for person, path in ((clerk, f"/reports/{report.pk}/draft.docx"), (reviewer, f"/submissions/{sent.reference}.docx")):
        assert sentence in client_of(person).get(path, follow=True).content.decode()
