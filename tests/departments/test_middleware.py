"""A button that was pressed after the session had ended, and one whose address was opened as a link."""

import pytest

pytestmark = pytest.mark.django_db
LATE = "刚才的操作没有完成"


@pytest.mark.parametrize(
    ("page", "then"),
    [
        ("http://testserver/notices/?page=2", "/login/?next=/notices/%3Fpage%3D2"),
        ("https://example.org/notices/", "/login/?next=/"),
        ("", "/login/?next=/"),
    ],
)
def test_after_the_login_the_page_with_the_button_comes_back(client, page, then):
    answer = client.post("/notices/read/", headers={"Referer": page})
    assert answer.headers["Location"] == then
    assert LATE in client.get(then).content.decode()


def test_an_address_that_was_opened_without_login_comes_back_itself(client):
    answer = client.get("/notices/")
    assert answer.headers["Location"] == "/login/?next=/notices/"
    assert LATE not in client.get("/login/").content.decode()


def test_the_address_of_a_button_opened_as_a_link_says_so(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("li", name="李四"))
    answer = client.get("/notices/read/")
    assert (answer.status_code, answer.headers["Allow"], "请从页面上办理" in answer.content.decode()) == (405, "POST", True)
    assert client.put("/notices/").content == b""
