"""Who may give whom a new password, and roles: nobody to oneself, nobody to who stands higher, nobody beyond the own district."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from departments import access
from departments.models import AuditEntry, Membership, Role, User
from departments.models.audit import Act
from tests.departments.admin.test_persons import form
from tests.departments.conftest import Place, make_place, person
from tests.departments.workbooks import a_list, carried_fields

DONE, LED_AWAY, REFUSED, UNKNOWN = 200, 302, 403, 404
PAGE = "/admin/departments/user/"


@dataclass
class Town:
    here: Place
    there: Place


@pytest.fixture
def town(db: None) -> Town:
    return Town(make_place("云水"), make_place("临川"))


def free(username: str, **fields: Any) -> User:
    return User.objects.create(username=username, name=username, **fields)


def both(here: Place, there: Place, role: Role) -> User:
    """A 填报人 here with a role at the bureau there."""
    one = person(f"两地{role}", Role.CLERK, department=here.departments[0])
    Membership.objects.create(user=one, role=role, district=there.district)
    return one


def staff(here: Place) -> User:
    one = person("后台", Role.REVIEWER, district=here.district)
    User.objects.filter(pk=one.pk).update(is_staff=True)
    return one


def boss(here: Place) -> User:
    one = person("技术", Role.REVIEWER, district=here.district)
    User.objects.filter(pk=one.pk).update(is_superuser=True)
    return one


PEOPLE: dict[str, Callable[[Town], User]] = {
    "填报人": lambda town: town.here.clerk,
    "单位负责人": lambda town: person("负责人", Role.LEADER, department=town.here.departments[0]),
    "审核员": lambda town: town.here.reviewer,
    "复审员": lambda town: person("复审", Role.SECOND_REVIEWER, district=town.here.district),
    "管理员": lambda town: person("另一管理员", Role.MANAGER, district=town.here.district),
    "外区填报人": lambda town: town.there.clerk,
    "外区管理员": lambda town: town.there.manager,
    "外区审核员兼本区填报人": lambda town: both(town.here, town.there, Role.REVIEWER),
    "外区管理员兼本区填报人": lambda town: both(town.here, town.there, Role.MANAGER),
    "本区无角色": lambda town: free("本区无角色", district=town.here.district),
    "外区无角色": lambda town: free("外区无角色", district=town.there.district),
    "无区县无角色": lambda town: free("无区县无角色"),
    "后台人员兼本区审核员": lambda town: staff(town.here),
    "技术管理员兼本区审核员": lambda town: boss(town.here),
    "技术管理员": lambda town: free("根", is_superuser=True),
    "本人": lambda town: town.here.manager,
}
BY: dict[str, Callable[[Town], User]] = {
    "填报人": lambda town: person("乙", Role.CLERK, department=town.here.departments[1]),
    "单位负责人": lambda town: person("乙", Role.LEADER, department=town.here.departments[1]),
    "审核员": lambda town: person("乙", Role.REVIEWER, district=town.here.district),
    "复审员": lambda town: person("乙", Role.SECOND_REVIEWER, district=town.here.district),
    "管理员": lambda town: town.here.manager,
    "技术管理员": lambda town: free("乙", is_superuser=True),
}
OF_DISTRICT = {"填报人", "单位负责人", "审核员", "复审员", "管理员", "本区无角色"}
SEEN = {"外区审核员兼本区填报人", "外区管理员兼本区填报人", "后台人员兼本区审核员", "技术管理员兼本区审核员"}


def meant(by: str, whom: str) -> int:
    """The answer to a new password asked for."""
    if by in ("填报人", "单位负责人"):
        return LED_AWAY
    if by == "技术管理员":
        return DONE
    if by in ("审核员", "复审员"):
        return REFUSED if whom in SEEN | OF_DISTRICT - {"本区无角色"} | {"本人"} else UNKNOWN
    return {"本人": LED_AWAY, **dict.fromkeys(OF_DISTRICT, DONE), **dict.fromkeys(SEEN, REFUSED)}.get(whom, UNKNOWN)


@pytest.mark.parametrize("by", BY)
def test_a_new_password_is_given_down_and_within_the_district_alone(client: Client, town: Town, by: str):
    client.force_login(BY[by](town))
    people = {whom: made(town) for whom, made in PEOPLE.items()}
    before = {one.pk: one.password for one in people.values()}
    answers = {whom: client.post(f"{PAGE}{one.pk}/password/reset/").status_code for whom, one in people.items()}
    assert answers == {whom: meant(by, whom) for whom in people}
    given = {whom for whom, one in people.items() if User.objects.get(pk=one.pk).password != before[one.pk]}
    assert given == {whom for whom in people if meant(by, whom) == DONE}


@pytest.mark.parametrize("by", BY)
def test_a_person_is_edited_by_whom_may_give_the_password(client: Client, town: Town, by: str):
    client.force_login(BY[by](town))
    people = {whom: made(town) for whom, made in PEOPLE.items() if whom != "本人"}
    for one in people.values():
        client.post(f"{PAGE}{one.pk}/change/", {**form(one.username, name="改过"), "is_active": "on"})
    edited = {whom for whom, one in people.items() if User.objects.get(pk=one.pk).name == "改过"}
    assert edited == {whom for whom in people if meant(by, whom) == DONE}


@pytest.mark.parametrize(
    ("whom", "sentence"), [("技术管理员兼本区审核员", "是技术管理员，权限高于管理员"), ("外区管理员兼本区填报人", "在别的区县也有角色")]
)
def test_a_refusal_says_why_on_the_page_in_the_answer_and_in_the_log(client: Client, town: Town, whom: str, sentence: str):
    client.force_login(town.here.manager)
    one = PEOPLE[whom](town)
    shown = client.get(f"{PAGE}{one.pk}/change/")
    answers = [client.post(f"{PAGE}{one.pk}/{page}/", form("hacked")) for page in ("change", "password/reset")]
    entries = AuditEntry.objects.filter(act=Act.REFUSED, actor=town.here.manager, district=town.here.district)
    assert [sentence in each.content.decode() for each in (shown, *answers)] == [True, True, True]
    assert [sentence in entry.detail for entry in entries] == [True, True]


@pytest.mark.parametrize("role", ["reviewer", "second_reviewer", "manager"])
def test_a_manager_gives_no_role_to_oneself(client: Client, town: Town, role: str):
    manager = town.here.manager
    client.force_login(manager)
    row = {"user": manager.pk, "role": role, "district": town.here.district.pk}
    answer = client.post(f"{PAGE}{manager.pk}/change/", form(manager.username, row))
    entry = AuditEntry.objects.get(act=Act.REFUSED)
    assert (answer.status_code, access.TO_ONESELF in answer.content.decode()) == (403, True)
    assert (entry.actor, entry.district, entry.detail) == (manager, town.here.district, f"POST 403：{access.TO_ONESELF}")
    assert [each.role for each in manager.memberships.all()] == ["manager"]


@pytest.mark.parametrize("change", [{"role": "reviewer"}, {"DELETE": "on"}, {"desk": "desk"}])
def test_nobody_changes_or_drops_the_own_role(client: Client, town: Town, change: dict[str, Any]):
    held = town.here.manager.memberships.get()
    client.force_login(town.here.manager)
    row = {"id": held.pk, "user": held.user_id, "role": "manager", "district": held.district_id} | change
    answer = client.post(f"{PAGE}{held.user_id}/change/", form(held.user.username, row))
    assert (answer.status_code, list(Membership.objects.filter(pk=held.pk).values_list("role", "desk"))) == (403, [("manager", None)])


def test_the_technical_administrator_gives_no_role_to_oneself_either(client: Client, town: Town):
    root = free("根", is_superuser=True)
    client.force_login(root)
    row = {"user": root.pk, "role": "reviewer", "district": town.here.district.pk}
    assert client.post(f"{PAGE}{root.pk}/change/", form("根", row)).status_code == 403
    assert not root.memberships.exists()


def test_the_own_page_shows_the_roles_without_inputs_and_says_why(client: Client, town: Town):
    client.force_login(town.here.manager)
    page = client.get(f"{PAGE}{town.here.manager.pk}/change/").content.decode()
    assert (access.TO_ONESELF in page, 'name="memberships-0-role"' in page, "管理员（云水）" in page) == (True, False, True)


def test_another_manager_gives_the_role(client: Client, town: Town):
    other = PEOPLE["管理员"](town)
    client.force_login(other)
    held = town.here.manager.memberships.get()
    rows = [
        {"id": held.pk, "user": held.user_id, "role": "manager", "district": held.district_id},
        {"user": held.user_id, "role": "reviewer", "district": held.district_id},
    ]
    client.post(f"{PAGE}{held.user_id}/change/", form(held.user.username, *rows))
    assert sorted(each.role for each in town.here.manager.memberships.all()) == ["manager", "reviewer"]


def test_a_list_of_people_gives_no_role_to_who_brings_it(client: Client, town: Town):
    client.force_login(town.here.manager)
    file = a_list(["账号", "姓名", "角色"], [town.here.manager.username, "本人", "审核员"], ["li", "李强", "审核员"])
    file.name = "people.xlsx"
    page = client.post(f"{PAGE}import/", {"district": town.here.district.pk, "file": file}).content.decode()
    assert access.TO_ONESELF in page
    assert (User.objects.filter(username="li").exists(), AuditEntry.objects.get(act=Act.REFUSED).detail) == (False, access.TO_ONESELF)


def test_a_person_belongs_to_the_district_that_made_them_even_without_a_role(client: Client, town: Town):
    client.force_login(town.here.manager)
    client.post(f"{PAGE}add/", form("li", {"role": "clerk", "department": town.here.departments[0].pk}))
    li = User.objects.get(username="li")
    held = li.memberships.get()
    row = {"id": held.pk, "user": li.pk, "role": "clerk", "department": held.department_id, "DELETE": "on"}
    client.post(f"{PAGE}{li.pk}/change/", form("li", row))
    at_home = client.get(f"{PAGE}{li.pk}/change/").status_code
    client.force_login(town.there.manager)
    next_door = [client.get(f"{PAGE}{li.pk}/change/").status_code, client.post(f"{PAGE}{li.pk}/password/reset/").status_code]
    assert (li.district, li.memberships.exists(), at_home, next_door) == (town.here.district, False, 200, [404, 404])
    assert "li" not in [one.username for one in client.get(PAGE).context["cl"].result_list]


def test_a_person_from_a_list_belongs_to_its_district(client: Client, town: Town):
    client.force_login(town.here.manager)
    file = a_list(["账号", "姓名", "角色"], ["li", "李强", "审核员"])
    file.name = "people.xlsx"
    page = client.post(f"{PAGE}import/", {"district": town.here.district.pk, "file": file}).content.decode()
    client.post(f"{PAGE}import/", {**carried_fields(page), "confirm": "1"})
    assert User.objects.get(username="li").district == town.here.district


def test_a_manager_moves_nobody_to_another_district(client: Client, town: Town):
    client.force_login(town.here.manager)
    one = PEOPLE["本区无角色"](town)
    client.post(f"{PAGE}{one.pk}/change/", form(one.username, district=town.there.district.pk))
    assert (User.objects.get(pk=one.pk).name, User.objects.get(pk=one.pk).district) == ("李强", town.here.district)


def test_the_technical_administrator_moves_a_person_and_that_is_in_the_log(client: Client, town: Town):
    one = PEOPLE["本区无角色"](town)
    client.force_login(free("根", is_superuser=True))
    client.post(f"{PAGE}{one.pk}/change/", form(one.username, district=town.there.district.pk))
    assert User.objects.get(pk=one.pk).district == town.there.district
    entry = AuditEntry.objects.filter(act=Act.PERMISSION, district=town.there.district).first()
    assert entry.detail == "修改姓名：本区无角色 → 李强；所属区县：云水 → 临川"
