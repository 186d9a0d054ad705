import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from perfeval import settings


def test_development_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    first = settings.development_key(file)
    assert len(first) >= 50
    assert settings.development_key(file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_two_processes_that_start_together_share_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret_key"
    winner = settings.development_key(file)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert settings.development_key(file) == winner


def test_production_refuses_to_start_without_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERFEVAL_HOSTS", " ")
    with pytest.raises(ImproperlyConfigured, match="必须设置环境变量 PERFEVAL_HOSTS"):
        settings.required("PERFEVAL_HOSTS")


def test_production_says_which_variable_is_missing() -> None:
    environment = {**os.environ, "PERFEVAL_PRODUCTION": "1", "PERFEVAL_SECRET_KEY": ""}
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "必须设置环境变量 PERFEVAL_SECRET_KEY" in answer.stderr


def test_hosts_are_read_with_their_slips() -> None:
    assert settings.hosts(" a.example.cn,b.example.cn ,") == ["a.example.cn", "b.example.cn"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [("perfeval.example.cn", "https://perfeval.example.cn"), (".example.cn", "https://*.example.cn")],
)
def test_forms_are_trusted_from_the_named_hosts(host: str, expected: str) -> None:
    assert settings.origin(host) == expected


def test_sqlite_takes_the_write_lock_first_and_survives_a_power_cut() -> None:
    options = settings.database("sqlite:////tmp/some.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_pooled_and_asked_for_its_health() -> None:
    database = settings.database("postgres://someone@127.0.0.1/perfeval")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (0, True)
    assert database["OPTIONS"]["pool"]["max_size"] == 16
