"""我的设置: where a person gets mail, and whether."""

import pytest
from django.test import Client

from departments.models import User
from tests.departments.conftest import Place

ME = "/me/"


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def saved(person: User) -> tuple[str, bool]:
    person.refresh_from_db()
    return person.email, person.wants_mail


def test_the_name_is_shown_and_mail_is_wanted_at_first(here: Place):
    page = client_of(here.clerk).get(ME).content.decode()
    assert "云水填报人" in page
    assert '<input type="checkbox" name="wants_mail" class="form-check-input" id="id_wants_mail" checked>' in page


def test_address_and_choice_are_kept(here: Place):
    page = client_of(here.clerk).post(ME, {"email": " a@example.cn "}, follow=True)
    assert ("设置已保存。" in page.content.decode(), saved(here.clerk)) == (True, ("a@example.cn", False))


def test_an_address_can_be_taken_back(here: Place):
    client = client_of(here.clerk)
    client.post(ME, {"email": "a@example.cn", "wants_mail": "on"})
    client.post(ME, {"email": "", "wants_mail": "on"})
    assert saved(here.clerk) == ("", True)


@pytest.mark.parametrize(
    "wrong",
    ["a", "a@", "a@b\nBcc: all@example.cn", "a b@example.cn", "@example.cn", "a@example.cn, b@example.cn", "a" * 300 + "@example.cn"],
)
def test_what_is_no_address_is_not_kept(here: Place, wrong: str):
    answer = client_of(here.clerk).post(ME, {"email": wrong, "wants_mail": "on"})
    assert (answer.status_code, saved(here.clerk)) == (422, ("", True))


def test_nothing_else_of_the_person_is_changed(here: Place):
    client_of(here.clerk).post(ME, {"email": "a@example.cn", "name": "别人", "is_superuser": "on", "username": "root"})
    here.clerk.refresh_from_db()
    assert (here.clerk.name, here.clerk.username, here.clerk.is_superuser) == ("云水填报人", "云水填报人", False)


def test_nobody_gets_in_without_login(db: None):
    assert Client().get(ME)["Location"] == f"/login/?next={ME}"


def test_the_manager_sees_the_address_and_does_not_change_it(here: Place):
    User.objects.filter(pk=here.clerk.pk).update(email="a@example.cn", wants_mail=False)
    page = client_of(here.manager).get(f"/admin/departments/user/{here.clerk.pk}/change/").content.decode()
    assert ("a@example.cn（不用邮件接收通知" in page, 'name="email"' in page) == (True, False)
