"""Who enters the 财政局工作台."""

import pytest
from django.test import Client

from departments.models import User
from tests.departments.conftest import Place


def test_reviewers_and_managers_enter_by_role(client: Client, here: Place):
    for person in (here.reviewer, here.manager):
        client.force_login(person)
        assert client.get("/admin/").status_code == 200


def test_a_clerk_is_sent_home(client: Client, here: Place):
    client.force_login(here.clerk)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/"


def test_who_is_not_logged_in_comes_to_the_one_login_page_and_back(client: Client, db: None):
    response = client.get("/admin/reports/report/", follow=True)

    assert response.redirect_chain[-1][0] == "/login/?next=/admin/reports/report/"


def test_a_disabled_reviewer_does_not_enter(client: Client, here: Place):
    client.force_login(here.reviewer)
    User.objects.filter(pk=here.reviewer.pk).update(is_active=False)

    assert "/login/" in client.get("/admin/")["Location"]


@pytest.mark.parametrize(("old", "new"), [("/admin/logout/", "/logout/"), ("/admin/password_change/", "/password/")])
def test_the_admins_own_account_pages_are_the_sites(client: Client, here: Place, old: str, new: str):
    client.force_login(here.manager)

    assert client.get(old)["Location"] == new


def test_staff_without_a_role_sees_an_empty_desk(client: Client, here: Place):
    client.force_login(User.objects.create(username="staff", is_staff=True))

    assert "您还没有区县财政局的角色" in client.get("/admin/").content.decode()
    assert client.get("/admin/departments/department/").status_code == 403


def test_the_technical_administrator_sees_every_district(client: Client, here: Place, there: Place):
    client.force_login(User.objects.create(username="root", is_superuser=True))

    page = client.get("/admin/departments/department/").content.decode()

    assert ("云水001局" in page, "临川001局" in page) == (True, True)
    assert client.get("/admin/departments/district/add/").status_code == 200
    assert client.get("/admin/auth/group/").status_code == 404
