"""Where each section of the outline begins in the text: its headings, found in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain import patterns
from reports.domain.outlines import Outline, Section, count_section_numbers
from reports.domain.patterns import fixed_words, sentence_matching
from reports.domain.text_import import matches
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import TextLine, fold_text

ANY_NUMBER = rf"(?:[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)]?[、.．]?{fixed_words.BLANKS})?"
HINT = rf"(?:{fixed_words.BLANKS}[（(](?P<hint>[^\n]*)[）)])?"
EXACT, NEAR, NUMBER_ONLY = 4, 3, 2  # how sure a heading is: number and words, words alone, number alone


@dataclass(frozen=True)
class Heading:
    section: Section
    line: int
    sure: int
    rest: str = ""  # of the line, behind a heading that runs in with its text
    mentions: tuple[Mention, ...] = ()
    strange: str = ""  # a hint that is not the outline's


def find_headings(outline: Outline, lines: Sequence[TextLine]) -> list[Heading]:
    """The surest run of headings in the outline's order; among equals the last one, because a contents page comes first."""
    best: list[tuple[int, int, list[Heading]]] = []  # by line: sureness of the run that ends here, its last line, the run
    for section in outline.section:
        additions = []
        for at, line in enumerate(lines):
            if (heading := _match_heading(outline, section, at, line.text)) is not None:
                sure, _, run = max((run for run in best if run[1] < at), key=lambda run: run[:2], default=(0, -1, []))
                additions.append((sure + heading.sure, at, [*run, heading]))
        best += additions
    return max(best, key=lambda run: run[:2], default=(0, -1, []))[2]


def _match_heading(outline: Outline, section: Section, at: int, text: str) -> Heading | None:
    number = count_section_numbers(outline)[section.key]
    if not section.heading:
        return _match_numbered_paragraph(section, number, at, text)
    own = fixed_words.match_literal(number) + fixed_words.BLANKS
    for sure, before in ((EXACT, own), (NEAR, _match_section_number(outline, section)), (NEAR, ANY_NUMBER)):
        if (found := _match_heading_words(outline, section, before, text)) is not None:
            match, said = found
            hint = match.groupdict().get("hint") or ""
            strange = f"（{hint}）" if hint and fold_text(hint) != fold_text(section.hint) else ""
            return Heading(section, at, sure, match.groupdict().get("rest") or "", said, strange)
    return None


def _match_section_number(outline: Outline, section: Section) -> str:
    style = section.number or outline.numbering[section.level - 1]
    return "" if style == "-" else sentence_matching.match_any_number(style) + fixed_words.BLANKS


def _match_heading_words(outline: Outline, section: Section, before: str, text: str) -> tuple[re.Match[str], tuple[Mention, ...]] | None:
    """The line as this section's heading, and what its placeholders say."""
    nodes = patterns.parse_pattern(section.heading)
    words = sentence_matching.build_expression(nodes, matches.build_slot_expression(outline, {}))
    behind = fixed_words.match_literal(section.run_in) + r"(?P<rest>.*)" if section.run_in else HINT
    match = sentence_matching.make_regex(before + words + fixed_words.BLANKS + behind).fullmatch(text)
    if match is None:
        return None
    slots = enumerate(patterns.list_slots(nodes), 1)
    found = [sentence_matching.SlotMatch(slot, (match[at] or "").strip(), match.start(at)) for at, slot in slots]
    return match, matches.make_matches(outline, found, text) or ()


def _match_numbered_paragraph(section: Section, number: str, at: int, text: str) -> Heading | None:
    match = (
        sentence_matching.make_regex(f"{fixed_words.match_literal(number)}{fixed_words.BLANKS}(.+)").fullmatch(text)
        if number
        else None
    )
    return Heading(section, at, NUMBER_ONLY, match[1]) if match else None
