"""The pages for people lead to files and headings that are there, and name every setting."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from perfeval.environment import SETTINGS

ROOT = settings.BASE_DIR
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:PERFEVAL_[A-Z_]*[A-Z]|DATABASE_URL)\b")
SOURCE = re.compile(r"`((?:reports|departments|perfeval|scripts|tests|templates|static|docs|benchmarks)/[\w./-]*)`")
# An ADR says what stood there on its day, a recipe what will; the test of the recipes follows them.
OF_TODAY = [page for page in PAGES if "adr" not in page.parts and page.name not in {"CONTRIBUTING.md", "CHANGELOG.md"}]
ELSEWHERE = ("http://", "https://", "mailto:")
ASKED = re.compile(r'(?:\bget\(|values\[|environ\[)"(PERFEVAL_[A-Z_]+|DATABASE_URL)"')


def links(page: Path) -> list[str]:
    """Those that stay in the project, outside of code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [link for link in LINK.findall(text) if not link.startswith(ELSEWHERE)]


def anchors(page: Path) -> set[str]:
    """As GitHub makes them: small letters, spaces to dashes, no punctuation."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_is_there(page: Path) -> None:
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


@pytest.mark.parametrize("page", OF_TODAY, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = SOURCE.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


def test_no_part_stands_twice_in_the_table() -> None:
    """As after a careless merge."""
    parts = re.findall(r"^\| (`[^|]+`) \|", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [part for part in parts if parts.count(part) > 1] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page) if link.endswith(".png")}
    assert set(ROOT.glob("docs/pictures/*.png")) == shown


def test_the_deployment_page_names_the_settings_and_no_other() -> None:
    named = VARIABLE.findall((ROOT / "docs/deployment.md").read_text(encoding="utf-8"))
    assert set(named) == {setting.name for setting in SETTINGS}


def test_no_setting_is_read_past_the_table() -> None:
    read = {name for file in ROOT.glob("perfeval/*.py") for name in ASKED.findall(file.read_text(encoding="utf-8"))}
    assert read <= {setting.name for setting in SETTINGS}


def test_a_link_to_nowhere_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# 使用手册\n[a](page.md#使用手册) [b](gone.md) [c](#nothing)", encoding="utf-8")
    assert [link for link in links(page) if not leads_somewhere(page, link)] == ["gone.md", "#nothing"]
