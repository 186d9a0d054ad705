"""The ledger (核对台账): which checks watch each table, list and required text of an outline, or why none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.domain import formulas
from reports.domain.checks.applicable import select_asked
from reports.domain.outlines import Check, Outline
from reports.domain.outlines.rule_declarations import Watched
from reports.domain.outlines.rule_discovery import find_rule

WATCHED: Mapping[Watched, Callable[[Outline], Iterable[str]]] = {
    Watched.TEXTS: lambda outline: list(outline.texts),
    Watched.LISTS: lambda outline: [one.key for one in outline.listing if not any(field.is_figure for field in one.fields)],
    Watched.PRESETS: lambda outline: [one.key for one in outline.listing if one.preset],
    Watched.ANSWERS: lambda outline: [key for one in outline.listing if one.answers for key in (one.key, one.answers)],
}


@dataclass(frozen=True)
class CoverageLine:
    """One table, list or text with the checks that watch it."""

    kind: str  # 表格, 列表, 文字
    key: str
    label: str
    checks: tuple[str, ...]
    unchecked: str = ""  # 不核对，因为…

    @property
    def is_orphan(self) -> bool:
        return not self.checks and not self.unchecked


def list_coverage(outline: Outline) -> list[CoverageLine]:
    """Every grid, every list, every required text. Numbers need a check of numbers: that a text is not empty says nothing of a sum."""
    watched: dict[str, list[str]] = {}
    for check in select_asked(outline):
        for key in dict.fromkeys(find_watched(outline, check)):
            watched.setdefault(key, []).append(check.id)
    grids = (CoverageLine("表格", grid.key, grid.label, _list_ids(watched, grid.key), grid.unchecked) for grid in outline.grid)
    lists = (
        CoverageLine("列表", listing.key, listing.label, _list_ids(watched, listing.key), listing.unchecked) for listing in outline.listing
    )
    texts = (
        CoverageLine("文字", text.key, text.label, _list_ids(watched, text.key), text.unchecked) for text in outline.text if text.required
    )
    return [*grids, *lists, *texts]


def list_unwatched(outline: Outline) -> list[str]:
    """A sentence for each line that nothing watches."""
    return [
        f'{line.kind}“{line.label}”（{line.key}）没有任何核对，请在提纲中声明核对，或写 unchecked = "不核对，因为…"'
        for line in list_coverage(outline)
        if line.is_orphan
    ]


def _list_ids(watched: Mapping[str, list[str]], key: str) -> tuple[str, ...]:
    return tuple(sorted(set(watched.get(key, ()))))


def find_watched(outline: Outline, check: Check) -> Iterator[str]:
    """Keys of the grids, lists and texts that a check looks at."""
    yield from filter(None, (check.grid, check.settings.get("grid", "")))
    yield from (column.partition(".")[0] for column in check.same)
    for one in check.repeated():
        yield from (name.partition(".")[0] for name in (formulas.list_formula_names(one.balance) if one.balance else ()))
        yield from (text.partition(".")[0] for text in one.settings.values() if text.count(".") == 2)
    declared = find_rule(check.rule)
    listing = (check.settings.get("list", declared.listing),) if declared and declared.listing else ()
    for each in (*listing, *(declared.watches if declared else ())):
        yield from WATCHED[each](outline) if isinstance(each, Watched) else (each,)
