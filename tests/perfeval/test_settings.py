from pathlib import Path

import pytest

from perfeval import settings
from perfeval.environment_values import parse_database


def test_development_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    first = settings.get_development_key(file)
    assert len(first) >= 50
    assert settings.get_development_key(file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_two_processes_that_start_together_share_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret_key"
    winner = settings.get_development_key(file)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert settings.get_development_key(file) == winner


@pytest.mark.parametrize(
    ("host", "expected"),
    [("perfeval.example.cn", "https://perfeval.example.cn"), (".example.cn", "https://*.example.cn")],
)
def test_forms_are_trusted_from_the_named_hosts(host: str, expected: str) -> None:
    assert settings.derive_origin(host) == expected


def test_sqlite_takes_the_write_lock_first_and_survives_a_power_cut() -> None:
    options = settings.read_database_settings(parse_database("sqlite:////tmp/some.sqlite3"))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_pooled_and_asked_for_its_health() -> None:
    database = settings.read_database_settings(parse_database("postgres://someone@127.0.0.1/perfeval"))
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (0, True)
    assert database["OPTIONS"]["pool"]["max_size"] == 16


def test_options_of_the_address_are_kept_beside_ours() -> None:
    options = settings.read_database_settings(parse_database("postgres://someone@127.0.0.1/perfeval?sslmode=require"))["OPTIONS"]
    assert (options["sslmode"], options["pool"]["max_size"]) == ("require", 16)


def test_what_the_address_of_postgresql_sets_holds_beside_ours() -> None:
    options = settings.read_database_settings(parse_database("postgres://someone@127.0.0.1/perfeval?options=-c%20statement_timeout=5s"))["OPTIONS"]
    assert options["options"] == "-c jit=off -c statement_timeout=5s"
