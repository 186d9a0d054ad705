"""What findings mean for a report's way; frozen and read back."""

from decimal import Decimal

from reports.domain.checks import Context, Finding, Outcome
from reports.domain.checks.verdict import Findings, check_document, freeze_findings, restore_findings
from tests.reports.domain.checks.papers import paper

E, R, W, INFO, NOT = Outcome


def found(outcome: Outcome, place: str = "expenditure.total.final", **settings: object) -> Finding:
    return Finding("C01", "合计", outcome, (place,), "1 + 2 = 3", **settings)


def test_a_must_fix_finding_blocks_until_the_leader_says_why():
    said = found(E, explained="与批复决算一致")
    assert Findings((found(E),)).blocking == [found(E)]
    assert Findings((said,)).blocking == [said]
    assert Findings((said,), frozenset({said.key})).blocking == []


def test_a_must_explain_finding_waits_for_a_reason_that_says_something():
    waiting = [found(R), found(R, explained=" \n"), found(R, explained="跨年实施", is_outdated=True)]
    assert Findings((*waiting, found(R, explained="跨年实施"))).unexplained == waiting


def test_hints_tails_and_what_could_not_be_checked_keep_nothing():
    verdict = Findings((found(W), found(INFO), found(NOT)))
    assert (verdict.blocking, verdict.unexplained) == ([], [])
    assert (verdict.spoken, verdict.not_evaluated) == ([found(W), found(INFO)], [found(NOT)])


def test_what_was_said_of_other_figures_is_listed():
    old = found(R, explained="跨年实施", is_outdated=True)
    assert Findings((found(R), old)).outdated == [old]


def test_a_finding_is_found_by_its_key():
    verdict = Findings((found(E), found(R, "expenditure.basic.final")))
    assert verdict.find(found(R, "expenditure.basic.final").key) == found(R, "expenditure.basic.final")
    assert verdict.find("C01:nothing") is None


def test_frozen_findings_are_read_back():
    kept = (found(E, explained="与批复决算一致", difference=Decimal("-0.10"), figures=(("a.b.c", "−1"),), subject="a"), found(NOT))
    verdict = Findings(kept, frozenset({kept[0].key}))
    assert restore_findings(freeze_findings(verdict)) == verdict


def test_a_submission_of_before_the_rules_has_no_findings():
    assert list(restore_findings({})) == []


def test_what_the_frozen_findings_do_not_say_is_new():
    then, now = Findings((found(R),)), Findings((found(R), found(W, "expenditure.basic.final")))
    assert now.unlike(freeze_findings(then)) == {found(W, "expenditure.basic.final").key}


def test_the_one_figure_that_would_mend_all_is_a_hint():
    verdict = check_document(paper(expenditure__total__final="150.10"), Context())
    assert {finding.check for finding in verdict.hints} <= {"C39"}
    assert [finding.check for finding in verdict.blocking][:1] == ["C01"]
