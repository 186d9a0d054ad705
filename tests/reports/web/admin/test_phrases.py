"""常用意见 are kept by those who use them."""

import pytest

from reports.models import Phrase
from tests import builders

LIST = "/admin/reports/phrase/"


@pytest.fixture
def shared(complete):
    return Phrase.objects.create(district=complete.department.district, text="请与决算报表核对。")


def test_a_reviewer_keeps_the_own_ones(client_of, reviewer):
    client = client_of(reviewer)
    client.post(f"{LIST}add/", {"text": " 请写明程序。 ", "shared": "on"})
    phrase = Phrase.objects.get()
    assert (phrase.owner, phrase.text) == (reviewer, "请写明程序。")
    client.post(f"{LIST}{phrase.pk}/change/", {"text": "请写明资金审批程序。"})
    phrase.refresh_from_db()
    assert phrase.text == "请写明资金审批程序。"
    client.post(f"{LIST}{phrase.pk}/delete/", {"post": "yes"})
    assert not Phrase.objects.exists()


def test_a_manager_keeps_those_of_the_district(client_of, manager, shared):
    client = client_of(manager)
    client.post(f"{LIST}add/", {"text": "全区通用", "shared": "on"})
    assert Phrase.objects.get(text="全区通用").owner is None
    client.post(f"{LIST}{shared.pk}/delete/", {"post": "yes"})
    assert not Phrase.objects.filter(pk=shared.pk).exists()


def test_a_reviewer_reads_those_of_the_district_and_changes_none(client_of, reviewer, shared):
    client = client_of(reviewer)
    assert shared.text in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{shared.pk}/change/", {"text": "改了"}).status_code == 403
    assert client.post(f"{LIST}{shared.pk}/delete/", {"post": "yes"}).status_code == 403


def test_those_of_others_are_404(client_of, reviewer, manager):
    own = Phrase.objects.create(district=builders.district(), owner=reviewer, text="只给自己用的话")
    assert client_of(manager).get(f"{LIST}{own.pk}/change/").status_code == 404
    assert "只给自己用的话" not in client_of(manager).get(LIST).content.decode()


def test_the_same_phrase_twice_is_refused_in_words(client_of, reviewer):
    client = client_of(reviewer)
    for _ in range(2):
        page = client.post(f"{LIST}add/", {"text": "请写明程序。"})
    assert "这条常用意见已经有了。" in page.content.decode()
    assert Phrase.objects.count() == 1
