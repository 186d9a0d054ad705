"""docs/workflow.md is drawn from the table, and an old drawing is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from reports.models import Status
from reports.workflow import TRANSITIONS
from scripts import draw_workflow, drawn_page


def test_the_committed_page_is_that_of_the_table() -> None:
    command = [sys.executable, "-m", "scripts.draw_workflow", "--check"]
    answer = subprocess.run(command, cwd=drawn_page.ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_an_old_page_is_noticed_and_left_alone(drawn_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = drawn_copy / "workflow.md"
    old = page.read_text(encoding="utf-8").replace("撤回", "取回")
    page.write_text(old, encoding="utf-8")
    assert draw_workflow.main() == 1
    assert capsys.readouterr().out == "docs/workflow.md 已过时，请运行：.venv/bin/python -m scripts.draw_workflow\n"
    assert page.read_text(encoding="utf-8") == old


def test_every_state_and_step_is_drawn() -> None:
    drawing = "\n".join(draw_workflow.draw_diagram())
    assert all(f"    {status.value}: {status.label}" in drawing for status in Status)
    assert drawing.count("-->") == 1 + sum(len(row.sources) * len(row.targets) for row in TRANSITIONS)
