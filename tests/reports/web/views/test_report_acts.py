"""What a button does, and what a person is told."""

import pytest

from reports import workflow
from reports.models import Event, Narrative, Status, Submission
from reports.workflow.transitions import TRANSITIONS
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db


def press(client, report, name, **data):
    given = {"since": report.since.isoformat(), **data}
    return client.post(f"/reports/{report.pk}/act/{name}/", given, follow=True)


def status(report):
    report.refresh_from_db()
    return report.status


@pytest.fixture
def handed_over(report, clerk):
    workflow.hand_over(report, by=clerk)
    return report


def test_a_clerk_hands_the_report_over(client_of, clerk, report):
    assert "已交单位负责人签发" in press(client_of(clerk), report, "hand_over").content.decode()
    assert status(report) == Status.AWAITING_SIGNATURE


def test_a_refusal_is_said_in_its_own_words(client_of, clerk, report):
    Narrative.objects.all().delete()
    answer = press(client_of(clerk), report, "hand_over")
    assert "还有 1 处必填内容未填，请先补齐" in answer.content.decode()
    assert status(report) == Status.DRAFT


def test_a_refusal_comes_back_to_the_page_with_the_button(client_of, leader, handed_over):
    page = f"/reports/{handed_over.pk}/sign/"
    assert press(client_of(leader), handed_over, "give_back", back=page).redirect_chain == [(page, 302)]


def test_a_button_leads_to_no_other_site(client_of, leader, handed_over):
    answer = press(client_of(leader), handed_over, "give_back", back="https://example.org/")
    assert answer.redirect_chain == [(f"/reports/{handed_over.pk}/", 302)]


def test_the_leader_signs_and_sends(client_of, leader, handed_over):
    page = press(client_of(leader), handed_over, "submit", confirmed="1").content.decode()
    submission = Submission.objects.get()
    assert status(handed_over) == Status.SUBMITTED
    assert all(word in page for word in ("已报送财政局", submission.reference, submission.sha256[:12], "下载送审稿"))


def test_nothing_is_sent_without_the_confirmation(client_of, leader, handed_over):
    assert "请先勾选" in press(client_of(leader), handed_over, "submit").content.decode()
    assert status(handed_over) == Status.AWAITING_SIGNATURE


def test_where_no_signature_is_needed_the_clerk_sends(client_of, clerk, report, cycle):
    type(cycle).objects.update(needs_signature=False)
    client = client_of(clerk)
    assert f'action="/reports/{report.pk}/act/submit/"' in client.get(f"/reports/{report.pk}/").content.decode()
    press(client, report, "submit", confirmed="1")
    assert status(report) == Status.SUBMITTED


def test_a_second_click_finds_the_same_submission_and_no_complaint(client_of, leader, handed_over):
    client, since = client_of(leader), handed_over.since.isoformat()
    pages = [press(client, handed_over, "submit", confirmed="1", since=since) for _ in range(2)]
    assert [page.redirect_chain for page in pages] == [[(f"/reports/{handed_over.pk}/", 302)]] * 2
    assert "message-error" not in pages[1].content.decode()
    assert Submission.objects.count() == 1


def test_nobody_signs_what_changed_after_it_was_read(client_of, clerk, leader, handed_over):
    read = handed_over.since.isoformat()
    workflow.give_back(handed_over, by=leader, note="请补充")
    workflow.hand_over(handed_over, by=clerk)
    page = press(client_of(leader), handed_over, "submit", confirmed="1", since=read)
    assert "这份报告又被办理过" in page.content.decode()
    assert status(handed_over) == Status.AWAITING_SIGNATURE


def test_a_report_is_given_back_with_a_note(client_of, leader, handed_over):
    press(client_of(leader), handed_over, "give_back", note="第三节请补充")
    assert status(handed_over) == Status.DRAFT
    assert Event.objects.latest("pk").note == "第三节请补充"


def test_a_sent_report_is_withdrawn(client_of, clerk, leader, handed_over):
    workflow.submit(handed_over, by=leader)
    assert "已撤回" in press(client_of(clerk), handed_over, "withdraw").content.decode()
    assert status(handed_over) == Status.DRAFT


