"""Guards that hold for the whole site."""

import pytest
from django.test import Client
from django.urls import get_resolver

pytestmark = pytest.mark.django_db

LOGIN = "/login/"


@pytest.mark.parametrize("path", ["/", "/admin/", "/reports/1/", "/no/such/page/"])
def test_a_stranger_sees_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code in {302, 404}


def test_every_answer_forbids_inline_script_and_style(client: Client) -> None:
    policy = client.get("/health/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_sixth_login_after_five_wrong_passwords_is_locked_out(client: Client) -> None:
    answers = [client.post(LOGIN, {"username": "clerk", "password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert answers[5].status_code == 429
    assert "15 分钟" in answers[5].content.decode()


def test_a_lockout_of_one_address_leaves_the_others(client: Client) -> None:
    for _ in range(6):
        client.post(LOGIN, {"username": "clerk", "password": "wrong"}, REMOTE_ADDR="10.0.0.1")
    answer = client.post(LOGIN, {"username": "clerk", "password": "wrong"}, REMOTE_ADDR="10.0.0.2")
    assert answer.status_code == 200


def test_a_missing_page_answers_in_chinese(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "找不到这个页面" in answer.content.decode()


def test_a_forged_form_is_refused_in_chinese() -> None:
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "clerk"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_an_address_that_cannot_be_read_is_answered_in_chinese(rf) -> None:
    answer = get_resolver().resolve_error_handler(400)(rf.get("/"), exception=None)
    assert answer.status_code == 400
    assert "请求有误" in answer.content.decode()


@pytest.mark.django_db
def test_nul_in_an_address_is_as_if_not_there() -> None:
    assert Client().get("/public/?q=%00").status_code == 200


def test_a_broken_page_still_answers_in_chinese(rf) -> None:
    answer = get_resolver().resolve_error_handler(500)(rf.get("/"))
    assert answer.status_code == 500
    assert "系统出错" in answer.content.decode()
