"""A finding names the one cell that C39 alone points to, and every operand where the evidence is thin."""

from dataclasses import replace
from decimal import Decimal

from reports.domain import checks
from reports.domain.checks import Context, Finding, Outcome
from reports.domain.checks.rules.registry import report_finding
from reports.domain.checks.suspects import mark_suspects
from reports.domain.checks.verdict import Findings, freeze_findings, restore_findings
from reports.domain.document import Document
from tests.reports.domain.checks.papers import paper, row

CELL = "expenditure.project.final"
CHECK = next(check for check in paper().outline.check if check.id == "C01")
SUM = report_finding(CHECK, ("expenditure.basic.final", CELL, "expenditure.total.final"), "100 + 54 = 154，表中 150，差 +4.00 万元")
FUNCTIONS = (row("f1", name="一般公共服务支出", amount="110"), row("f2", name="住房保障支出", amount="40"))


def broken(document: Document, context: Context = checks.NOTHING) -> list[Finding]:
    return [finding for finding in checks.run(document, context) if finding.outcome is Outcome.MUST_FIX]


def test_every_sum_that_one_figure_mends_names_its_cell():
    found = broken(paper(expenditure__project__final="54.00"))
    assert [finding.check for finding in found] == ["C01", "C06"]
    assert {finding.named for finding in found} == {(CELL,)}


def test_the_other_cells_of_the_sum_are_its_operands():
    [total, _] = broken(paper(expenditure__project__final="54.00"))
    assert total.operands == ("expenditure.basic.final", "expenditure.total.final")


def test_one_broken_sum_alone_names_every_operand():
    [finding] = broken(paper(functions=(row("f1", name="一般公共服务支出", amount="112"), FUNCTIONS[1])))
    assert (finding.named, finding.operands) == (finding.places, ())


def test_with_alternatives_every_operand_is_named():
    """项目“运行” may be 30 in both lists, or its total otherwise: C39 tells both, and points to neither."""
    hint = report_finding(CHECK, (CELL,), "若……；或者，若……")
    assert mark_suspects(paper(), [(CHECK, SUM), (CHECK, hint)], lambda _, __: []) == [(CHECK, SUM), (CHECK, hint)]


def test_without_the_hint_every_operand_is_named():
    found = broken(paper(expenditure__project__final="54.00"), Context(switched_off={"C39": "本年不用"}))
    assert [finding.named == finding.places for finding in found] == [True, True]


def test_a_finding_that_the_figure_does_not_mend_keeps_its_places():
    hint = replace(report_finding(CHECK, (CELL,), "若……"), value=Decimal(50))
    [(_, still), _] = mark_suspects(paper(), [(CHECK, SUM), (CHECK, hint)], lambda _, __: [SUM])
    [(_, mended), _] = mark_suspects(paper(), [(CHECK, SUM), (CHECK, hint)], lambda _, __: [])
    assert (still.named, mended.named) == (SUM.places, (CELL,))


def test_words_and_key_are_those_of_the_arithmetic():
    named = broken(paper(expenditure__project__final="54.00"))
    plain = broken(paper(expenditure__project__final="54.00"), Context(switched_off={"C39": "本年不用"}))
    assert [(one.message, one.fingerprint) for one in named] == [(one.message, one.fingerprint) for one in plain]


def test_a_submission_keeps_what_was_named():
    kept = freeze_findings(Findings(tuple(broken(paper(expenditure__project__final="54.00")))))
    assert [finding.named for finding in restore_findings(kept)] == [(CELL,), (CELL,)]
