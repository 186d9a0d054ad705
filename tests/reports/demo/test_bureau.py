"""The two reports in hunan-standard: 9001 is consistent, 9002 is the same with five planted slips."""

from reports.demo import bureau
from reports.domain import checks, completeness, interchange, scoring
from reports.domain.checks import Outcome
from reports.domain.document import Document
from reports.domain.outlines import outline_loader

WRONG = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)
SLIPS = {slip["place"] for slip in bureau.load_planted_slips()}


def document(*, planted: bool = False) -> Document:
    department = {"code": "9001", "name": "青禾区应急管理局", "district": "青禾区", "city": "南麓市"}
    return interchange.load_document(bureau.build_bureau_report(department, planted=planted), outline_loader.load_outline("hunan-standard"))


def findings(*, planted: bool) -> list[checks.Finding]:
    return [finding for finding in checks.run(document(planted=planted)) if finding.outcome in WRONG]


def test_the_consistent_report_is_whole():
    assert completeness.find_all_missing(document()) == []


def test_the_consistent_report_has_nothing_to_mend_and_nothing_to_explain():
    assert findings(planted=False) == []


def test_every_check_of_the_consistent_report_but_last_years_is_evaluated():
    open_ = [finding.check for finding in checks.run(document()) if finding.outcome is Outcome.NOT_EVALUATED]
    assert open_ == ["C04"]


def test_the_planted_report_names_exactly_the_planted_cells():
    assert {place for finding in findings(planted=True) for place in finding.named} == SLIPS
    assert len(SLIPS) == 5


def test_no_finding_of_the_planted_report_names_a_cell_that_was_not_planted():
    assert [finding.message for finding in findings(planted=True) if not SLIPS.issuperset(finding.named)] == []


def test_a_finding_still_stands_at_every_operand():
    """Wherever the person looks, the sum that is broken there is told."""
    [total] = [finding for finding in findings(planted=True) if finding.check == "C01" and "expenditure.basic.final" in finding.places]
    assert total.places == ("expenditure.basic.final", "expenditure.project.final", "expenditure.total.final")
    assert (total.named, total.operands) == (("expenditure.project.final",), ("expenditure.basic.final", "expenditure.total.final"))


def test_every_kind_of_rule_stands_in_the_outline():
    assert {rule.kind for rule in document().outline.rule} == set(scoring.KINDS)


def test_the_scores_that_were_typed_are_those_of_the_rules():
    report = document()
    typed = {score.row: report.figure(f"{score.row}.score").amount for score in scoring.score_document(report)}
    assert [score.working for score in scoring.score_document(report) if not score.allows(typed[score.row])] == []


def test_both_tables_come_to_their_total():
    assert {key: str(value) for key, value in scoring.list_score_facts(document()).items()} == {
        "rating.score": "96.18",
        "rating.grade": "优",
        "self_rating.score": "98.45",
        "self_rating.grade": "优",
    }
