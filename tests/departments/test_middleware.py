"""A button that was pressed after the session had ended."""

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
