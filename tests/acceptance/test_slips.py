"""A slip of the pen in a consistent report is noticed."""

from benchmarks import slips


def test_nineteen_slips_of_twenty_are_noticed_and_few_cells_are_exempt(capsys):
    assert slips.main() == 0, capsys.readouterr().out


def test_the_report_that_slips_are_planted_in_is_consistent():
    assert slips.complaints(slips.consistent()) == set()
