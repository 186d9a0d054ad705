"""First passwords."""

import pytest
from django.test import Client, override_settings

from departments import passwords
from departments.models import User

pytestmark = pytest.mark.django_db
ARGON = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])


def test_the_first_password_opens_the_account_and_must_be_changed():
    password = passwords.invite_person("zhang", "张明", phone="0731-1")

    user = User.objects.get(username="zhang")
    assert (user.check_password(password), user.must_change_password, user.name, user.phone) == (True, True, "张明", "0731-1")


def test_first_passwords_are_all_different_and_easy_to_read():
    given = {passwords.make_first_password() for _ in range(200)}

    assert len(given) == 200
    assert {len(password) for password in given} == {14}
    assert set("".join(given)).isdisjoint("01oil")


def test_a_reset_ends_open_sessions(client: Client):
    user = User.objects.create_user("zhang", password="old-password-1", name="张明")
    client.force_login(user)

    password = passwords.reset_password(user)

    assert "/login/" in client.get("/password/").headers["Location"]
    assert User.objects.get(pk=user.pk).check_password(password)


def test_a_reset_lifts_the_lockout(client: Client):
    user = User.objects.create_user("zhang", password="old-password-1", name="张明")
    for _ in range(5):
        client.post("/login/", {"username": "zhang", "password": "wrong"})
    assert client.post("/login/", {"username": "zhang", "password": "old-password-1"}).status_code == 429

    password = passwords.reset_password(user)

    assert client.post("/login/", {"username": "zhang", "password": password}).status_code == 302


@ARGON
def test_the_light_hash_of_a_first_password_becomes_a_full_one_at_login():
    password = passwords.invite_person("zhang", "张明")
    user = User.objects.get(username="zhang")
    light = user.password

    assert user.check_password(password)

    assert "m=1024," in light
    assert "m=102400," in User.objects.get(pk=user.pk).password
