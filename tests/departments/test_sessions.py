"""Where the database takes nothing, people come in and read all the same; afterwards all is as before."""

import pytest
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from departments.models import User
from departments.sessions import SIGNED
from tests.full_disk import FULL, READ_ONLY, refusing

pytestmark = pytest.mark.django_db
OWN = "桂花树下的石阶2024"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("li", password=OWN, name="李四")


def log_in(client: Client, password: str = OWN):
    return client.post(reverse("login"), {"username": "li", "password": password})


def key(client: Client) -> str:
    return client.cookies["sessionid"].value


@pytest.mark.parametrize("errors", [FULL, READ_ONLY], ids=["full", "read only"])
def test_a_person_comes_in_and_reads(client, person, caplog, errors):
    with refusing(errors):
        assert log_in(client).headers["Location"] == "/"
        assert [client.get(path).status_code for path in ("/", "/me/", "/notices/")] == [200, 200, 200]
    assert (key(client).startswith(SIGNED), Session.objects.count()) == (True, 0)
    told = [
        record.getMessage().partition("：")[2].partition("：")[0] for record in caplog.records if "没有写进数据库" in record.getMessage()
    ]
    assert ("上次登录时间" in told, "审计日志" in told) == (True, True)


def test_who_was_in_before_stays_in(client, person):
    log_in(client)
    with refusing():
        assert client.get("/me/").status_code == 200


def test_the_session_moves_back_into_the_database(client, person):
    with refusing():
        log_in(client)
    assert client.get("/me/").status_code == 200
    assert (key(client).startswith(SIGNED), Session.objects.count()) == (False, 1)
    assert client.get("/me/").status_code == 200


def test_a_wrong_password_is_still_wrong(client, person):
    with refusing():
        assert "账号或密码不对" in log_in(client, "wrong").content.decode()
        assert client.get("/me/").status_code == 302


def test_a_person_goes_out(client, person):
    with refusing():
        log_in(client)
        client.post(reverse("logout"))
        assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("forged", [SIGNED, SIGNED + "x", SIGNED + "eyJhIjoxfQ:1abc:xyz", SIGNED + "a" * 5000])
def test_a_forged_session_is_nobody(client, person, forged):
    client.cookies["sessionid"] = forged
    assert client.get("/me/").status_code == 302


def test_a_changed_password_ends_it(client, person):
    with refusing():
        log_in(client)
    person.set_password("other")
    person.save()
    assert client.get("/me/").status_code == 302


def test_the_time_of_the_login_is_noted_once(client, person):
    receivers = [each for each in user_logged_in.receivers if each[0][0] == "update_last_login"]
    log_in(client)
    person.refresh_from_db()
    assert (len(receivers), person.last_login is not None) == (1, True)
