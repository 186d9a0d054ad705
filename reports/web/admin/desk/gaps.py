"""没有人负责: one line of what heads the desk, and whom it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NAMED = 3  # so many names make a sentence that can still be read


@dataclass(frozen=True)
class Gap:
    words: str
    url: str
    link: str


def join_names(names: Sequence[str]) -> str:
    """甲、乙、丙等"""
    return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
