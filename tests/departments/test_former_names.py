"""A unit that is renamed keeps its old name in its history; one that is merged is reached from the unit that took it over."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from departments.models import Department, FormerName
from tests.departments.conftest import Place

NO_NAMES = {"former_names-TOTAL_FORMS": 0, "former_names-INITIAL_FORMS": 0}


def form(department: Department, **fields: Any) -> dict[str, Any]:
    return {"code": department.code, "name": department.name, "desk": department.desk_id, "active": "on", **NO_NAMES, **fields}


def change(client: Client, department: Department, **fields: Any) -> str:
    address = f"/admin/departments/department/{department.pk}/change/"
    return client.post(address, form(department, **fields), follow=True).content.decode()


@pytest.fixture
def client(client: Client, here: Place) -> Client:
    client.force_login(here.manager)
    return client


# 更名 ----------------------------------------------------------------------------------------------------------------


def test_the_old_name_is_kept_with_the_moment_and_the_person(client: Client, here: Place):
    department = here.departments[0]
    change(client, department, name="云水数据局")

    kept = FormerName.objects.get()
    assert (kept.department, kept.name, kept.by) == (department, "云水001局", here.manager)
    assert timezone.now() - kept.until < timedelta(minutes=1)


def test_any_way_to_rename_is_seen_and_nothing_else(here: Place):
    department = here.departments[0]
    department.name = "云水数据局"
    department.save(update_fields=["code"])
    assert not FormerName.objects.exists()
    Department.objects.get(pk=department.pk).save()
    department.save()
    assert (FormerName.objects.get().name, FormerName.objects.get().by) == ("云水001局", None)
    department.save()
    assert FormerName.objects.count() == 1


def test_the_old_name_finds_the_unit_and_stands_beside_the_new(client: Client, here: Place):
    change(client, here.departments[0], name="云水数据局")
    page = client.get("/admin/departments/department/?q=云水001局").content.decode()
    assert ("云水数据局" in page, "原云水001局" in page, "云水002局" in page) == (True, True, False)


def test_a_slip_that_was_mended_is_taken_off_the_list(client: Client, here: Place):
    department = here.departments[0]
    change(client, department, name="云水数局")
    kept = FormerName.objects.get()
    row = {"former_names-0-id": kept.pk, "former_names-0-department": department.pk, "former_names-0-name": kept.name}
    row |= {"former_names-0-until_0": "2026-01-01", "former_names-0-until_1": "08:00:00", "former_names-0-DELETE": "on"}
    department.refresh_from_db()
    change(client, department, **row, **{"former_names-TOTAL_FORMS": 1, "former_names-INITIAL_FORMS": 1})
    assert not FormerName.objects.exists()


# 并入 ----------------------------------------------------------------------------------------------------------------


def test_a_merged_unit_fills_in_no_more(client: Client, here: Place):
    gone, successor = here.departments
    change(client, gone, merged_into=successor.pk)

    gone.refresh_from_db()
    assert (gone.merged_into, gone.merged_on, gone.active) == (successor, timezone.localdate(), False)


def test_both_units_lead_to_each_other_and_the_old_one_finds_the_new(client: Client, here: Place):
    gone, successor = here.departments
    change(client, gone, merged_into=successor.pk, merged_on="2026-01-01")

    page = client.get(f"/admin/departments/department/{successor.pk}/change/").content.decode()
    assert ("并入本单位" in page, f"/admin/departments/department/{gone.pk}/change/" in page, "2026-01-01" in page) == (True, True, True)
    assert "已并入" in client.get(f"/admin/departments/department/{gone.pk}/change/").content.decode()
    found = client.get("/admin/departments/department/?q=云水001局").content.decode()
    assert ("云水002局" in found, "已并入云水002局" in found) == (True, True)


@pytest.mark.parametrize("wrong", ["itself", "merged", "foreign", "none"])
def test_a_unit_goes_only_into_one_that_is_still_there(client: Client, here: Place, there: Place, wrong: str):
    department, other = here.departments
    Department.objects.filter(pk=other.pk).update(merged_into=Department.objects.create(district=here.district, code="003"), active=False)
    into = {"itself": department.pk, "merged": other.pk, "foreign": there.departments[0].pk, "none": ""}[wrong]
    page = change(client, department, merged_into=into, merged_on="2026-01-01")

    department.refresh_from_db()
    assert ("errornote" in page, department.merged_into, department.active) == (True, None, True)


def test_the_database_lets_no_merged_unit_fill_in(here: Place):
    gone, successor = here.departments
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.filter(pk=gone.pk).update(merged_into=successor)


def test_the_list_of_units_asks_equally_often_for_many(client: Client, here: Place, django_assert_max_num_queries):
    made = Department.objects.bulk_create(Department(district=here.district, code=f"9{at:03}", name=f"局{at}") for at in range(60))
    FormerName.objects.bulk_create(FormerName(department=each, name="旧局") for each in made)
    with django_assert_max_num_queries(9):
        assert client.get("/admin/departments/department/?q=旧局").status_code == 200
