"""是 and 否 as people tick them."""

from __future__ import annotations

YES = frozenset({"是", "√", "✓", "✔", "☑", "✅", "1", "true", "t", "y", "yes", "对", "有", "参加"})
NO = frozenset({"否", "×", "✗", "✘", "✕", "❌", "☒", "x", "0", "false", "f", "n", "no", "不", "无", "不参加"})


def parse_tick(text: str) -> bool | None:
    """None: neither. An empty cell is for the caller. Raises ValueError for anything else."""
    folded = text.casefold()
    if not folded:
        return None
    if folded in YES or folded in NO:
        return folded in YES
    raise ValueError(text)
