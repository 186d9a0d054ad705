"""One spelling of codes, names and accounts, at every door."""

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from departments.models import Department, District, User
from departments.spelling import fold_name, spell_name, strip_zeros


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("０９９００１", "099001"),
        ("099001\u200b", "099001"),
        ("\ufeff 099\u00ad001\u3000", "099001"),
        ("ＬＩ．Qiang", "LI.Qiang"),
        ("区教育局(本级)", "区教育局（本级）"),
        ("区教育局（本级）", "区教育局（本级）"),
        ("测试局\u3164", "测试局"),
        ("\u2f45正局", "方正局"),
        ("测试\n 局", "测试 局"),
        ("a\x00b\u202e", "ab"),
        ("\u200d\u2060", ""),
    ],
)
def test_a_name_has_one_spelling(typed: str, spelled: str):
    assert spell_name(typed) == spelled


@given(st.text())
def test_what_is_spelled_stays_as_it_is(text: str):
    assert spell_name(spell_name(text)) == spell_name(text)


def test_names_that_a_person_takes_for_one_fold_alike():
    assert {fold_name(name) for name in ("测试局（本级）", "测 试 局(本级)", "测试局·本级")} == {"测试局本级"}
    assert strip_zeros("０66001") == "66001"


@pytest.mark.django_db
def test_every_door_of_the_database_spells():
    district = District.objects.create(name="青禾区\u200b")
    made = Department.objects.create(district=district, code="０９９００１", name="局 ")
    Department.objects.bulk_create([Department(district=district, code="099002\u200b", name="乙(本级)")])
    Department.objects.filter(code="０９９００２").update(name="丙\u200b")

    assert (made.code, made.name) == ("099001", "局")
    assert sorted(Department.objects.values_list("code", "name", "district__name")) == [
        ("099001", "局", "青禾区"),
        ("099002", "丙", "青禾区"),
    ]
    assert Department.objects.get(code="\u2060０９９００１").pk == made.pk


@pytest.mark.django_db
def test_an_account_is_found_however_it_is_typed(client: Client):
    User.objects.create_user("li.qiang", password="mima-2024", name="李强")

    client.post(reverse("login"), {"username": "ｌｉ.qiang\u200b", "password": "mima-2024"})

    assert get_user(client).name == "李强"


@pytest.mark.django_db
def test_a_password_is_not_tried_more_often_under_other_spellings(client: Client):
    User.objects.create_user("li", password="mima-2024", name="李强")
    for spelling in ("li", "ｌi", "l\u200bi", "li\ufe0f", "\u2060li"):
        client.post(reverse("login"), {"username": spelling, "password": "cuowu"})

    assert client.post(reverse("login"), {"username": "li\u200b", "password": "mima-2024"}).status_code == 429
