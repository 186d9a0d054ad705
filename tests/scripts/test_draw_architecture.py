"""docs/architecture.md is drawn from the imports, and an old drawing is noticed."""

import sys
from pathlib import Path

import pytest

from scripts import draw_architecture, drawn_page


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the committed page, where the scripts look for it, asked with `--check`."""
    file = tmp_path / "docs/architecture.md"
    file.parent.mkdir()
    file.write_text((drawn_page.ROOT / "docs/architecture.md").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(drawn_page, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["draw_architecture", "--check"])
    return file


def test_the_committed_page_is_that_of_the_imports(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_architecture.main() == 0, "python -m scripts.draw_architecture"
    assert capsys.readouterr().out == ""


def test_an_old_page_is_noticed_and_left_alone(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = page.read_text(encoding="utf-8").replace(" --> ", " --- ", 1)
    page.write_text(old, encoding="utf-8")
    assert draw_architecture.main() == 1
    assert "请运行" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == old


def test_a_page_without_marks_is_refused(page: Path) -> None:
    page.write_text("# Architecture", encoding="utf-8")
    with pytest.raises(SystemExit, match="没有找到标记"):
        draw_architecture.main()


def test_an_arrow_that_others_imply_is_left_out() -> None:
    arrows = {"web": {"filing", "models"}, "filing": {"models"}, "models": set()}
    assert [draw_architecture.keep_needed(arrows, door) for door in arrows] == [["filing"], ["models"], []]


def test_every_door_says_what_is_behind_it() -> None:
    doors = draw_architecture.list_doors()
    assert [name for name, path in doors.items() if not draw_architecture.describe_module(path)] == []
