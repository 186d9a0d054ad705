"""What nobody has used can be deleted; everything else is closed, and the page says so."""

import pytest
from django.test import Client

from departments.models import AuditEntry, Department, Membership, Role, User
from departments.models.audit import Act
from reports.models import Exemption
from tests import builders
from tests.departments.conftest import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(here: Place, client: Client) -> Client:
    client.force_login(here.manager)
    return client


def test_a_department_without_reports_goes_with_its_roles_and_exemptions(manager: Client, here: Place):
    department = Department.objects.create(district=here.district, code="900", name="手误局")
    Membership.objects.create(user=here.clerk, role=Role.LEADER, department=department)
    Exemption.objects.create(cycle=builders.cycle(here.district), department=department, reason="误建")

    asked = manager.get(f"/admin/departments/department/{department.pk}/delete/").content.decode()
    manager.post(f"/admin/departments/department/{department.pk}/delete/", {"post": "yes"})

    assert "手误局" in asked
    assert not Department.objects.filter(pk=department.pk).exists()
    entry = AuditEntry.objects.get(act=Act.SETTING, target="单位 900 手误局", detail__startswith="删除")
    assert (entry.actor, entry.district) == (here.manager, here.district)


def test_a_department_with_a_report_stays_and_the_page_says_what_to_do(manager: Client, here: Place):
    builders.report(here.departments[0], builders.cycle(here.district))
    page = f"/admin/departments/department/{here.departments[0].pk}"

    told = manager.get(f"{page}/change/").content.decode()

    assert "不能删除：已有自评报告。不再填报的，请取消“参加填报”" in told
    assert manager.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert Department.objects.filter(pk=here.departments[0].pk).exists()


def test_a_department_with_others_below_it_stays(manager: Client, here: Place):
    parent, child = here.departments
    child.parent = parent
    child.save()

    assert "不能删除：已有下级或并入的单位。" in manager.get(f"/admin/departments/department/{parent.pk}/change/").content.decode()


def test_a_person_who_never_came_in_can_be_deleted(manager: Client, here: Place):
    page = f"/admin/departments/user/{here.clerk.pk}/delete/"

    assert manager.get(page).status_code == 200
    manager.post(page, {"post": "yes"})

    assert not User.objects.filter(pk=here.clerk.pk).exists()
    entry = AuditEntry.objects.get(detail=f"删除账号 {here.clerk.username}")
    assert (entry.actor, entry.district) == (here.manager, here.district)


def test_a_person_who_came_in_is_closed_and_not_deleted(here: Place, client: Client):
    client.force_login(here.clerk)
    client.force_login(here.manager)
    page = f"/admin/departments/user/{here.clerk.pk}"

    assert "不能删除：本人登录过。不再使用的，请取消“启用”。" in client.get(f"{page}/change/").content.decode()
    assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403


def test_a_stranger_and_a_reviewer_delete_nothing(here: Place, there: Place, client: Client):
    page = f"/admin/departments/department/{here.departments[1].pk}/delete/"
    answers = []
    for person in (here.reviewer, there.manager):
        client.force_login(person)
        answers.append(client.post(page, {"post": "yes"}).status_code)

    assert answers == [403, 404]
