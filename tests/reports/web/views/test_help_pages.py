"""帮助 for everybody: the guide with the own role first, a search that says what it found, and whom to call."""

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db


def test_the_own_role_comes_first(client: Client) -> None:
    client.force_login(builders.leader(builders.department()))
    page = client.get("/help/")
    assert page.context["chapters"][0].head.title == "单位负责人"
    assert "（您的角色）" in page.text


def test_who_cannot_log_in_finds_the_telephone_on_the_login_page_and_in_the_help(client: Client) -> None:
    assert "财政局还没有在" in client.get("/login/").text
    desk = builders.desk(builders.district())
    desk.phone = "0000-8800101"
    desk.save()
    for address in ("/login/", "/help/"):
        page = client.get(address).text
        assert "云水区财政局行政政法股" in page.replace("\n", "").replace(" ", "")
        assert 'href="tel:0000-8800101"' in page


def test_a_search_says_how_many_it_found_and_what_to_do_with_none(client: Client) -> None:
    assert "有“粘贴”的" in client.get("/help/?q=粘贴").text
    nothing = client.get("/help/?q=没有这样的词").text
    assert "没有找到“没有这样的词”" in nothing
    assert "换一个短一些的词" in nothing
    assert "只取前 50 个字" in client.get("/help/", {"q": "长" * 51}).text


def test_the_guide_shows_its_own_pictures_and_no_other_file(client: Client) -> None:
    picture = client.get("/help/pictures/section.png")
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    picture.close()
    for name in ("..%2Fguide.md", "guide.md", "nothing.png"):
        assert client.get(f"/help/pictures/{name}").status_code == 404


def test_the_help_asks_the_database_a_constant_number_of_questions(client: Client, django_assert_num_queries) -> None:
    for number in range(3):
        desk = builders.desk(builders.district(f"云水{number}区"), f"股室{number}")
        desk.phone = "0000-1"
        desk.save()
    with django_assert_num_queries(1):
        client.get("/help/")


def test_help_stands_in_the_head_of_every_page(client: Client) -> None:
    home = builders.department()
    client.force_login(builders.clerk(home))
    assert 'href="/help/"' in client.get("/").text
    client.force_login(builders.manager(home.district))
    assert 'href="/help/"' in client.get("/admin/").text
    client.logout()
    for address in ("/login/", "/public/", "/verify/"):
        assert 'href="/help/"' in client.get(address).text
