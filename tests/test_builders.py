"""The complete reports that other tests stand on are complete."""

import pytest

from reports.domain import completeness
from tests import builders
from tests.papers import PAPERS


@pytest.mark.parametrize("outline_id", PAPERS)
def test_the_invented_report_misses_nothing(outline_id: str) -> None:
    assert completeness.find_all_missing(builders.document(outline_id)) == []
