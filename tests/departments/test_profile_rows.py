"""What a department said of itself before it had one table comes over whole, and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from departments.models import Duty, Kind, Leader, ProfileRow
from tests import builders

pytestmark = pytest.mark.landed
BEFORE, AFTER = [("departments", "0001_initial")], [("departments", "0002_profile_rows")]
COLUMNS = ("kind", "key", "position", "answers", "text")
SAID = [
    ("duties", "d1", 1, "", "保管档案"),
    ("duties", "d2", 0, "", "提供查阅"),
    ("leaders", "d1", 0, "x1", "馆长"),
    ("offices", "o1", 0, "", "办公室"),
    ("particular", "unit.name", 0, "", "云水区档案馆"),
    ("particular", "unit.superior", 0, "", "云水区人民政府"),
]


def migrate(target: list[tuple[str, str]]) -> StateApps:
    executor = MigrationExecutor(connection)
    return executor.migrate(target).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[StateApps]:
    """The tables as they were."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def fill(apps: StateApps) -> None:
    """Two years of one department: a full profile, and one that says nothing."""
    model = {
        name: apps.get_model("departments", name) for name in ("District", "Department", "DepartmentProfile", "Duty", "Office", "Leader")
    }
    home = model["Department"].objects.create(district=model["District"].objects.create(name="云水区"), code="088001", name="档案馆")
    profile = model["DepartmentProfile"].objects.create(department=home, year=2018, name="云水区档案馆", superior="云水区人民政府")
    model["DepartmentProfile"].objects.create(department=home, year=2019)
    for position, (key, text) in enumerate([("d2", "提供查阅"), ("d1", "保管档案")]):
        model["Duty"].objects.create(profile=profile, key=key, position=position, text=text)
    model["Office"].objects.create(profile=profile, key="o1", name="办公室")
    model["Leader"].objects.create(profile=profile, key="d1", post="馆长", answers="x1")


def rows(apps: StateApps) -> list[tuple[Any, ...]]:
    return sorted(apps.get_model("departments", "ProfileRow").objects.filter(year=2018).values_list(*COLUMNS))


def test_profiles_and_lists_become_rows_of_one_table(before: StateApps) -> None:
    fill(before)
    after = migrate(AFTER)
    assert rows(after) == SAID
    assert after.get_model("departments", "ProfileRow").objects.count() == len(SAID)


def test_the_rows_become_profiles_and_lists_again(before: StateApps) -> None:
    fill(before)
    migrate(AFTER)
    back = migrate(BEFORE)
    profile = back.get_model("departments", "DepartmentProfile").objects.get()
    assert (profile.year, profile.name, profile.superior, profile.funding) == (2018, "云水区档案馆", "云水区人民政府", "")
    assert list(profile.duty_rows.order_by("position").values_list("key", "text")) == [("d2", "提供查阅"), ("d1", "保管档案")]
    assert list(profile.office_rows.values_list("key", "name")) == [("o1", "办公室")]
    assert list(profile.leader_rows.values_list("key", "post", "answers")) == [("d1", "馆长", "x1")]
    assert rows(migrate(AFTER)) == SAID


@pytest.mark.django_db
def test_a_kind_sees_and_makes_its_own_rows_alone() -> None:
    said = {"department": builders.department(), "year": 2018}
    Duty.objects.create(**said, key="k1", text="保管档案")
    Leader.objects.create(**said, key="k1", text="馆长")
    assert [row.text for row in Duty.objects.all()] == ["保管档案"]
    assert set(ProfileRow.objects.values_list("kind", "key")) == {("duties", "k1"), ("leaders", "k1")}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.DUTY, "unknown"])
def test_the_database_takes_one_row_per_key_of_known_kinds(kind: str) -> None:
    said = {"department": builders.department(), "year": 2018, "key": "k1"}
    ProfileRow.objects.create(**said, kind=Kind.DUTY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileRow.objects.create(**said, kind=kind)
