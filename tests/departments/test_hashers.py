"""A refused login costs the same hashes, whose account it may be; measured over HTTP by scripts/proofs/login_timing.py."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, override_settings

from departments import passwords
from departments.models import Role, User
from perfeval.settings import PASSWORD_HASHERS
from tests.reports.workflow.builders import make_department, make_district, make_person

pytestmark = pytest.mark.django_db
OWN = "桂花树下的石阶2024"
FULL, LIGHT = 102_400, 1_024  # KiB


@pytest.fixture(autouse=True)
def _hashers_of_the_site():
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        yield


@pytest.fixture
def computed(monkeypatch):
    """How many hashes of which cost were computed."""
    seen = Counter()
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify

    def encoding(self, password, salt):
        seen[self.memory_cost] += 1
        return encode(self, password, salt)

    def verifying(self, password, encoded):
        seen[int(re.search(r"m=(\d+)", encoded)[1])] += 1
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encoding)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", verifying)
    return seen


def make_user(kind):
    user = User(username="zhang", name="张三", is_active="disabled" not in kind)
    user.set_password(None if kind == "without a password" else OWN)
    user.save()
    if "unclaimed" in kind:
        passwords.give_first_password(user)


@pytest.mark.parametrize("kind", ["claimed", "unclaimed", "disabled", "disabled and unclaimed", "without a password"])
def test_a_wrong_password_costs_what_an_unknown_name_costs(kind, computed):
    make_user(kind)
    computed.clear()
    for name in ("zhang", "nobody"):
        Client().post("/login/", {"username": name, "password": "wrong"})
        assert computed == {FULL: 1, LIGHT: 1}, name
        computed.clear()


def test_a_person_with_a_role_costs_the_same(computed):
    clerk = make_person("clerk", Role.CLERK, department=make_department(make_district()))
    clerk.set_password(OWN)
    clerk.save()
    computed.clear()
    Client().post("/login/", {"username": "clerk", "password": "wrong"})
    assert computed == {FULL: 1, LIGHT: 1}


def test_the_right_first_password_of_a_disabled_account_costs_the_same(computed):
    make_user("disabled")
    first = passwords.give_first_password(User.objects.get())
    computed.clear()
    answer = Client().post("/login/", {"username": "zhang", "password": first})
    assert (answer.status_code, computed[FULL]) == (200, 1)


@pytest.mark.parametrize("kind", ["claimed", "unclaimed"])
def test_the_old_password_is_asked_at_the_same_cost(kind, computed, client):
    make_user(kind)
    client.force_login(User.objects.get())
    computed.clear()
    client.post("/password/", {"old_password": "wrong", "new_password1": OWN, "new_password2": OWN})
    assert computed == {FULL: 1, LIGHT: 1}


def test_a_light_hash_of_earlier_versions_opens_the_account_and_becomes_a_full_one(client):
    stored = "argon2$argon2id$v=19$m=1024,t=1,p=1$SFNOY3JGQzZ3blVFN1ZvbVVGSkZHdQ$pqemwy2PCfvC8MAchifVD+WV9I2PSuex2KKbB0fqpM8"
    User.objects.create(username="zhang", password=stored, must_change_password=True)
    assert client.post("/login/", {"username": "zhang", "password": "k7mq-w3xz-t9hd"}).status_code == 302
    assert f"m={FULL},t=2,p=8" in User.objects.get().password


def test_a_list_of_people_is_given_passwords_by_the_light_hash(computed):
    passwords.invite_person("zhang", "张三")
    assert computed == {LIGHT: 1}


def test_no_other_kind_of_hash_is_in_use():
    assert settings.PASSWORD_HASHERS == ["departments.hashers.EvenArgon2"]
