"""A report with findings: what keeps it here, who may say why it goes as it is, and what is frozen with it."""

from collections.abc import Callable

import pytest

from departments.models import User
from reports import workflow
from reports.domain.checks import Outcome
from reports.filing import live_findings
from reports.models import Cycle, Explanation, Report, Status
from reports.workflow import Refused, events
from tests.reports.workflow.builders import put, suit, type_figure

pytestmark = pytest.mark.django_db
Checked = Callable[..., Report]
WAYS = [("awaiting_signature", "leader", True), ("draft", "clerk", False), ("returned", "leader", False)]


def key(report: Report, check: str) -> str:
    return next(finding.key for finding in live_findings.find_live_findings(report) if finding.check == check)


def ready(report: Report, source: str, needs_signature: bool) -> Report:
    suit(report, needs_signature)
    return put(report, source)


@pytest.mark.parametrize(("source", "by", "needs_signature"), WAYS)
def test_a_report_that_agrees_goes(source: str, by: str, needs_signature: bool, checked: Checked, people: dict[str, User]) -> None:
    report = ready(checked(), source, needs_signature)
    workflow.submit(report, by=people[by])
    assert report.status == Status.SUBMITTED


@pytest.mark.parametrize(("source", "by", "needs_signature"), WAYS)
def test_a_broken_sum_keeps_the_report_here(source: str, by: str, needs_signature: bool, checked: Checked, people: dict[str, User]) -> None:
    report = ready(checked(total_final="150.1"), source, needs_signature)
    with pytest.raises(Refused, match=r"还有 1 处必须修改的核对问题，第一处：一、整体支出情况 › .*（C01 .*）。请改正；确需按原数报送"):
        workflow.submit(report, by=people[by])


@pytest.mark.parametrize(("source", "by", "needs_signature"), WAYS)
def test_an_unexplained_finding_keeps_the_report_here(
    source: str, by: str, needs_signature: bool, checked: Checked, people: dict[str, User]
) -> None:
    report = ready(checked(total_final="140", project_final="40"), source, needs_signature)
    with pytest.raises(Refused, match=r"还有 1 处核对问题须说明，第一处：一、整体支出情况 › .*（C12 .*）。请写明原因。"):
        workflow.submit(report, by=people[by])


def test_a_report_with_findings_may_be_handed_to_the_leader(checked: Checked, clerk: User) -> None:
    report = checked(total_final="150.1")
    workflow.hand_over(report, by=clerk)
    assert report.status == Status.AWAITING_SIGNATURE


def test_the_leaders_reason_lets_a_must_fix_finding_go(checked: Checked, leader: User) -> None:
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")
    workflow.submit(report, by=leader)
    given = Explanation.objects.get()
    assert (report.status, given.override, given.by, given.rule) == (Status.SUBMITTED, True, leader, "C01")
    assert "与批复决算一致" in report.events.get(act="explain").note


def test_a_clerk_cannot_let_a_must_fix_finding_go(checked: Checked, clerk: User) -> None:
    report = checked(total_final="150.1")
    with pytest.raises(Refused, match=r"只能由本单位的单位负责人办理"):
        workflow.explain(report, key(report, "C01"), by=clerk, text="与批复决算一致")
    assert not Explanation.objects.exists()


def test_where_the_cycle_does_not_allow_it_nobody_lets_it_go(checked: Checked, leader: User) -> None:
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")
    Cycle.objects.update(allow_override=False)
    report.cycle.refresh_from_db()
    with pytest.raises(Refused, match=r"请改正。$"):
        workflow.submit(report, by=leader)
    with pytest.raises(Refused, match="不允许带着必须修改的问题报送"):
        workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")


def test_a_reason_given_while_it_was_milder_is_no_word_of_the_leader(checked: Checked, clerk: User, leader: User) -> None:
    report = checked(total_final="140", project_final="40")
    workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")
    Cycle.objects.update(check_settings={"C12": {"severity": "E"}})
    with pytest.raises(Refused, match="1 处必须修改"):
        workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)


def test_a_clerks_reason_is_enough_for_a_must_explain_finding(checked: Checked, clerk: User, leader: User) -> None:
    report = checked(total_final="140", project_final="40")
    workflow.explain(report, key(report, "C12"), by=clerk, text=" 项目跨年实施\x00 ")
    workflow.submit(put(report, Status.AWAITING_SIGNATURE), by=leader)
    assert Explanation.objects.get().text == "项目跨年实施"
    assert not report.events.filter(act="explain").exists()


def test_a_reason_for_other_figures_must_be_confirmed(checked: Checked, clerk: User, leader: User) -> None:
    report = checked(total_final="140", project_final="40")
    workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")
    for place, amount in {"total_final": "130", "project_final": "30"}.items():
        type_figure(report, place, amount)
    put(report, Status.AWAITING_SIGNATURE)
    with pytest.raises(Refused, match="数字改过，原来的说明需重新确认"):
        workflow.submit(report, by=leader)
    workflow.explain(report, key(report, "C12"), by=leader, text="项目跨年实施")
    workflow.submit(report, by=leader)
    assert report.status == Status.SUBMITTED


def test_a_reason_belongs_to_the_figures_that_were_read(checked: Checked, clerk: User) -> None:
    report = checked(total_final="140", project_final="40")
    seen = next(finding for finding in live_findings.find_live_findings(report) if finding.check == "C12")
    type_figure(report, "project_final", "30")
    workflow.explain(report, seen.key, by=clerk, text="项目跨年实施", seen=seen.fingerprint)
    assert [finding.key for finding in live_findings.find_live_findings(report).outdated] == [seen.key]


