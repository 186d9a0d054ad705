"""People who were there before belong to the district of their first role; and back."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

pytestmark = pytest.mark.landed
BEFORE, AFTER = [("departments", "0006_gone_rows")], [("departments", "0007_home_district")]


def migrate(target: list[tuple[str, str]]) -> StateApps:
    return MigrationExecutor(connection).migrate(target).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[StateApps]:
    """The tables as they were."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def fill(apps: StateApps) -> None:
    user, member = apps.get_model("departments", "User").objects, apps.get_model("departments", "Membership").objects
    here, there = (apps.get_model("departments", "District").objects.create(name=name) for name in ("云水", "临川"))
    archive = apps.get_model("departments", "Department").objects.create(district=here, code="001", name="档案馆")
    member.create(user=user.create(username="clerk"), role="clerk", department=archive)
    both = user.create(username="both")
    member.create(user=both, role="reviewer", district=there)
    member.create(user=both, role="clerk", department=archive)
    member.create(user=user.create(username="root", is_superuser=True), role="reviewer", district=here)
    user.create(username="free")


def test_the_district_is_that_of_the_first_role(before: StateApps) -> None:
    fill(before)
    after = migrate(AFTER)
    found = dict(after.get_model("departments", "User").objects.values_list("username", "district__name"))
    assert found == {"clerk": "云水", "both": "临川", "root": None, "free": None}


def test_the_way_back_leaves_people_and_roles(before: StateApps) -> None:
    fill(before)
    migrate(AFTER)
    back = migrate(BEFORE)
    assert [back.get_model("departments", name).objects.count() for name in ("User", "Membership")] == [4, 4]
