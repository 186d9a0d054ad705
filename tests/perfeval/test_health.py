import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_needs_no_login(client: Client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_health_takes_no_post(client: Client) -> None:
    assert client.post("/health/").status_code == 405
