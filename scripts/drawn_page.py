"""A page of docs/ of which one part, between two marks, is drawn by a script; `--check` fails when the committed part is old."""

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
END = "<!-- end -->"


def replace_drawing(text: str, begin: str, lines: Iterable[str]) -> str:
    """The page with everything between the marks drawn anew; what stands around them is written by hand."""
    head, found_begin, rest = text.partition(begin)
    _, found_end, tail = rest.partition(END)
    if not (found_begin and found_end):
        sys.exit(f"没有找到标记 {begin} … {END}")
    return "\n".join([head + begin, "", *lines, "", END + tail])


def draw_or_check(page: str, script: str, lines: Iterable[str]) -> int:
    """Writes docs/`page`, or with `--check` says whether the committed one is what `script` draws today: 0 or 1."""
    file = ROOT / "docs" / page
    committed = file.read_text(encoding="utf-8")
    fresh = replace_drawing(committed, f"<!-- drawn by scripts/{script}.py -->", lines)
    if "--check" not in sys.argv:
        file.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != committed:
        print(f"docs/{page} 已过时，请运行：.venv/bin/python -m scripts.{script}")
    return int(fresh != committed)
