"""The small district that was counted by hand."""

import pytest

from departments.models import District
from reports.release.statistics.scope import Scope
from tests.reports.release.statistics import builders


@pytest.fixture
def small(db: None) -> District:
    return builders.small_district()


@pytest.fixture
def scope(small: District) -> Scope:
    return Scope(small.pk, 2018)
