"""核对结果 before the reviewer, and a cycle's own checks."""

import pytest

from reports import workflow
from reports.domain.checks import Finding, Outcome
from reports.domain.checks.verdict import Findings
from reports.filing import live_findings, report_import
from reports.models import Cycle, Report
from reports.web.findings_panel import build_findings_panel
from tests import builders

OVER = {"three_public.reception.final": "2.35", "three_public.total.final": "7.55"}
REASON = "与批复决算一致"


def url(report: Report) -> str:
    return f"/admin/reports/report/{report.pk}/change/"


@pytest.fixture
def over(complete, leader) -> Report:
    """公务接待 above its budget, sent with the leader's word, and in review."""
    raw = builders.paper()
    raw["figures"] |= OVER
    report = report_import.import_file(raw).report
    workflow.hand_over(report, by=None)
    for finding in (*live_findings.find_live_findings(report).blocking, *live_findings.find_live_findings(report).unexplained):
        workflow.explain(report, finding.key, by=leader, text=REASON)
    workflow.submit(report, by=leader)
    workflow.start_review(report, by=None)
    return report


def shown(client, report):
    return client.get(url(report)).content.decode()


def test_the_reviewer_reads_findings_with_the_reasons_that_were_sent(client_of, over, reviewer):
    html = shown(client_of(reviewer), over)
    assert ("核对结果（" in html, "负责人已说明" in html, REASON in html) == (True, True, True)
    assert '<a href="#three_public.reception.final">2.35</a>' in html
    assert "标“新”的" not in html


def test_worst_comes_first(client_of, over, reviewer):
    html = shown(client_of(reviewer), over)
    assert html.index("C16") < html.index("C13")


def test_a_rule_that_became_stricter_is_marked_and_shown_before_approval(client_of, over, reviewer):
    Cycle.objects.update(check_settings={"C14": {"within": "1%"}, "C12": {"least": "100"}})
    client = client_of(reviewer)
    assert "标“新”的" in shown(client, over)
    html = client.post(url(over), {"act": "approve", "since": over.since.isoformat()}).content.decode()
    assert ("是单位报送时没有看到的" in html, "确认通过" in html) == (True, True)


def test_an_approved_report_keeps_the_findings_of_its_day(client_of, over, reviewer):
    workflow.approve(over, by=reviewer)
    Cycle.objects.update(check_settings={"C16": {"off": "不再核对"}})
    html = shown(client_of(reviewer), over)
    assert ("负责人已说明" in html, "标“新”的" in html) == (True, False)


@pytest.mark.parametrize(("number", "folded"), [(4, 0), (5, 5)])
def test_many_slight_findings_are_folded_behind_what_matters(over, number, folded):
    document = builders.document()
    slight = [Finding("C29", "不照抄", Outcome.HINT, ("narrative.output",), f"与某单位相同 {at}") for at in range(number)]
    grave = Finding("C16", "三公", Outcome.MUST_FIX, ("three_public.total.final",), "超过预算")
    found = build_findings_panel(over, document, Findings((grave, *slight)), str)
    assert (len(found.slight), len(found.shown)) == (folded, 1 + number - folded)
