"""Twenty seconds of the clerk who types at random; scripts/proofs/clerk_day.py lives hours of it."""

from random import Random

import pytest

from tests.e2e.random_day.clerk import Clerk
from tests.e2e.random_day.day import live_a_day
from tests.e2e.random_day.profile import Profile
from tests.reports.filing.forms.builders import facts

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a-long-Password-1"


@pytest.fixture
def profile(browser_type, browser_type_launch_args, tmp_path):
    opened = Profile(browser_type, tmp_path, **browser_type_launch_args)
    yield opened
    opened.close()


def test_no_character_is_lost_or_shifted_unsaid(profile, base_url, report, clerk):
    clerk.set_password(PASSWORD)
    clerk.save()
    person = Clerk(profile, base_url, report.pk, (clerk.username, PASSWORD), lambda: facts(report), Random(7))
    done = live_a_day(person, seconds=20)
    assert (person.mismatches, sum(done.values()) > 0) == ([], True)
