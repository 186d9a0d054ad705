"""Coming in, going out, and the first password that must be changed."""

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import User

pytestmark = pytest.mark.django_db

FIRST = "k7mq-w3xz-t9hd"
OWN = "桂花树下的石阶2024"


@pytest.fixture
def newcomer() -> User:
    return User.objects.create_user("zhang", password=FIRST, name="张三", must_change_password=True)


@pytest.fixture
def person() -> User:
    return User.objects.create_user("li", password=OWN, name="李四")


def log_in(client: Client, username: str, password: str, **more: str):
    return client.post(reverse("login"), {"username": username, "password": password, **more})


def change(client: Client, old: str, new: str, again: str = ""):
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_the_right_password_opens_the_first_page(client, person):
    assert log_in(client, "li", OWN).headers["Location"] == "/"


def test_after_login_the_person_is_where_they_wanted_to_go(client, person):
    assert log_in(client, "li", OWN, next="/signatures/").headers["Location"] == "/signatures/"


def test_login_leads_to_no_other_site(client, person):
    assert log_in(client, "li", OWN, next="https://example.org/").headers["Location"] == "/"


def test_a_wrong_password_is_answered_in_words(client, person):
    assert "账号或密码不对" in log_in(client, "li", "wrong").content.decode()


def test_a_name_longer_than_any_account_is_answered_in_words(client, db):
    assert "账号最多 150 个字符" in log_in(client, "甲" * 4000, "wrong").content.decode()


def test_a_disabled_account_does_not_come_in(client, person):
    User.objects.update(is_active=False)
    answer = log_in(client, "li", OWN)
    assert answer.status_code == 200
    assert "账号或密码不对" in answer.content.decode()


def test_who_is_logged_in_needs_no_login_page(client, person):
    client.force_login(person)
    assert client.get(reverse("login")).headers["Location"] == "/"


def test_leaving_is_asked_first(client, person):
    client.force_login(person)
    assert "已经保存" in client.get(reverse("logout")).content.decode()
    assert client.get("/signatures/").status_code == 200


def test_leaving_ends_the_session_and_says_so(client, person):
    client.force_login(person)
    assert "您已安全退出" in client.post(reverse("logout"), follow=True).content.decode()
    assert client.get("/signatures/").status_code == 302


@pytest.mark.parametrize("path", ["/", "/signatures/", "/reports/1/", "/admin/"])
def test_the_first_password_opens_nothing_but_its_change(client, newcomer, path):
    client.force_login(newcomer)
    assert client.get(path).headers["Location"] == reverse("password_change")


@pytest.mark.parametrize("name", ["password_change", "logout"])
def test_with_the_first_password_one_may_change_it_or_leave(client, newcomer, name):
    client.force_login(newcomer)
    assert client.get(reverse(name)).status_code == 200


def test_pages_that_need_no_login_stay_open(client, newcomer):
    client.force_login(newcomer)
    assert client.get("/health/").status_code == 200


def test_an_own_password_opens_the_rest(client, newcomer):
    client.force_login(newcomer)
    assert change(client, FIRST, OWN).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    newcomer.refresh_from_db()
    assert (newcomer.must_change_password, newcomer.check_password(OWN)) == (False, True)


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        (FIRST, FIRST, FIRST, "不能与现在的密码相同"),
        ("wrong", OWN, OWN, "现在的密码不对"),
        (FIRST, OWN, "another-one-2024", "两次输入的新密码不一样"),
        (FIRST, "12345678", "12345678", "密码"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(client, newcomer, old, new, again, words):
    client.force_login(newcomer)
    answer = change(client, old, new, again)
    assert words in answer.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.must_change_password


def test_who_is_out_already_leaves_without_logging_in(client, db):
    page = client.post(reverse("logout"), follow=True)
    assert (page.redirect_chain, "您已安全退出" in page.content.decode()) == ([("/login/", 302)], True)
    assert client.get(reverse("logout")).headers["Location"] == "/login/"
