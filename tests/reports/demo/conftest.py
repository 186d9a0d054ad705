"""The invented district, loaded once for all tests of a file."""

import pytest
from django.db import transaction

from reports.demo import load


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Its accounts. Loading takes seconds; what a test changes is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load.load_demonstration()
        transaction.set_rollback(True)


@pytest.fixture
def district(loaded, db):
    return loaded
