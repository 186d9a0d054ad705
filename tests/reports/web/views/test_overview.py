"""The task list of a report: how far it is, what is missing, what came back, whom to ask."""

import pytest

from departments.models import Desk, Kind, ProfileRow, Role
from reports import workflow
from reports.domain import typefaces
from reports.models import ItemKind, Narrative, OutlineVersion, Report, ReportReading, ReturnItem, Status
from reports.workflow import NewItem
from tests.reports.workflow import builders

pytestmark = pytest.mark.django_db


def text(client, report):
    answer = client.get(f"/reports/{report.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def returned(report, people, *items):
    workflow.hand_over(report, by=people[Role.CLERK])
    workflow.submit(report, by=people[Role.LEADER])
    workflow.start_review(report, by=people[Role.REVIEWER])
    workflow.return_(report, by=people[Role.REVIEWER], items=items or [builders.ITEM])


def test_every_section_is_listed_with_its_state(client_of, clerk, report):
    page = text(client_of(clerk), report)
    assert f'href="/reports/{report.pk}/sections/management/">一、项目资金管理情况' in page
    assert page.index("一、项目资金管理情况") < page.index("完成") < page.index("二、产出情况") < page.index(">空<")


def test_what_is_missing_leads_to_its_place(client_of, clerk, report):
    Narrative.objects.all().delete()
    page = text(client_of(clerk), report)
    assert "还有 1 处未填" in page
    assert "今天还要做的 1 件事" in page
    assert f'href="/reports/{report.pk}/sections/management/#narrative.management"' in page
    assert "补齐 1 处必填内容后，可以交签发" in page


def test_a_text_read_in_with_open_doubts_is_told_until_it_is_settled(client_of, clerk, report):
    reading = ReportReading.objects.create(report=report, text="原文")
    page = text(client_of(clerk), report)
    assert f'不能交签发、不能报送。<a href="/reports/{report.pk}/reading/">去核对读入的原文</a>' in page
    assert "该做的都做完了" not in page
    reading.is_settled = True
    reading.save()
    assert "去核对读入的原文" not in text(client_of(clerk), report)


def test_the_desk_to_ask_is_named(client_of, clerk, report):
    desk = Desk.objects.create(district=report.department.district, name="教科文股", contact="王五", phone="0700-1234567")
    report.department.desk = desk
    report.department.save()
    page = text(client_of(clerk), report)
    assert all(word in page for word in ("教科文股", "王五", "0700-1234567"))


def test_what_still_needs_an_answer_stands_beside_the_button(client_of, clerk, report, people):
    returned(report, people)
    assert '<a href="#items">还有 1 条“必改”未答复</a>' in text(client_of(clerk), report)
    workflow.answer(report.return_items.get(), by=clerk, kind="changed")
    assert '<a href="#items">“必改”已全部答复</a>' in text(client_of(clerk), report)


def test_a_returned_section_says_so_and_its_item_can_be_answered(client_of, clerk, report, people):
    returned(report, people)
    page = text(client_of(clerk), report)
    assert "被退回（1 条意见）" in page
    assert "请写明资金审批程序" in page
    assert f'name=":answer:{ReturnItem.objects.get().pk}"' in page


def test_an_answered_item_no_longer_marks_its_section(client_of, clerk, report, people):
    returned(report, people)
    workflow.answer(ReturnItem.objects.get(), by=clerk, kind="changed")
    page = text(client_of(clerk), report)
    assert "被退回" not in page
    assert "已改" in page


def test_advice_without_an_answer_marks_no_section_once_the_report_is_sent_again(client_of, clerk, report, people):
    returned(report, people, NewItem("section.output", ItemKind.ADVICE, "可以写得更具体"))
    assert "被退回（1 条意见）" in text(client_of(clerk), report)
    workflow.hand_over(report, by=clerk)
    workflow.submit(report, by=people[Role.LEADER])
    assert "被退回" not in text(client_of(clerk), report)


def test_items_of_earlier_rounds_are_kept_apart(client_of, clerk, report, people):
    returned(report, people)
    item = workflow.answer(ReturnItem.objects.get(), by=clerk, kind="changed")
    returned(report, people, NewItem("section.output", ItemKind.ADVICE, "可以写得更具体", follows=item.pk))
    page = text(client_of(clerk), report)
    assert f"再次提出。上次意见：{item.text}（已改）" in page
    assert "退回意见（1 条）" in page
    assert "已了结的退回意见（1 条）" in page


def test_a_sent_report_shows_number_time_hash_and_paper(client_of, clerk, leader, report):
    workflow.hand_over(report, by=clerk)
    submission = workflow.submit(report, by=leader)
    page = text(client_of(clerk), report)
    assert submission.reference in page
    assert submission.sha256[:12] in page
    assert submission.sha256 not in page
    assert f'href="/submissions/{submission.reference}.pdf"' in page
    assert "撤回" in page


def test_a_late_submission_is_marked(client_of, clerk, leader, report, cycle):
    cycle.opens, cycle.due = cycle.opens - (cycle.due - cycle.opens) * 2, cycle.opens
    cycle.save()
    report.refresh_from_db()
    workflow.hand_over(report, by=clerk)
    workflow.submit(report, by=leader)
    assert "逾期" in text(client_of(clerk), report)


def test_after_a_locked_deadline_the_person_learns_whom_to_ask(client_of, clerk, report, cycle):
    type(cycle).objects.update(opens=cycle.opens - (cycle.due - cycle.opens), due=cycle.opens, locked_after_due=True)
    assert "已锁定，内容不能修改；如需延期请联系财政局" in text(client_of(clerk), report)


def test_what_was_done_stands_in_the_record(client_of, clerk, report):
    workflow.hand_over(report, by=clerk)
    page = text(client_of(clerk), report)
    assert page.index("办理记录") < page.index("<strong>交签发</strong>")


def test_the_leader_is_led_to_the_page_for_signing(client_of, clerk, leader, report):
    workflow.hand_over(report, by=clerk)
    assert f'href="/reports/{report.pk}/sign/"' in text(client_of(leader), report)
    assert "等待签发" in text(client_of(clerk), report)


def test_a_reviewer_looks_but_has_nothing_to_press(client_of, reviewer, report):
    Report.objects.update(status=Status.SUBMITTED)
    page = text(client_of(reviewer), report)
    assert "/act/" not in page
    assert "还有 " not in page


def test_what_people_write_is_shown_as_text(client_of, clerk, report, people):
    returned(report, people, NewItem("section.management", ItemKind.MUST, "<script>alert(1)</script>"))
    page = text(client_of(clerk), report)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "path", ["/reports/99999999999999999999/", "/reports/1/sections/a%00b/", "/submissions/a%00b.pdf", "/submissions/%ED%A0%80.pdf"]
)
def test_an_address_that_cannot_be_is_not_found(client_of, clerk, report, path):
    assert client_of(clerk).get(path).status_code == 404


