"""A slip of the pen in a consistent report is noticed."""

import pytest

from benchmarks import slips
from reports.demo import bureau
from reports.domain.checks.rules.single_fix import find_fix_groups


@pytest.mark.no_cover  # counting lines would take longer than the slips
def test_nineteen_slips_of_twenty_are_noticed_and_few_cells_are_exempt(capsys):
    assert slips.main() == 0, capsys.readouterr().out


def test_the_report_that_slips_are_planted_in_is_consistent():
    assert slips.complaints(slips.consistent()) == set()


def test_every_planted_cell_that_stands_in_sums_has_its_own_hint():
    planted = {slip["place"] for slip in bureau.load_planted_slips() if not slip["place"].startswith("scoring.")}
    hinted = [[repair.places for repair in group] for group in find_fix_groups(slips.consistent(planted=True))]
    assert sorted(hinted) == sorted([[(place,)] for place in planted])


def test_every_finding_about_the_planted_report_holds_a_planted_cell():
    planted = {slip["place"] for slip in bureau.load_planted_slips()}
    before = slips.complaints(slips.consistent())
    found = [one for one in slips.weighty(slips.consistent(planted=True)) if one.fingerprint not in before]
    assert [one.message for one in found if planted.isdisjoint(one.places)] == []
    assert planted <= {place for one in found for place in one.places}
