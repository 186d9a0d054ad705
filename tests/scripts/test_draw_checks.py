"""docs/checks.md is drawn from the vocabulary and the outlines, and an old drawing is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import draw_checks, drawn_page


def test_the_committed_page_is_that_of_the_rules() -> None:
    command = [sys.executable, "-m", "scripts.draw_checks", "--check"]
    answer = subprocess.run(command, cwd=drawn_page.ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_an_old_page_is_noticed(drawn_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = drawn_copy / "checks.md"
    page.write_text(page.read_text(encoding="utf-8").replace("各项目之和", "各项之和"), encoding="utf-8")
    assert draw_checks.main() == 1
    assert capsys.readouterr().out == "docs/checks.md 已过时，请运行：.venv/bin/python -m scripts.draw_checks\n"