def test_a_blank_reason_takes_the_reason_back(checked: Checked, clerk: User) -> None:
    report = checked(total_final="140", project_final="40")
    for text in ("项目跨年实施", " \n"):
        workflow.explain(report, key(report, "C12"), by=clerk, text=text)
    assert (Explanation.objects.count(), len(live_findings.find_live_findings(report).unexplained)) == (0, 1)


def test_while_it_waits_for_the_signature_the_leader_alone_explains(checked: Checked, clerk: User) -> None:
    report = put(checked(total_final="140", project_final="40"), Status.AWAITING_SIGNATURE)
    with pytest.raises(Refused, match="单位负责人"):
        workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED])
def test_what_was_sent_is_explained_no_more(status: str, checked: Checked, leader: User) -> None:
    report = put(checked(total_final="140", project_final="40"), status)
    with pytest.raises(Refused, match="不能再说明"):
        workflow.explain(report, key(report, "C12"), by=leader, text="项目跨年实施")


def test_a_stranger_explains_nothing(checked: Checked, stranger: User) -> None:
    report = checked(total_final="140", project_final="40")
    with pytest.raises(Refused, match="只能由本单位"):
        workflow.explain(report, key(report, "C12"), by=stranger, text="项目跨年实施")


def test_a_finding_that_is_gone_is_not_explained(checked: Checked, clerk: User) -> None:
    report = checked()
    with pytest.raises(Refused, match="已经不存在"):
        workflow.explain(report, "C12:000000000000", by=clerk, text="项目跨年实施")


def test_a_reason_has_an_end(checked: Checked, clerk: User) -> None:
    report = checked(total_final="140", project_final="40")
    with pytest.raises(Refused, match="有 2,001 个字，最多 2,000 个字"):
        workflow.explain(report, key(report, "C12"), by=clerk, text="说" * 2001)


def test_a_check_that_the_cycle_switched_off_keeps_nothing_here(checked: Checked, leader: User) -> None:
    report = put(checked(total_final="150.1"), Status.AWAITING_SIGNATURE)
    Cycle.objects.update(check_settings={"C01": {"off": "本年度改由系统合计"}})
    workflow.submit(report, by=leader)
    assert report.status == Status.SUBMITTED


def test_a_submission_keeps_findings_and_reasons(checked: Checked, clerk: User, leader: User) -> None:
    report = checked(total_final="140.1", project_final="40")
    workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")
    put(report, Status.AWAITING_SIGNATURE)
    workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")
    kept = workflow.submit(report, by=leader).findings
    told = [(one["id"], one["outcome"], one["explained"], one["override"]) for one in kept["findings"]]
    assert told == [("C01", "E", "与批复决算一致", True), ("C12", "R", "项目跨年实施", False)]
    assert {one["version"] for one in kept["findings"]} == {"1.1"}


def test_a_hint_asks_for_no_reason(checked: Checked, clerk: User) -> None:
    report = checked(total_final="140", project_final="40")
    Cycle.objects.update(check_settings={"C12": {"severity": "W"}})
    report.cycle.refresh_from_db()
    with pytest.raises(Refused, match="不需要说明"):
        workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")


def test_reasons_are_kept_one_per_finding(checked: Checked, clerk: User, leader: User) -> None:
    report = checked(total_final="140.1", project_final="40")
    for text in ("项目跨年实施", "项目跨年实施，已结转"):
        workflow.explain(report, key(report, "C12"), by=clerk, text=text)
    workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")
    assert dict(Explanation.objects.values_list("rule", "text")) == {"C12": "项目跨年实施，已结转", "C01": "与批复决算一致"}
    workflow.explain(report, key(report, "C12"), by=clerk, text="")
    assert Explanation.objects.get().rule == "C01"


@pytest.mark.parametrize(
    ("status", "by", "outcome", "may"),
    [
        ("draft", "clerk", "R", True),
        ("draft", "clerk", "E", False),
        ("draft", "leader", "E", True),
        ("returned", "clerk", "R", True),
        ("awaiting_signature", "clerk", "R", False),
        ("awaiting_signature", "leader", "R", True),
        ("submitted", "leader", "R", False),
        ("draft", "reviewer", "R", False),
    ],
)
def test_a_page_offers_a_box_to_whom_it_is_for(status: str, by: str, outcome: str, may: bool, checked: Checked) -> None:
    assert workflow.may_explain(put(checked(), status), {by}, Outcome(outcome)) is may


def test_a_page_offers_no_box_for_what_must_be_mended(checked: Checked) -> None:
    report = checked()
    report.cycle.allow_override = False
    assert not workflow.may_explain(report, {"leader"}, Outcome.MUST_FIX)


def test_a_must_explain_finding_is_explained_where_nothing_may_be_let_go(checked: Checked, clerk: User) -> None:
    report = checked(total_final="140", project_final="40")
    Cycle.objects.update(allow_override=False)
    report.cycle.refresh_from_db()
    workflow.explain(report, key(report, "C12"), by=clerk, text="项目跨年实施")
    assert workflow.may_explain(report, {"clerk"}, Outcome.MUST_EXPLAIN)
    assert live_findings.find_live_findings(report).unexplained == []


def test_a_reason_that_leaves_no_trace_is_not_kept(checked: Checked, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    report = checked(total_final="150.1")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(events, "record_event", fail)
    with pytest.raises(RuntimeError):
        workflow.explain(report, key(report, "C01"), by=leader, text="与批复决算一致")
    assert not Explanation.objects.exists()
