"""What stands between the marks of a page is drawn anew, what stands around them is kept."""

from pathlib import Path

import pytest

from scripts import drawn_page

BEGIN = "<!-- drawn by scripts/draw_moon.py -->"


def test_a_page_is_written_and_then_is_the_newest(drawn_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = drawn_copy / "moon.md"
    page.write_text(f"# Moon\n{BEGIN}\n\nfull\n\n<!-- end -->\nBy hand.", encoding="utf-8")
    assert drawn_page.draw_or_check("moon.md", "draw_moon", ["new"]) == 1
    monkeypatch.setattr("sys.argv", ["draw_moon"])
    assert drawn_page.draw_or_check("moon.md", "draw_moon", ["new"]) == 0
    assert page.read_text(encoding="utf-8") == f"# Moon\n{BEGIN}\n\nnew\n\n<!-- end -->\nBy hand."


@pytest.mark.parametrize("text", ["# Moon", f"# Moon\n{BEGIN}\n", "# Moon\n<!-- end -->"])
def test_a_page_without_both_marks_is_refused(text: str) -> None:
    with pytest.raises(SystemExit, match="没有找到标记"):
        drawn_page.replace_drawing(text, BEGIN, ["new"])
