"""The ground that every test stands on: its own database, its own folder for files, quick passwords."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connections
from django.test import override_settings
from django.urls import get_resolver

from reports.domain.rendering import pdf
from reports.workflow import separate_printing

# How quick the machine is at the moment is no property of the project.
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without-database", action="store_true", help="only quick tests that touch no database and no browser")
    parser.addoption("--with-database", action="store_true", help="only tests that touch a database: the others say the same on any")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A part for scripts/check.sh and one for the second database. What is left out is counted in pytest's closing line."""
    left_out = {item for item in items if is_left_out(item, config)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def is_left_out(item: pytest.Item, config: pytest.Config) -> bool:
    if config.getoption("--without-database"):
        return touches_database(item) or is_slow(item)
    return bool(config.getoption("--with-database")) and not touches_database(item)


def is_slow(item: pytest.Item) -> bool:
    """Marked so, with the reason, or one of those that try hundreds of examples."""
    return any(item.get_closest_marker(name) for name in ("slow", "no_cover"))


def touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES)


@pytest.fixture(scope="session", autouse=True)
def _quick_and_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stored files go to a folder of this run; passwords need not be slow to guess."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(autouse=True)
def _nothing_said_before() -> None:
    """What the log says once in a while, it says in every test."""
    cache.clear()


@pytest.fixture(autouse=True)
def _printed_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker runs, a paper is printed in a process of its own; here in this one, whose printer a test may replace."""
    if request.node.get_closest_marker("apart"):
        return

    def print_here(page: object, stamp: object, attachment: bytes) -> bytes:
        return pdf.print_pdf(page, stamp, attachment=attachment)

    monkeypatch.setattr(separate_printing, "print_apart", print_here)
    monkeypatch.setattr(separate_printing, "take_print_turn", lambda: nullcontext(True))


@pytest.fixture(scope="session", autouse=True)
def _views() -> None:
    """Every view is imported before a test replaces a function that one of them keeps under a name of its own."""
    assert get_resolver().url_patterns


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database for each process of this run. SQLite in a file: in memory, threads fail at random; and nobody
    needs test data after a power cut."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        folder: Path = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        quick = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}
        connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | quick


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called by the name of their argument: a ZIP file holds the second in which it was made."""
    return argname if isinstance(val, bytes) else None
