"""What is refused of an outline that is checked or published today, over and above what must hold of every outline that loads.

A refusal that comes later is added here or with the other references: a version that was stored loads all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.entry_points import list_entries
from reports.domain.outlines.positions import Location

Problem = tuple[Location, str]
KINDS = {"list": ("listing", "listing", "列表"), "grid": ("grid", "grid", "表格"), "text": ("text", "narrative", "文字")}


def find_publishing_problems(outline: Outline) -> Iterator[Problem]:
    """Of an outline in which everything else is right."""
    yield from _find_unused_facts(outline)
    yield from _find_wide_braces(outline)


def _find_unused_facts(outline: Outline) -> Iterator[Problem]:
    """Declared and shown nowhere: nobody could fill it in, and nothing of it would be printed."""
    homes = {(entry.shape, entry.key) for entries in list_entries(outline).values() for entry in entries}
    for kind, (setting, shape, name) in KINDS.items():
        for at, fact in enumerate(getattr(outline, setting)):
            if (shape, fact.key) not in homes and not _is_computed(fact):
                yield (kind, at, "key"), f"{name}“{fact.label}”（{fact.key}）没有一个章节用到，单位填不到它；请在章节的 show 里写出来，或者删去"


def _find_wide_braces(outline: Outline) -> Iterator[Problem]:
    """A placeholder in Chinese braces would be printed as it stands."""
    patterns: list[tuple[Location, str]] = [(("title",), outline.title)]
    for at, section in enumerate(outline.section):
        patterns.append((("section", at, "heading"), section.heading))
        for index, block in enumerate(section.show):
            here: Location = ("section", at, "show", index)
            patterns += [((*here, "sentence"), text) for text in block.readable]
            patterns += [((*here, setting), getattr(block, setting)) for setting in ("caption", "note")]
            for key, part in block.parts.items():
                words = {"item": part.item, "then": part.then, "else": part.otherwise}
                patterns += [((*here, "parts", key, name), text) for name, text in words.items()]
    for location, text in patterns:
        if {"｛", "｝"} & set(text):
            yield location, f"“{text}”中的大括号是中文的，会照原样印出来；请改成英文的 {{ }}"


def _is_computed(fact: object) -> bool:
    """A grid without a cell to type has no home and needs none."""
    typed = getattr(fact, "typed_cells", None)
    return typed is not None and not any(True for _ in typed())