@pytest.mark.parametrize("path", ["", "preview/", "sign/", "draft.pdf"])
def test_a_stranger_finds_nothing(client_of, stranger, report, path):
    assert client_of(stranger).get(f"/reports/{report.pk}/{path}").status_code == 404


def test_the_preview_shows_the_report_as_printed(client_of, clerk, report):
    page = client_of(clerk).get(f"/reports/{report.pk}/preview/").content.decode()
    assert '<h1 class="title">云水区档案馆0880012020年度绩效自评报告</h1>' in page
    assert "专款专用，按进度拨付。" in page


@pytest.mark.parametrize("rows", [3, 60])
def test_the_number_of_queries_is_the_same_for_every_report(client_of, clerk, people, report, rows, django_assert_num_queries):
    report.outline = OutlineVersion.of("tianxin-2018")
    report.save()
    for number in range(rows):
        ReturnItem.objects.create(
            report=report, place="section.output", place_label="产出", text=f"意见 {number}", author=people["reviewer"]
        )
    said = {"department": report.department, "year": report.cycle.year, "kind": Kind.DUTY}
    ProfileRow.objects.bulk_create(ProfileRow(**said, position=number, text="职责") for number in range(rows))
    builders.put(report, Status.RETURNED)
    client = client_of(clerk)
    with django_assert_num_queries(11):
        assert client.get(f"/reports/{report.pk}/").content.decode().count('<div class="item"') == rows


@pytest.mark.parametrize("path", ["", "preview/"])
def test_the_page_says_which_fonts_of_the_bureau_papers_are_printed_in(client_of, clerk, report, monkeypatch, path):
    address = f"/reports/{report.pk}/{path}"
    assert "字体目录" not in client_of(clerk).get(address).content.decode()
    monkeypatch.setattr(typefaces, "_owned", (typefaces.VENDORED,))
    assert "本单位字体目录里没有排版用得上的字体，PDF 用自带字体生成。" in client_of(clerk).get(address).content.decode()
