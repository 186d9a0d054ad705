"""Findings of one slip stand under one head: the change of C39 that would close them."""

from dataclasses import replace

from benchmarks import slips
from reports.demo import bureau
from reports.domain import checks
from reports.domain.checks import Finding, Outcome
from reports.domain.checks.verdict import HINT, Findings, freeze_findings, restore_findings
from reports.domain.figures import Figure
from tests.reports.domain.checks.papers import paper, row

SPOKEN = (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN)


def group(found: list[Finding]) -> dict[str, list[str]]:
    """By the cell of the hint the numbers of the checks under it; "" for what stands alone."""
    hints = {one.key: one.places[0] for one in found if one.check == HINT}
    groups: dict[str, list[str]] = {}
    for one in found:
        if one.outcome in SPOKEN:
            groups.setdefault(hints.get(one.cause, ""), []).append(one.check)
    return groups


def test_twelve_findings_of_five_slips_become_five():
    found = checks.run(slips.consistent(planted=True))
    groups = group(found)
    assert {cell: len(numbers) for cell, numbers in groups.items()} == {
        "expenditure.project.final": 3,
        "three_public.vehicle.final": 3,
        "staff.total.actual": 3,
        "carryover.total.closing": 2,
        "": 1,
    }
    assert len(groups) == len(bureau.load_planted_slips())


def test_what_a_change_is_said_to_close_it_closes():
    document = slips.consistent(planted=True)
    found = checks.run(document)
    for hint in (one for one in found if one.fixes):
        places, value = hint.fixes[0]
        mended = {one.key for one in checks.run(replace(document, figures=document.figures | {at: Figure.of(value) for at in places}))}
        assert mended.isdisjoint(one.key for one in found if one.cause == hint.key)


def test_what_no_change_closes_stands_for_itself():
    amounts = {"一般公共服务支出": "102.37", "住房保障支出": "30", "教育支出": "14"}
    functions = tuple(row(f"f{at}", name=name, amount=amount) for at, (name, amount) in enumerate(amounts.items()))
    assert {one.cause for one in checks.run(paper(functions=functions))} == {""}


def test_the_cause_is_frozen_with_the_finding():
    found = Findings(tuple(checks.run(slips.consistent(planted=True))))
    kept = restore_findings(freeze_findings(found))
    assert [one.cause for one in kept] == [one.cause for one in found]


def test_findings_that_were_frozen_before_have_none():
    kept = freeze_findings(Findings(tuple(checks.run(slips.consistent(planted=True)))))
    for one in kept["findings"]:
        del one["cause"]
    assert {one.cause for one in restore_findings(kept)} == {""}
