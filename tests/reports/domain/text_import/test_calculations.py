"""What was typed as 完成情况 is told by the working that the paper prints."""

import pytest

from reports.domain import scoring
from reports.domain.text_import import calculations
from tests.reports.demo.test_bureau import document

PAPER = document()
DETAILS = {score.row.partition(".")[2]: score.detail for score in scoring.score_document(PAPER) if score.row.startswith("scoring.")}


@pytest.mark.parametrize("row", PAPER.rows("scoring"), ids=lambda row: row.key)
def test_every_row_of_the_table_tells_its_own(row):
    preset = next(preset for preset in PAPER.outline.lists["scoring"].preset if preset.key == row.key)
    told = calculations.extract_actual_value(PAPER.outline.rules[preset.rule], DETAILS[row.key])
    assert told.get("actual", "") == row.text("actual")


def test_words_that_the_rule_never_says_tell_nothing():
    assert calculations.extract_actual_value(PAPER.outline.rules["rules"], "情况良好") == {}
    assert calculations.extract_actual_value(None, "36 ÷ 38") == {}
