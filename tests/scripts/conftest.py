"""Copies of the drawn pages, where the scripts look for them."""

import shutil
from pathlib import Path

import pytest

from scripts import drawn_page


@pytest.fixture
def drawn_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of docs/, asked with `--check`."""
    shutil.copytree(drawn_page.ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures", "adr"))
    monkeypatch.setattr(drawn_page, "ROOT", tmp_path)
    monkeypatch.setattr("sys.argv", ["draw", "--check"])
    return tmp_path / "docs"
