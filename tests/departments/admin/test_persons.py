"""People, as the manager keeps them."""

from typing import Any

import pytest
from django.test import Client

from departments.models import Membership, Role, User
from tests.departments.conftest import Place
from tests.departments.workbooks import a_list, carried_fields

ADD = "/admin/departments/user/add/"


def form(username: str, *memberships: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The person's page as the browser posts it."""
    data = {"username": username, "name": "李强", "phone": "", "is_active": "on", **fields}
    initial = sum("id" in membership for membership in memberships)
    data |= {"memberships-TOTAL_FORMS": len(memberships), "memberships-INITIAL_FORMS": initial}
    for number, membership in enumerate(memberships):
        data |= {f"memberships-{number}-{name}": value for name, value in membership.items()}
    return data


@pytest.fixture
def manager(client: Client, here: Place) -> Client:
    client.force_login(here.manager)
    return client


def test_a_new_person_gets_a_first_password_on_a_page_that_is_not_kept(manager: Client, here: Place):
    response = manager.post(ADD, form("li", {"role": "clerk", "department": here.departments[0].pk}))

    user, slips = User.objects.get(username="li"), response.context["slips"]
    assert [(slip.user, user.check_password(slip.password), slip.roles) for slip in slips] == [(user, True, "填报人（001 云水001局）")]
    assert slips[0].password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert user.must_change_password


def test_a_new_person_needs_a_role_and_is_asked_for_it_in_plain_words(manager: Client):
    page = manager.post(ADD, form("li")).content.decode()

    assert ("请至少填写一条任职。" in page, "表单" in page) == (True, False)
    assert not User.objects.filter(username="li").exists()


@pytest.mark.parametrize(
    "membership",
    [
        {"role": "clerk"},
        {"role": "reviewer"},
        {"role": "owner"},
        {"role": "clerk", "department": 10**6},
        {"role": "clerk", "department": "x"},
        {"role": "clerk", "department": 10**30},
    ],
)
def test_a_role_without_its_place_is_refused(manager: Client, membership: dict[str, Any]):
    assert manager.post(ADD, form("li", membership)).status_code == 200
    assert not User.objects.filter(username="li").exists()


def test_the_same_role_twice_is_refused(manager: Client, here: Place):
    for row in ({"role": "clerk", "department": here.departments[0].pk}, {"role": "reviewer", "district": here.district.pk}):
        assert manager.post(ADD, form("li", row, row)).status_code == 200
    assert not User.objects.filter(username="li").exists()


def test_no_role_can_be_given_in_another_district(manager: Client, here: Place, there: Place):
    for membership in (
        {"role": "manager", "district": there.district.pk},
        {"role": "clerk", "department": there.departments[0].pk},
        {"role": "reviewer", "district": here.district.pk, "desk": there.desk.pk},
    ):
        assert manager.post(ADD, form("li", membership)).status_code == 200
    assert not User.objects.filter(username="li").exists()


def test_a_desk_belongs_to_the_bureau_of_the_role(manager: Client, here: Place):
    row = {"role": "clerk", "department": here.departments[0].pk, "desk": here.desk.pk}

    assert "业务股室须属于所选的区县财政局。" in manager.post(ADD, form("li", row)).content.decode()


def test_the_list_names_account_roles_and_whether_enabled(manager: Client, here: Place):
    User.objects.filter(pk=here.clerk.pk).update(is_active=False)

    page = manager.get("/admin/departments/user/?q=填报人").content.decode()

    for shown in ("账号", "启用", "云水填报人", "填报人（001 云水001局）", 'alt="False"'):
        assert shown in page


def test_the_technical_administrator_keeps_people_of_every_district(client: Client, here: Place, there: Place):
    Membership.objects.create(user=here.clerk, role=Role.CLERK, department=there.departments[0])
    client.force_login(User.objects.create(username="root", is_superuser=True))

    page = client.get(f"/admin/departments/user/{here.clerk.pk}/change/").content.decode()

    assert page.count("selected>001") == 2
    assert client.post(f"/admin/departments/user/{here.clerk.pk}/password/reset/").status_code == 200


def test_a_taken_account_is_a_sentence(manager: Client, here: Place):
    page = manager.post(ADD, form(here.clerk.username, {"role": "manager", "district": here.district.pk})).content.decode()

    assert "已有人使用，请换一个" in page


def test_an_account_that_differs_by_capitals_alone_is_refused(manager: Client, here: Place):
    page = manager.post(ADD, form(here.manager.username.upper(), {"role": "reviewer", "district": here.district.pk}))
    assert "只有大小写不同也不行" in page.content.decode()
    assert User.objects.filter(username__iexact=here.manager.username).count() == 1


def test_a_manager_cannot_make_an_administrator(manager: Client, here: Place):
    fields = {"is_superuser": "on", "is_staff": "on", "password": "x", "must_change_password": ""}

    manager.post(ADD, form("li", {"role": "clerk", "department": here.departments[0].pk}, **fields))

    user = User.objects.get(username="li")
    assert (user.is_superuser, user.is_staff, user.must_change_password) == (False, False, True)


def test_disabling_keeps_the_person_and_the_roles(manager: Client, here: Place):
    held = here.clerk.memberships.get()
    row = {"id": held.pk, "user": here.clerk.pk, "role": "clerk", "department": here.departments[0].pk}

    manager.post(f"/admin/departments/user/{here.clerk.pk}/change/", form(here.clerk.username, row, is_active=""))

    assert (User.objects.get(pk=here.clerk.pk).is_active, here.clerk.memberships.count()) == (False, 1)


def test_saving_a_person_again_leaves_the_password(manager: Client, here: Place):
    held = here.clerk.memberships.get()
    here.clerk.set_password("their-own-1")
    here.clerk.save()
    row = {"id": held.pk, "user": here.clerk.pk, "role": "clerk", "department": here.departments[0].pk}

    manager.post(f"/admin/departments/user/{here.clerk.pk}/change/", form(here.clerk.username, row))

    person = User.objects.get(pk=here.clerk.pk)
    assert (person.name, person.check_password("their-own-1"), person.must_change_password) == ("李强", True, False)


def test_nobody_switches_the_own_account_off(manager: Client, here: Place):
    saved = manager.post(f"/admin/departments/user/{here.manager.pk}/change/", form(here.manager.username, is_active=""))

    person = User.objects.get(pk=here.manager.pk)
    assert (saved.status_code, person.name, person.is_active) == (302, "李强", True)


def test_a_person_with_a_role_next_door_is_read_only(manager: Client, here: Place, there: Place):
    Membership.objects.create(user=here.clerk, role=Role.CLERK, department=there.departments[0])
    page = f"/admin/departments/user/{here.clerk.pk}/change/"

    shown = manager.get(page).content.decode()

    assert "临川" not in shown
    assert manager.post(page, form("hacked")).status_code == 403
    assert manager.post(f"/admin/departments/user/{here.clerk.pk}/password/reset/").status_code == 403


def test_a_person_of_the_district_without_any_role_can_be_taken_in_but_an_administrator_not(manager: Client, here: Place):
    free = User.objects.create(username="free", name="无任职", district=here.district)
    root = User.objects.create(username="root", is_superuser=True)
    Membership.objects.create(user=User.objects.create(username="boss", is_superuser=True), role=Role.REVIEWER, district=here.district)

    assert manager.get(f"/admin/departments/user/{free.pk}/change/").status_code == 200
    assert manager.get(f"/admin/departments/user/{root.pk}/change/").status_code == 404
    boss = User.objects.get(username="boss")
    assert manager.post(f"/admin/departments/user/{boss.pk}/password/reset/").status_code == 403


def test_a_reset_is_asked_for_then_shows_the_new_password_once(manager: Client, here: Place):
    page = f"/admin/departments/user/{here.clerk.pk}/password/reset/"

    asked = manager.get(page)
    assert not User.objects.get(pk=here.clerk.pk).must_change_password
    answered = manager.post(page)

    assert "重置密码" in asked.content.decode()
    (slip,) = answered.context["slips"]
    person = User.objects.get(pk=here.clerk.pk)
    assert (person.check_password(slip.password), person.must_change_password) == (True, True)


def test_the_own_password_is_changed_elsewhere(manager: Client, here: Place):
    response = manager.post(f"/admin/departments/user/{here.manager.pk}/password/reset/", follow=True)

    assert "不能重置自己的密码" in response.content.decode()


def test_the_blank_list_can_be_filled_in_and_imported(manager: Client, here: Place):
    blank = b"".join(manager.get("/admin/departments/user/import/?blank=1").streaming_content)
    assert blank.startswith(b"PK")

    file = a_list(["账号", "姓名", "角色"], ["li", "李强", "审核员"])
    file.name = "people.xlsx"
    page = manager.post("/admin/departments/user/import/", {"district": here.district.pk, "file": file}).content.decode()
    response = manager.post("/admin/departments/user/import/", {**carried_fields(page), "confirm": "1"})

    assert [slip.user.username for slip in response.context["slips"]] == ["li"]


def test_a_bad_list_shows_its_sentences_and_takes_over_nothing(manager: Client, here: Place):
    file = a_list(["预算编码", "单位名称"], ["003", ""])
    file.name = "list.xlsx"

    page = manager.post("/admin/departments/department/import/", {"district": here.district.pk, "file": file}).content.decode()

    assert "单位名称：此字段不能为空。" in page
    assert "确认导入" not in page


def test_departments_come_in_by_a_list(manager: Client, here: Place):
    file = a_list(["预算编码", "单位名称"], ["003", "档案馆"], ["001", "新名称"])
    file.name = "list.xlsx"

    page = manager.post("/admin/departments/department/import/", {"district": here.district.pk, "file": file}).content.decode()
    told = manager.post("/admin/departments/department/import/", {**carried_fields(page), "confirm": "1"}, follow=True).content.decode()

    assert "导入完成：新增 1 行，修改 1 行。" in told


def test_a_list_goes_into_no_other_district_and_needs_a_file(manager: Client, there: Place):
    page = manager.post("/admin/departments/user/import/", {"district": there.district.pk}).content.decode()

    assert "请选择要导入的 Excel 文件。" in page
    assert "选择一个有效的选项" in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_people_asks_the_database_equally_often(manager: Client, here: Place, number: int, django_assert_num_queries: Any):
    for at in range(number):
        user = User.objects.create(username=f"u{at}", name="某")
        Membership.objects.create(user=user, role=Role.CLERK, department=here.departments[0])

    with django_assert_num_queries(8):
        manager.get("/admin/departments/user/")


def tick(client: Client, *people: User) -> Any:
    chosen = {"action": "reset_chosen", "_selected_action": [person.pk for person in people]}
    return client.post("/admin/departments/user/", chosen)


def test_passwords_of_everybody_ticked_are_asked_for_once_and_printed_on_one_page(manager: Client, here: Place):
    other = User.objects.create(username="other", name="第二人", district=here.district)

    asked = tick(manager, here.clerk, other, here.manager)

    page = asked.content.decode()
    assert (set(asked.context["ids"]), "重置 2 人的密码" in page, "不能重置自己的密码" in page) == ({here.clerk.pk, other.pk}, True, True)
    assert not User.objects.get(pk=other.pk).must_change_password

    answered = manager.post("/admin/departments/user/reset/", {"ids": asked.context["ids"]})

    slips = {slip.user.pk: slip.password for slip in answered.context["slips"]}
    assert set(slips) == {here.clerk.pk, other.pk}
    for person in User.objects.filter(pk__in=slips):
        assert (person.check_password(slips[person.pk]), person.must_change_password) == (True, True)
    assert "no-store" in answered["Cache-Control"]


def test_who_may_not_be_reset_is_left_out_by_the_act_as_well(manager: Client, here: Place, there: Place):
    """By hand: the own account, a person with a role next door, one whom nobody here sees."""
    Membership.objects.create(user=here.clerk, role=Role.CLERK, department=there.departments[0])
    before = dict(User.objects.values_list("pk", "password"))

    answered = manager.post("/admin/departments/user/reset/", {"ids": [here.manager.pk, here.clerk.pk, there.clerk.pk]}, follow=True)

    assert "没有可以重置的人员" in answered.content.decode()
    assert dict(User.objects.values_list("pk", "password")) == before


def test_a_closed_account_gets_no_password(manager: Client, here: Place):
    User.objects.filter(pk=here.clerk.pk).update(is_active=False)

    assert "已停用，不能登录" in tick(manager, here.clerk).content.decode()
