"""A sample of the proof of reading (scripts/prove.sh reading): reworded texts are read right, or the doubt is said."""

import pytest

from reports.domain import text_import
from tests.growth import assert_linear
from tests.reports.domain.text_import import long_texts, rewordings

pytestmark = pytest.mark.no_cover
TEXTS = 10


@pytest.mark.parametrize("outline", rewordings.OUTLINES)
def test_no_figure_and_no_row_stands_wrong_without_a_doubt(outline):
    found = list(rewordings.iter_tallies(outline, TEXTS))
    assert [(seed, tally.silent) for seed, (_, tally) in enumerate(found) if tally.silent] == []
    assert sum(tally.right for _, tally in found) >= 0.9 * sum(tally.places for _, tally in found)


@pytest.mark.parametrize("name", list(long_texts.TEXTS))
def test_a_long_text_is_read_in_linear_time(name):
    assert_linear(lambda lines: long_texts.read_long_text(long_texts.TEXTS[name](lines)), 1_600)


def test_every_rule_changes_a_text():
    used = {rule for outline in rewordings.OUTLINES for seed in range(40) for rule in rewordings.make_reworded(outline, seed).rules}
    assert used == {rule.__name__ for rule in rewordings.RULES}


def test_the_text_of_a_reading_is_its_pieces():
    for outline in rewordings.OUTLINES:
        text = rewordings.make_reworded(outline, 3).text
        found = text_import.read_report_text(rewordings.make_document(outline, rewordings.Random(1)).outline, text)
        assert "".join(text[piece.start : piece.end] for piece in found.pieces) == text
