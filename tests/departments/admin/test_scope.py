"""A district's 财政局 sees the own district and nothing of the one next door."""

import pytest
from django.test import Client

from departments.models import Department, Desk, Membership, Role, User
from tests.departments.conftest import Place

LISTS = ["district", "desk", "department", "user"]


def lists(client: Client) -> dict[str, str]:
    return {name: client.get(f"/admin/departments/{name}/").content.decode() for name in LISTS}


@pytest.mark.parametrize("role", ["reviewer", "manager"])
def test_every_list_is_cut_to_the_own_district(client: Client, here: Place, there: Place, role: str):
    client.force_login(getattr(here, role))

    for page in lists(client).values():
        assert "云水" in page
        assert "临川" not in page


@pytest.mark.parametrize("role", ["reviewer", "manager"])
def test_rows_of_another_district_are_404(client: Client, here: Place, there: Place, role: str):
    client.force_login(getattr(here, role))
    strange = {"district": there.district, "desk": there.desk, "department": there.departments[0], "user": there.clerk}

    for name, row in strange.items():
        for page in ("change", "history", "delete"):
            assert client.get(f"/admin/departments/{name}/{row.pk}/{page}/").status_code == 404
    assert client.post(f"/admin/departments/user/{there.clerk.pk}/password/reset/").status_code == 404


def test_forms_offer_only_the_own_district(client: Client, here: Place, there: Place):
    client.force_login(here.manager)

    for name in ("desk", "department", "user"):
        assert "临川" not in client.get(f"/admin/departments/{name}/add/").content.decode()


def test_a_foreign_desk_posted_by_hand_is_refused(client: Client, here: Place, there: Place):
    client.force_login(here.manager)
    department = here.departments[0]

    response = client.post(
        f"/admin/departments/department/{department.pk}/change/",
        {"code": "001", "name": "新名", "desk": there.desk.pk, "parent": there.departments[0].pk, "active": "on"},
    )

    assert response.status_code == 200
    assert Department.objects.get(pk=department.pk).name == "云水001局"


def test_a_reviewer_only_reads(client: Client, here: Place):
    client.force_login(here.reviewer)

    for name, row in {"desk": here.desk, "department": here.departments[0], "user": here.clerk}.items():
        assert client.get(f"/admin/departments/{name}/add/").status_code == 403
        page = f"/admin/departments/{name}/{row.pk}/change/"
        assert client.get(page).status_code == 200
        assert client.post(page, {"name": "新名"}).status_code == 403
    assert client.get("/admin/departments/department/import/").status_code == 403
    assert client.get("/admin/departments/user/import/").status_code == 403


def test_who_manages_one_district_and_reviews_another_changes_only_the_first(client: Client, here: Place, there: Place):
    Membership.objects.create(user=here.manager, role=Role.REVIEWER, district=there.district)
    client.force_login(here.manager)

    foreign = f"/admin/departments/department/{there.departments[0].pk}/change/"

    assert client.get(foreign).status_code == 200
    assert client.post(foreign, {"name": "新名"}).status_code == 403
    assert "临川股" not in client.get(f"/admin/departments/department/{here.departments[0].pk}/change/").content.decode()


def test_a_manager_of_two_districts_cannot_mix_them(client: Client, here: Place, there: Place):
    Membership.objects.create(user=here.manager, role=Role.MANAGER, district=there.district)
    client.force_login(here.manager)
    row = {"district": here.district.pk, "code": "003", "name": "某局", "desk": there.desk.pk, "active": "on"}

    response = client.post("/admin/departments/department/add/", row)

    assert "请选择同一区县的记录。" in response.content.decode()
    assert client.post("/admin/departments/department/add/", row | {"district": ""}).status_code == 200


def test_a_department_is_not_its_own_parent(client: Client, here: Place):
    client.force_login(here.manager)
    department = here.departments[0]
    row = {"code": "001", "name": "某局", "desk": "", "parent": department.pk, "active": "on"}

    page = client.post(f"/admin/departments/department/{department.pk}/change/", row).content.decode()

    assert "主管部门不能是单位自己" in page


def test_text_is_cleaned_on_its_way_in(client: Client, here: Place):
    client.force_login(here.manager)

    client.post("/admin/departments/desk/add/", {"district": here.district.pk, "name": " 社\u202e保股 ", "contact": "", "phone": ""})
    page = client.post("/admin/departments/desk/add/", {"district": here.district.pk, "name": "\u202e\x07"}).content.decode()

    assert Desk.objects.filter(name="社保股").exists()
    assert "这个字段是必填项" in page


def test_departments_and_people_that_were_used_are_not_deleted_but_desks_are(client: Client, here: Place):
    client.force_login(here.clerk)
    Department.objects.filter(pk=here.departments[1].pk).update(parent=here.departments[0])
    client.force_login(here.manager)

    assert client.post(f"/admin/departments/department/{here.departments[0].pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/departments/user/{here.clerk.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"/admin/departments/desk/{here.desk.pk}/delete/", {"post": "yes"})
    assert not Desk.objects.exists()
    assert User.objects.filter(pk=here.clerk.pk).exists()


def test_a_code_and_a_desk_that_the_district_has_already_are_refused(client: Client, here: Place):
    client.force_login(here.manager)
    first, second, *_ = here.departments
    other = Desk.objects.create(district=here.district, name="社保股")

    taken = {"code": second.code, "name": first.name, "desk": "", "parent": "", "active": "on"}
    assert "已经存在" in client.post(f"/admin/departments/department/{first.pk}/change/", taken).content.decode()
    assert "已经存在" in client.post(f"/admin/departments/desk/{other.pk}/change/", {"name": here.desk.name}).content.decode()
    other.refresh_from_db()
    assert (Department.objects.filter(code=second.code).count(), other.name) == (1, "社保股")
