"""A figure that was altered, in a table or in prose, is noticed: a seeded sample of what `scripts/prove.sh figures` tries."""

from decimal import Decimal

import pytest

from benchmarks import altered_figures
from benchmarks.altered_figures import PROSE, TABLES, complaints, consistent, multiply, speak, swap

SHARE = 0.03


@pytest.mark.no_cover  # counting lines would take longer than the figures
def test_a_sample_of_altered_figures_is_noticed():
    found = altered_figures.measure(SHARE)
    for kind, least in (("表格", TABLES), ("表述", PROSE)):
        tried, survivors = found[kind]
        assert 1 - Decimal(len(survivors)) / tried >= least, survivors


@pytest.mark.parametrize("name", ["hunan-standard", "tianxin-2018", "daxiang-2021"])
def test_the_reports_that_are_altered_are_consistent_with_and_without_the_paragraph_about_their_tables(name):
    document = consistent()[name]
    assert (complaints(document), complaints(speak(document))) == (set(), set())


@pytest.mark.parametrize(
    ("number", "swapped"), [("478.9", "748.9"), ("12", "21"), ("10.5", "15.0"), ("77", "77"), ("100", "100"), ("5", "5")]
)
def test_two_neighbouring_digits_that_differ_are_swapped(number, swapped):
    assert (swap(number), multiply("51.4", 4)) == (swapped, "514000")
