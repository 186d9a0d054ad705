"""Findings of a live report and of one that was sent: the checks, fed from the database."""

import pytest

from departments.models import Role
from reports import workflow
from reports.domain import interchange
from reports.domain.outlines import outline_loader
from reports.filing import comparisons, drafts, live_findings, report_import
from reports.models import Cycle, Explanation, Figure, Narrative, Status, Submission
from tests import builders
from tests.reports.workflow.builders import make_person, put, type_figure

pytestmark = pytest.mark.django_db
TEXT = "档案库房全年温湿度达标，开放档案目录上网公布，读者到馆查阅随到随查，复印件当日交付。全年没有发生一起安全事故，也没有收到一件投诉。"


def checks_of(found) -> list[str]:
    return [finding.check for finding in found]


def test_the_context_costs_one_query_beyond_the_documents(django_assert_num_queries):
    report = builders.complete_report()
    document, last = drafts.load_with_last_year(report)
    with django_assert_num_queries(1):
        live_findings.find_live_findings(report, document, last)


def test_last_years_closing_stands_beside_this_years_opening():
    builders.complete_report("daxiang-2021")
    raw = builders.paper("daxiang-2021", year=2022)
    report = report_import.import_file(raw, create=True).report
    found = {finding.check: finding for finding in live_findings.find_live_findings(report).unexplained}
    assert "C04" in found


def test_a_text_of_another_department_of_the_cycle_is_seen(district):
    cycle = builders.cycle(district)
    outline = outline_loader.load_outline("tianxin-2018")
    section = next(key for key in outline.sections if "output" in drafts.get_section_scope(outline, key).texts)
    reports = [builders.report(builders.department(district, code, name), cycle) for code, name in (("01", "甲馆"), ("02", "乙馆"))]
    for report in reports:
        drafts.save_section(report, section, drafts.Changes(texts={"output": TEXT}), revision=0, by=None)
    assert [finding for finding in live_findings.find_live_findings(reports[0]) if finding.check == "C29"] == []  # not compared yet
    assert comparisons.compare_districts() == 2
    said = [finding for finding in live_findings.find_live_findings(reports[0]) if finding.check == "C29"]
    assert [("乙馆" in finding.neighbour, "乙馆" in finding.message) for finding in said] == [(True, False)]


def test_a_text_that_is_emptied_is_nobodys_source_any_more(district):
    report = builders.complete_report()
    assert all(Narrative.objects.exclude(text="").values_list("marks", flat=True).filter(key="management"))
    assert drafts.fingerprint_text("短句。") == ""
    assert report.narratives.get(key="management").marks == drafts.fingerprint_text(report.narratives.get(key="management").text)


def test_a_cycle_weighs_a_check_otherwise(checked):
    report = checked(total_final="140", project_final="40")
    assert checks_of(live_findings.find_live_findings(report).unexplained) == ["C12"]
    report.cycle.check_settings = {"C12": {"severity": "W"}}
    assert checks_of(live_findings.find_live_findings(report).unexplained) == []
    report.cycle.check_settings = {"C12": {"least": "75"}}
    assert "C12" not in checks_of(live_findings.find_live_findings(report))


def test_the_leaders_word_holds_only_where_the_cycle_allows_it(checked, leader):
    report = checked(total_final="150.1")
    workflow.explain(report, live_findings.find_live_findings(report).blocking[0].key, by=leader, text="与批复决算一致")
    assert live_findings.find_live_findings(report).blocking == []
    report.cycle.allow_override = False
    assert checks_of(live_findings.find_live_findings(report).blocking) == ["C01"]


def test_an_answer_to_a_finding_that_is_gone_is_silent(checked, clerk):
    report = checked(total_final="140", project_final="40")
    workflow.explain(report, live_findings.find_live_findings(report).unexplained[0].key, by=clerk, text="跨年实施")
    for place, amount in {"total_final": "150", "project_final": "50"}.items():
        type_figure(report, place, amount)
    assert (live_findings.find_live_findings(report).outdated, Explanation.objects.count()) == ([], 1)


def test_a_submission_is_judged_with_the_reasons_that_were_sent(checked, leader, django_assert_num_queries):
    report = checked(total_final="140.1", project_final="40")
    for finding in (*live_findings.find_live_findings(report).blocking, *live_findings.find_live_findings(report).unexplained):
        workflow.explain(report, finding.key, by=leader, text="与批复决算一致")
    submission = workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    Explanation.objects.all().delete()
    type_figure(report, "total_final", "999")
    sent = Submission.objects.select_related("report__department__district", "report__cycle", "report__outline").get(pk=submission.pk)
    document = interchange.load_document(sent.document, sent.report.outline.definition)
    with django_assert_num_queries(2):
        found = live_findings.find_sent_findings(sent, document)
    assert (found.blocking, found.unexplained) == ([], [])
    assert found.unlike(sent.findings) == frozenset()


def test_rules_that_became_stricter_say_something_new(checked, leader):
    report = put(checked(total_final="146", project_final="46"), Status.AWAITING_SIGNATURE)
    submission = workflow.submit(report, by=leader)
    Cycle.objects.update(check_settings={"C12": {"least": "95"}})
    sent = Submission.objects.get(pk=submission.pk)
    found = live_findings.find_sent_findings(sent, interchange.load_document(sent.document, sent.outline.definition))
    assert [finding.check for finding in found if finding.key in found.unlike(sent.findings)] == ["C12"]


def test_a_reason_in_the_papers_text_is_asked_again_once_the_figures_it_was_sent_with_changed(district, django_assert_num_queries):
    report = builders.complete_report()
    leader = make_person("leader", Role.LEADER, department=report.department)
    for finding in (*live_findings.find_live_findings(report).blocking, *live_findings.find_live_findings(report).unexplained):
        workflow.explain(put(report, Status.AWAITING_SIGNATURE), finding.key, by=leader, text="与批复决算一致")
    by_text = [finding for finding in live_findings.find_live_findings(report) if finding.check == "C13"]
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    assert live_findings.find_live_findings(report).outdated == []
    Figure.objects.filter(report=report, table="expenditure", row="project", column="adjusted").update(amount="77")
    document, last = drafts.load_with_last_year(report)
    with django_assert_num_queries(1):
        found = live_findings.find_live_findings(report, document, last)
    assert [finding.key for finding in found.outdated] == [by_text[-1].key]


def test_a_former_and_a_registered_name_are_no_slip(district):
    report = builders.complete_report()
    department = report.department
    department.name, department.aliases = "云水区政务服务中心", "云水区政府服务中心、区中心"
    context = drafts.load_check_context(report, drafts.load_document(report), None)
    assert context.aliases == ("云水区政府服务中心", "区中心")
