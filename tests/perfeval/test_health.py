import pytest
from django.db import OperationalError
from django.test import Client

from perfeval import health
from reports.release.jobs import worker_presence


@pytest.mark.django_db
def test_health_needs_no_login(client: Client) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_health_takes_no_post(client: Client) -> None:
    assert client.post("/health/").status_code == 405


@pytest.mark.django_db
def test_readiness_says_whether_a_worker_is_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (client.get("/health/ready").status_code, "后台进程" in client.get("/health/ready").content.decode()) == (503, True)
    monkeypatch.setattr(worker_presence, "is_worker_present", lambda: True)
    assert (client.get("/health/ready").status_code, client.get("/health/ready").content) == (200, b"ok")


@pytest.mark.django_db
def test_readiness_says_that_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("couldn't get a connection after 20.00 sec")

    monkeypatch.setattr(health, "_ask_database", refuse)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content.decode()) == (503, "the database does not answer / 数据库没有应答")
