"""docs/workflow.md is drawn from the table, and an old drawing is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from reports.models import Status
from reports.workflow import TRANSITIONS
from scripts import draw_workflow


def test_the_committed_page_is_that_of_the_table() -> None:
    answer = subprocess.run(
        [sys.executable, "scripts/draw_workflow.py", "--check"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, "")


def test_an_old_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    old = draw_workflow.FILE.read_text(encoding="utf-8").replace("撤回", "取回")
    page = tmp_path / "workflow.md"
    page.write_text(old, encoding="utf-8")
    monkeypatch.setattr(draw_workflow, "FILE", page)
    monkeypatch.setattr(sys, "argv", ["draw_workflow.py", "--check"])
    assert draw_workflow.main() == 1
    assert "请运行" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == old


def test_every_state_and_step_is_drawn() -> None:
    drawing = "\n".join(draw_workflow.diagram())
    assert all(f"    {status.value}: {status.label}" in drawing for status in Status)
    assert drawing.count("-->") == 1 + sum(len(row.sources) * len(row.targets) for row in TRANSITIONS)


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="没有标记"):
        draw_workflow.drawn("# How a report passes")
