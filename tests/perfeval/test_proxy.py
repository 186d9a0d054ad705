from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from perfeval.proxy import get_client_address

request = RequestFactory(REMOTE_ADDR="127.0.0.1")


def test_without_a_proxy_the_address_is_the_peer(settings: Settings) -> None:
    settings.PRODUCTION = False
    assert get_client_address(request.get("/", headers={"X-Forwarded-For": "10.0.0.9"})) == "127.0.0.1"


def test_behind_the_proxy_only_its_own_word_counts(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert get_client_address(request.get("/", headers={"X-Forwarded-For": "invented, 10.0.0.9"})) == "10.0.0.9"


def test_a_proxy_that_says_nothing_is_the_peer(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert get_client_address(request.get("/")) == "127.0.0.1"


def test_where_no_browser_is_there_is_no_address() -> None:
    assert get_client_address(HttpRequest()) is None
