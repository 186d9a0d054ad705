"""What a bulk approval shows of each report before it is approved."""

from dataclasses import replace

import pytest
from django.test import Client

from reports import workflow
from reports.demo import bureau
from reports.domain import Findings, TypedScore, interchange
from reports.domain.rendering import pdf
from reports.filing import live_findings, report_import
from reports.models import Cycle, Report
from reports.review import bulk
from reports.review.approved_content import list_given_reasons, load_approved_contents
from reports.review.copied_reasons import mark_copied_reasons
from tests import builders
from tests.reports.domain.scoring.papers import BUREAU

pytestmark = pytest.mark.django_db
OVER = {"three_public.reception.final": "2.35", "three_public.total.final": "7.55"}
REASON = "与批复决算一致，不再调整"


@pytest.fixture(autouse=True)
def _quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "print_pdf", lambda page, stamp, attachment: b"%PDF-1.7")


def over(code: str = "088001", name: str = "云水区档案馆", reason: str = REASON) -> Report:
    """公务接待 above its budget, sent with the leader's word, in review."""
    raw = builders.paper(department={"code": code, "name": name, "district": "云水区", "city": "长沙市"})
    raw["figures"] |= OVER
    report = report_import.import_file(raw, create=True).report
    leader = builders.leader(report.department, f"leader{code}")
    workflow.hand_over(report, by=None)
    found = live_findings.find_live_findings(report)
    for finding in (*found.blocking, *found.unexplained):
        workflow.explain(report, finding.key, by=leader, text=f"{reason}：{finding.key}" if finding.outcome.value == "R" else reason)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=None)
    return report


def preview(*reports: Report) -> dict[int, bulk.BulkLine]:
    by = builders.reviewer(reports[0].department.district)
    found = bulk.preview_acts(bulk.list_acts()["approve"], Report.objects.with_context().filter(pk__in=[each.pk for each in reports]), by)
    return {line.report.pk: line for line in found}


def test_what_goes_as_it_is_stands_there_with_the_reason():
    report = over()
    content = preview(report)[report.pk].content
    assert content is not None
    passed = [(each.finding.check, each.state) for each in content.findings if each.finding.outcome.value == "E"]
    assert passed == [("C16", "仍未改正，负责人说明后报送")]


def test_a_rule_that_became_stricter_is_marked_as_new_and_without_a_reason():
    report = over()
    Cycle.objects.update(check_settings={"C14": {"within": "1%"}})
    content = preview(report)[report.pk].content
    assert content is not None
    new = [each.state for each in content.findings if each.is_new]
    assert new
    assert set(new) == {"没有说明"}
    assert f"其中 {len(new)} 条是单位没有看到的" in content.words


def test_a_reason_copied_from_another_department_is_marked_at_both_by_name():
    first, second = over(), over("088002", "云水区文化馆")
    lines = preview(first, second)
    marks = [
        mark
        for report in (first, second)
        for each in lines[report.pk].content.findings
        if each.finding.check == "C16"
        for mark in each.marks
    ]
    assert marks == ["与云水区文化馆的理由相同", "与云水区档案馆的理由相同"]


def test_a_department_that_is_not_ticked_is_named_too():
    first, _ = over(), over("088002", "云水区文化馆")
    [found] = load_approved_contents([first]).values()
    assert ("与云水区文化馆的理由相同",) in [each.marks for each in found.findings]


def test_one_reason_for_several_findings_is_marked():
    report = over()
    content = load_approved_contents([report])[report.pk]
    same = [replace(each.finding, explained=text) for each, text in zip(content.findings, ("见附件 说明。", "见附件说明"), strict=False)]
    document = report.submissions.get()
    given = list_given_reasons(report, interchange.load_document(document.document, document.outline.definition), Findings(tuple(same)))
    assert list(mark_copied_reasons(given).values()) == [("同一理由用于本报告 2 条",)] * 2


def test_a_paragraph_of_the_paper_may_answer_several():
    content = load_approved_contents([over()])
    assert {mark for each in content.values() for finding in each.findings for mark in finding.marks} == set()


def test_the_page_shows_it(client: Client):
    report = over()
    client.force_login(builders.reviewer(report.department.district))
    page = client.get(f"/admin/bulk/approve/?ids={report.pk}").content.decode()
    assert (REASON in page, "仍未改正，负责人说明后报送" in page, "C16" in page) == (True, True, True)


def test_a_finding_let_go_by_the_leader_stays_red_on_the_review_page(client: Client):
    report = over()
    client.force_login(builders.reviewer(report.department.district))
    page = client.get(f"/admin/reports/report/{report.pk}/change/").content.decode()
    assert ("仍不相符" in page or "仍未改正" in page, "负责人已说明" in page) == (True, True)


# Points ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def scored(db: None) -> Report:
    """Of an outline that gives points, in review."""
    report = report_import.import_file(bureau.build_bureau_report(BUREAU), create=True).report
    workflow.hand_over(report, by=None)
    workflow.submit(report, by=None)
    workflow.start_review(report, by=None)
    return report


def test_three_scores_stand_side_by_side_and_a_missing_one_is_said(scored: Report):
    [first, *_] = load_approved_contents([scored])[scored.pk].scores
    assert (first.own, first.rule, first.points, first.warning) == (first.own, first.own, first.own, "财政局没有评分，各项同自评")
    workflow.score(scored, {"scoring.staff_rate": TypedScore("125%", "2.5", "核定超编")}, by=None)
    [now, *_] = load_approved_contents([scored])[scored.pk].scores
    assert (now.warning, now.points != now.own, now.rule) == ("", True, first.rule)


def test_a_score_given_after_the_preview_keeps_the_act_back(scored: Report):
    by = builders.reviewer(scored.department.district)
    act = bulk.list_acts()["approve"]
    reports = list(Report.objects.with_context().filter(pk=scored.pk))
    seen = {line.report.pk: line.seen for line in bulk.preview_acts(act, reports, by)}
    workflow.score(scored, {"scoring.staff_rate": TypedScore("125%", "2.5", "核定超编")}, by=None)
    batch = bulk.confirm_acts("approve", reports, seen, by, bulk.Words(), "b" * 32)
    assert [line["outcome"] for line in batch.lines] == ["refused"]
