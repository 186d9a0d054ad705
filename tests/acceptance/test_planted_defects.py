"""Planted defects are found and honest near-misses left alone: a seeded sample of what `scripts/prove.sh planted` tries."""

import pytest

from benchmarks import planted
from benchmarks.planted import FALSE, FOUND, is_found, read_cases
from reports.domain.checks import Outcome

SHARE = 0.12


@pytest.mark.no_cover  # counting lines would take longer than the cases
def test_a_sample_of_planted_defects_is_found_and_of_honest_reports_left_alone():
    defects, honest = planted.measure(SHARE)
    missed = [case.label for case, found in defects if not is_found(case, found)]
    alarms = [case.label for case, found in honest if found]
    assert len(missed) * 100 <= (100 - FOUND) * len(defects), missed
    assert len(alarms) * 100 <= FALSE * len(honest), alarms
    assert [case.label for case, found in honest if any(one.outcome is Outcome.MUST_FIX for one in found)] == []


def test_there_are_cases_of_every_kind_on_every_outline():
    defects, honest = read_cases("defects"), read_cases("honest")
    assert min(len(defects), len(honest)) >= 120
    assert {case.kind for case in defects} == {case.kind for case in honest}
    assert {case.planted["base"] for case in defects} == {case.planted["base"] for case in honest} == set(planted.BASES)
