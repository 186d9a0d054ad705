"""A version is named and dated in CHANGELOG.md, and pyproject.toml says the same."""

import re
import tomllib
from datetime import date

from django.conf import settings

HEAD = re.compile(r"^## (.+)$", re.MULTILINE)
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)（(\d{4}-\d\d-\d\d)）")
UNRELEASED = "未发布"


def list_heads(changelog: str) -> list[str]:
    return HEAD.findall(changelog)


def find_problems(heads: list[str], version: str) -> list[str]:
    """What is wrong with the heads of a changelog whose newest version should be `version`."""
    named = heads[1:] if heads[:1] == [UNRELEASED] else heads
    found = [VERSION.fullmatch(head) for head in named]
    if None in found or not found:
        return [f"not “X.Y.Z（YYYY-MM-DD）”: {named}"]
    numbers = [tuple(map(int, match.groups()[:3])) for match in found if match]
    days = [date.fromisoformat(match[4]) for match in found if match]
    wrong = [] if numbers == sorted(set(numbers), reverse=True) and days == sorted(days, reverse=True) else [f"not newest first: {named}"]
    newest = ".".join(map(str, numbers[0]))
    return wrong + ([] if newest == version else [f"pyproject.toml says {version}, the changelog {newest}"])


def test_the_changelog_names_the_version_of_the_project() -> None:
    version = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert find_problems(list_heads((settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")), version) == []


def test_a_changelog_that_says_otherwise_is_noticed() -> None:
    first, second = "0.1.0（2026-11-22）", "0.2.0（2026-12-01）"
    assert find_problems([UNRELEASED, second, first], "0.2.0") == []
    assert find_problems([UNRELEASED, second, first], "0.1.0") == ["pyproject.toml says 0.1.0, the changelog 0.2.0"]
    assert find_problems([first, second], "0.1.0") == [f"not newest first: {[first, second]}"]
    assert find_problems([second, UNRELEASED], "0.2.0") == [f"not “X.Y.Z（YYYY-MM-DD）”: {[second, UNRELEASED]}"]
    assert find_problems([UNRELEASED], "0.1.0") == ["not “X.Y.Z（YYYY-MM-DD）”: []"]
