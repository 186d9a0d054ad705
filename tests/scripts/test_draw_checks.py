"""docs/checks.md is drawn from the vocabulary and the outlines, and an old drawing is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from scripts import draw_checks


def test_the_committed_page_is_that_of_the_rules() -> None:
    answer = subprocess.run(
        [sys.executable, "scripts/draw_checks.py", "--check"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, "")


def test_an_old_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    old = draw_checks.FILE.read_text(encoding="utf-8").replace("各项目之和", "各项之和")
    page = tmp_path / "checks.md"
    page.write_text(old, encoding="utf-8")
    monkeypatch.setattr(draw_checks, "FILE", page)
    monkeypatch.setattr(sys, "argv", ["draw_checks.py", "--check"])
    assert draw_checks.main() == 1
    assert "请运行" in capsys.readouterr().out


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="没有标记"):
        draw_checks.drawn("# What is checked")
