"""docs/architecture.md is drawn from the imports, and an old drawing is noticed."""

from pathlib import Path

import pytest

from scripts import draw_architecture


def test_the_committed_page_is_that_of_the_imports(drawn_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_architecture.main() == 0, "python -m scripts.draw_architecture"
    assert capsys.readouterr().out == ""


def test_an_old_page_is_noticed_and_left_alone(drawn_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = drawn_copy / "architecture.md"
    old = page.read_text(encoding="utf-8").replace(" --> ", " --- ", 1)
    page.write_text(old, encoding="utf-8")
    assert draw_architecture.main() == 1
    assert "请运行" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == old


def test_an_arrow_that_others_imply_is_left_out() -> None:
    arrows = {"web": {"filing", "models"}, "filing": {"models"}, "models": set()}
    assert [draw_architecture.keep_needed(arrows, door) for door in arrows] == [["filing"], ["models"], []]


def test_every_door_says_what_is_behind_it() -> None:
    doors = draw_architecture.list_doors()
    assert [name for name, path in doors.items() if not draw_architecture.describe_module(path)] == []
