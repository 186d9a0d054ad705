"""What is refused of an outline that is checked or published today, over and above what must hold of every outline that loads.

A refusal that comes later is added here or with the other references: a version that was stored loads all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain import formulas, patterns
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.entry_points import collect_block_facts
from reports.domain.outlines.positions import Location

Problem = tuple[Location, str]
KINDS = {"list": ("listing", "listing", "列表"), "grid": ("grid", "grid", "表格"), "text": ("text", "narrative", "文字")}


def find_publishing_problems(outline: Outline) -> Iterator[Problem]:
    """Of an outline in which everything else is right."""
    yield from _find_unused_facts(outline)
    yield from _find_unused_rules(outline)
    yield from _find_unused_parts(outline)
    yield from _find_wide_braces(outline)


def _find_unused_facts(outline: Outline) -> Iterator[Problem]:
    """Declared, and neither printed nor looked at: people would fill it in for nothing."""
    blocks = (block for section in outline.section for block in section.show)
    shown = {(shape, key) for block in blocks for shape, key, _ in collect_block_facts(outline, block)}
    asked = set(_iter_asked_names(outline))
    for kind, (setting, shape, name) in KINDS.items():
        for at, fact in enumerate(getattr(outline, setting)):
            if (shape, fact.key) not in shown and fact.key not in asked:
                yield (kind, at, "key"), f"{name}“{fact.label}”（{fact.key}）没有一个章节用到，填了也不打印；请写进章节的 show，或者删去"


def _iter_asked_names(outline: Outline) -> Iterator[str]:
    """Facts that a check, a rule or an assessment needs although no paper prints them."""
    for check in outline.check:
        yield from (check.grid, check.reason, *(name.partition(".")[0] for name in check.same))
        yield from (text.partition(".")[0] for text in check.settings.values())
        for one in check.repeated() if check.balance else ():
            yield from _iter_formula_tables(one.balance)
    for rule in outline.rule:
        yield from _iter_formula_tables(rule.value)
    for assessment in outline.assessment:
        yield from (assessment.listing, *(name.partition(".")[0] for name in assessment.plus))
        for cap in assessment.caps:
            yield from _iter_formula_tables(cap.when)
    yield from (listing.answers for listing in outline.listing)


def _iter_formula_tables(formula: str) -> Iterator[str]:
    return (name.partition(".")[0] for name in (formulas.list_formula_names(formula) if formula else ()))


def _find_unused_rules(outline: Outline) -> Iterator[Problem]:
    used = {preset.rule for listing in outline.listing for preset in listing.preset}
    for at, rule in enumerate(outline.rule):
        if rule.key not in used:
            yield ("rule", at, "key"), f"评分规则“{rule.key}”没有一行用到；请写进那一行的 rule，或者删去"


def _find_unused_parts(outline: Outline) -> Iterator[Problem]:
    """A part whose name stands in no wording of the sentence is never printed."""
    for at, section in enumerate(outline.section):
        for index, block in enumerate(section.show):
            slots = {slot.name for text in block.readable for slot in patterns.list_slots(patterns.parse_pattern(text))}
            for key in block.parts:
                if key not in slots:
                    yield ("section", at, "show", index, "parts", key), f"句子里没有 {{{key}}}，parts.{key} 不会打印；请写进句子，或者删去"


def _find_wide_braces(outline: Outline) -> Iterator[Problem]:
    """A placeholder in Chinese braces would be printed as it stands."""
    texts: list[tuple[Location, str]] = [(("title",), outline.title)]
    for at, section in enumerate(outline.section):
        texts.append((("section", at, "heading"), section.heading))
        for index, block in enumerate(section.show):
            here: Location = ("section", at, "show", index)
            texts += [((*here, "sentence"), text) for text in block.readable]
            texts += [((*here, setting), getattr(block, setting)) for setting in ("caption", "note")]
            for key, part in block.parts.items():
                words = {"item": part.item, "then": part.then, "else": part.otherwise}
                texts += [((*here, "parts", key, name), text) for name, text in words.items()]
    for location, text in texts:
        if {"｛", "｝"} & set(text):
            yield location, f"“{text}”中的大括号是中文的，会照原样印出来；请改成英文的 {{ }}"