def test_a_clerk_cannot_sign(client_of, clerk, handed_over):
    assert "只能由本单位的单位负责人办理" in press(client_of(clerk), handed_over, "submit", confirmed="1").content.decode()


@pytest.mark.parametrize("name", sorted({row.name for row in TRANSITIONS} - {"hand_over", "give_back", "take_back", "submit", "withdraw"}))
def test_review_has_its_own_desk(client_of, reviewer, handed_over, name):
    assert client_of(reviewer).post(f"/reports/{handed_over.pk}/act/{name}/").status_code == 404


def test_a_stranger_presses_nothing(client_of, stranger, report):
    assert client_of(stranger).post(f"/reports/{report.pk}/act/hand_over/").status_code == 404
    assert status(report) == Status.DRAFT


def test_an_act_is_no_link(client_of, clerk, report):
    assert client_of(clerk).get(f"/reports/{report.pk}/act/hand_over/").status_code == 405


def test_a_refused_note_gives_back_what_was_typed(client_of, leader, handed_over):
    page = press(client_of(leader), handed_over, "give_back", note="请补充" * 1000).content.decode()
    assert "请补充" * 1000 in page
    assert status(handed_over) == Status.AWAITING_SIGNATURE


def test_a_note_after_the_session_ended_is_kept(client, handed_over):
    page = client.post(f"/reports/{handed_over.pk}/act/give_back/", {"note": "请补充第二节"})
    assert (page.status_code, "请补充第二节" in page.content.decode()) == (401, True)


def test_a_clerk_takes_the_report_back_until_the_leader_acts(client_of, clerk, leader, handed_over):
    client = client_of(clerk)
    page = client.get(f"/reports/{handed_over.pk}/").content.decode()
    assert (f'action="/reports/{handed_over.pk}/act/take_back/"' in page, "审阅签发" in page) == (True, False)
    assert "已收回，可以继续修改" in press(client, handed_over, "take_back").content.decode()
    assert status(handed_over) == Status.DRAFT
    builders.put(handed_over, Status.SUBMITTED)
    assert "不能收回" in press(client, handed_over, "take_back").content.decode()


def test_a_report_that_was_returned_is_taken_back_to_where_it_came_from(client_of, clerk, report):
    builders.put(report, Status.RETURNED)
    workflow.hand_over(report, by=clerk)
    press(client_of(clerk), report, "take_back")
    assert status(report) == Status.RETURNED


def test_the_leader_signs_nothing_that_was_taken_back_meanwhile(client_of, clerk, leader, handed_over):
    read = handed_over.since.isoformat()
    workflow.take_back(handed_over, by=clerk)
    assert "请先交签发" in press(client_of(leader), handed_over, "submit", confirmed="1", since=read).content.decode()
    workflow.hand_over(handed_over, by=clerk)
    assert "这份报告又被办理过" in press(client_of(leader), handed_over, "submit", confirmed="1", since=read).content.decode()
    assert status(handed_over) == Status.AWAITING_SIGNATURE


def test_open_findings_are_listed_before_the_report_is_handed_over(client_of, clerk, checked):
    report = checked(total_final="150.1", project_final="40")
    client = client_of(clerk)
    page = press(client, report, "hand_over")
    assert "还有 1 处必须修改，1 处须说明原因，要交签发吗？" in page.content.decode()
    assert ("支出合计" in page.content.decode(), status(report)) == (True, Status.DRAFT)
    seen = page.context["mark"]
    builders.type_figure(report, "total_final", "150.2")
    assert "要交签发吗" in press(client, report, "hand_over", seen_findings=seen).content.decode(), "other findings are asked about anew"
    again = press(client, report, "hand_over").context["mark"]
    assert "已交单位负责人签发" in press(client, report, "hand_over", seen_findings=again).content.decode()
    assert status(report) == Status.AWAITING_SIGNATURE


def test_nothing_is_asked_where_nothing_waits_or_something_is_blank(client_of, clerk, checked):
    report = checked()
    assert "已交单位负责人签发" in press(client_of(clerk), report, "hand_over").content.decode()
    builders.put(report, Status.DRAFT)
    builders.type_figure(report, "total_final", "150.1")
    Narrative.objects.all().delete()
    page = press(client_of(clerk), report, "hand_over").content.decode()
    assert ("要交签发吗" in page, "必填内容未填" in page) == (False, True)
