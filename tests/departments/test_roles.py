"""What a person may be, and where."""

import pytest

from departments import roles
from departments.models import Department, District, Membership, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Department:
    return Department.objects.create(district=District.objects.create(name="云水区"), code="088001", name="档案馆")


@pytest.fixture
def elsewhere() -> Department:
    return Department.objects.create(district=District.objects.create(name="临水区"), code="088001", name="档案馆")


def person(*places: tuple[Role, Department | District]) -> User:
    user = User.objects.create(username="wang")
    for role, place in places:
        at = {"department": place} if isinstance(place, Department) else {"district": place}
        Membership.objects.create(user=user, role=role, **at)
    return user


def test_roles_are_asked_once_for_a_person(here, django_assert_num_queries):
    user = person((Role.CLERK, here))
    with django_assert_num_queries(1):
        assert (roles.get_roles(user).fills_in, roles.get_roles(user).leads, roles.get_roles(user).of_districts) == (True, False, False)


def test_only_roles_of_the_place_count_there(here, elsewhere):
    found = roles.get_roles(person((Role.CLERK, here), (Role.LEADER, elsewhere), (Role.REVIEWER, here.district)))
    assert found.here(here) == {Role.CLERK, Role.REVIEWER}
    assert found.works_in(here)


def test_a_reviewer_of_the_district_does_not_work_in_the_department(here):
    found = roles.get_roles(person((Role.REVIEWER, here.district)))
    assert (found.works_in(here), found.of_districts, found.of_departments) == (False, True, False)
