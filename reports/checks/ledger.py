"""The ledger (核对台账): which checks watch each table, list and required text of an outline, or why none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reports import formulas
from reports.checks.targets import LIST as INDICATORS
from reports.outlines import Check, Outline

LISTS, TEXTS = "lists", "texts"
WATCHED: Mapping[str, tuple[str, ...]] = {  # what rules without settings look at; LISTS are those without numbers
    "C09": (TEXTS,),
    "C29": (TEXTS,),
    "C30": (TEXTS, LISTS),
    "C33": (TEXTS, LISTS),
    "C38": (TEXTS, LISTS),
}
OF_INDICATORS = ("C19", "C20", "C21", "C22", "C23", "C25", "C26", "C28")


@dataclass(frozen=True)
class Line:
    """One table, list or text with the checks that watch it."""

    kind: str  # 表格, 列表, 文字
    key: str
    label: str
    checks: tuple[str, ...]
    unchecked: str = ""  # 不核对，因为…

    @property
    def is_orphan(self) -> bool:
        return not self.checks and not self.unchecked


def ledger(outline: Outline) -> list[Line]:
    """Every grid, every list, every required text. Numbers need a check of numbers: that a text is not empty says nothing of a sum."""
    watched: dict[str, list[str]] = {}
    for check in outline.check:
        for key in dict.fromkeys(watches(outline, check)):
            watched.setdefault(key, []).append(check.id)
    grids = (Line("表格", grid.key, grid.label, _ids(watched, grid.key), grid.unchecked) for grid in outline.grid)
    lists = (Line("列表", listing.key, listing.label, _ids(watched, listing.key), listing.unchecked) for listing in outline.listing)
    texts = (Line("文字", text.key, text.label, _ids(watched, text.key), text.unchecked) for text in outline.text if text.required)
    return [*grids, *lists, *texts]


def orphans(outline: Outline) -> list[str]:
    """A sentence for each line that nothing watches."""
    return [
        f"{line.kind}“{line.label}”（{line.key}）没有任何核对，请在提纲中声明核对，或写 unchecked = “不核对，因为…”"
        for line in ledger(outline)
        if line.is_orphan
    ]


def _ids(watched: Mapping[str, list[str]], key: str) -> tuple[str, ...]:
    return tuple(sorted(set(watched.get(key, ()))))


def watches(outline: Outline, check: Check) -> Iterator[str]:
    """Keys of the grids, lists and texts that a check looks at."""
    yield from filter(None, (check.grid, check.settings.get("grid", "")))
    yield from (column.partition(".")[0] for column in check.same)
    for one in check.repeated():
        yield from (name.partition(".")[0] for name in (formulas.names(one.balance) if one.balance else ()))
        yield from (text.partition(".")[0] for text in one.settings.values() if text.count(".") == 2)
    if check.rule:
        yield from _of_rule(outline, check)


def _of_rule(outline: Outline, check: Check) -> Iterator[str]:
    if check.rule in OF_INDICATORS:
        yield INDICATORS
    if check.rule == "C20":
        yield from (listing.key for listing in outline.listing if listing.preset)
    if check.rule == "C31":
        yield from (key for listing in outline.listing if listing.answers for key in (listing.key, listing.answers))
    kinds: Mapping[str, Callable[[], list[str]]] = {
        TEXTS: lambda: list(outline.texts),
        LISTS: lambda: [listing.key for listing in outline.listing if not any(field.is_figure for field in listing.fields)],
    }
    for kind in WATCHED.get(check.rule, ()):
        yield from kinds[kind]()
