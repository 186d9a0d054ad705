"""Where each section of the outline begins in the text: its headings, found in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.domain import patterns
from reports.domain.outlines import Outline, Section, count_section_numbers
from reports.domain.patterns import fixed_words, sentence_matching
from reports.domain.text_import import heading_runs, matches
from reports.domain.text_import.matches import Mention
from reports.domain.text_import.text_lines import SENTENCE_ENDS, TextLine, fold_text

ANY_NUMBER = rf"(?:[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)]?[、.．]?{fixed_words.BLANKS})?"
NUMBERED = re.compile(r"\s*(?:[（(](?:[一二三四五六七八九十百]+|\d+)[）)]、?|(?:[一二三四五六七八九十百]+|\d+)[、.．])\s*")
HINT = rf"(?:{fixed_words.BLANKS}[（(](?P<hint>[^\n]*)[）)])?"
# How sure a heading is: a person said so; number and words, words alone, number alone, words much alike.
CHOSEN, EXACT, NEAR, NUMBER_ONLY, LIKE = 1000, 4, 3, 2, 1
NO_HEADING = ""  # what a person says of a line that is none
PLACEHOLDER = re.compile(r"\{[^}]*\}")
LONGEST_HEADING = 40  # letters of a line that may be one though the outline has no such words
# Shared letters of both: less is enough where the number is the one expected, more is needed where its style is another.
ALIKE_AT_ALL, ALIKE_IN_TURN, ALIKE, ALIKE_OUT_OF_STYLE = 0.4, 0.5, 0.65, 0.75
LIKENESS = "标题与提纲的“{}”不同，按相近认作这一节"


@dataclass(frozen=True)
class Heading:
    section: Section
    line: int
    sure: int
    rest: str = ""  # of the line, behind a heading that runs in with its text
    mentions: tuple[Mention, ...] = ()
    strange: str = ""  # a hint that is not the outline's
    size: int = 1  # lines that it goes over
    doubt: str = ""


def list_heading_targets(outline: Outline) -> dict[str, str]:
    """Sections that a line can be said to be the heading of, with what they are called."""
    numbers = count_section_numbers(outline)
    own = (section for section in outline.section if section.heading and not section.run_in)
    return {section.key: f"{numbers[section.key]}{PLACEHOLDER.sub('', section.heading)}" for section in own}


def find_headings(outline: Outline, lines: Sequence[TextLine], chosen: Mapping[int, str] | None = None) -> list[Heading]:
    """The surest run of headings in the outline's order; among equals the last one, because a contents page comes first.

    `chosen`: what a person said of a line, by the letter on which it begins: the key of its section, or NO_HEADING.
    """
    folded = [fold_text(line.text) for line in lines]
    found = {section.key: list(_iter_headings(outline, section, lines, folded)) for section in outline.section}
    taken = {heading.line for headings in found.values() for heading in headings if heading.sure > NUMBER_ONLY}
    similar = [at for at, line in enumerate(lines) if at not in taken and looks_like_heading(line.text)]
    for section in outline.section:
        if not any(heading.sure > NUMBER_ONLY for heading in found[section.key]):
            found[section.key] += _iter_similar(outline, section, lines, similar)
    if chosen:
        found = {key: _prefer_chosen(outline.sections[key], each, lines, chosen) for key, each in found.items()}
    return heading_runs.find_best_run([found[section.key] for section in outline.section], len(lines))


def _prefer_chosen(section: Section, found: list[Heading], lines: Sequence[TextLine], chosen: Mapping[int, str]) -> list[Heading]:
    """What a person said of a line stands, for this section and for the others."""
    own = [Heading(section, at, CHOSEN) for at, line in enumerate(lines) if chosen.get(line.at) == section.key]
    return own or [heading for heading in found if lines[heading.line].at not in chosen]


def looks_like_heading(text: str) -> bool:
    """A short line with a number that ends as no sentence does."""
    opening = NUMBERED.match(text)
    if opening is None:
        return False
    return 2 <= len(text) - opening.end() <= LONGEST_HEADING and not text.endswith((*SENTENCE_ENDS, "，", "、"))


def measure_likeness(section: Section, text: str) -> float:
    """From 0 to 1: how many letters the line shares with the heading, its number aside."""
    letters = set(fold_text(NUMBERED.sub("", text, count=1)))
    wanted = (set(fold_text(PLACEHOLDER.sub("", words))) for words in (section.heading, *section.also))
    return max(2 * len(letters & words) / max(1, len(letters) + len(words)) for words in wanted)


def is_somewhat_alike(section: Section, text: str) -> bool:
    """Too little to be taken for its heading, enough not to be passed over."""
    return measure_likeness(section, text) >= ALIKE_AT_ALL


def has_number_of(outline: Outline, section: Section, text: str) -> bool:
    """Whether the line begins with a number in the section's style."""
    opening = fixed_words.BLANKS + sentence_matching.match_any_number(get_number_style(outline, section))
    return sentence_matching.make_regex(opening).match(text) is not None


def _iter_headings(outline: Outline, section: Section, lines: Sequence[TextLine], folded: Sequence[str]) -> Iterator[Heading]:
    if not section.heading:
        number = count_section_numbers(outline)[section.key]
        found = (_match_numbered_paragraph(section, number, at, line.text) for at, line in enumerate(lines)) if number else ()
        yield from filter(None, found)
        return
    for words in (section.heading, *section.also):
        own = replace_heading(section, words)
        key = fold_text(max(re.split(r"\{[^}]*\}|[\[\]]", words), key=len))
        for at, line in enumerate(lines):
            if key in folded[at]:
                found_here = _match_heading(outline, own, at, line.text)
            elif at + 1 < len(lines) and _is_cut(line.text) and key in folded[at] + folded[at + 1]:
                found_here = _match_heading(outline, own, at, line.text + lines[at + 1].text)
                found_here = replace(found_here, size=2) if found_here else None
            else:
                continue
            if found_here is not None:
                yield replace(found_here, section=section)


def replace_heading(section: Section, words: str) -> Section:
    return section if words == section.heading else section.model_copy(update={"heading": words})


def _is_cut(text: str) -> bool:
    """Whether a line may be the first half of a heading that a page has cut."""
    return len(text) >= 6 and not text.endswith(SENTENCE_ENDS)


def _match_heading(outline: Outline, section: Section, at: int, text: str) -> Heading | None:
    own = fixed_words.match_literal(count_section_numbers(outline)[section.key]) + fixed_words.BLANKS
    for sure, before in ((EXACT, own), (NEAR, _match_section_number(outline, section)), (NEAR, ANY_NUMBER)):
        if (found := _match_heading_words(outline, section, before, text)) is not None:
            match, said = found
            hint = match.groupdict().get("hint") or ""
            strange = f"（{hint}）" if hint and fold_text(hint) != fold_text(section.hint) else ""
            return Heading(section, at, sure, match.groupdict().get("rest") or "", said, strange)
    return None


def _match_section_number(outline: Outline, section: Section) -> str:
    style = get_number_style(outline, section)
    return "" if style == "-" else sentence_matching.match_any_number(style) + fixed_words.BLANKS


def get_number_style(outline: Outline, section: Section) -> str:
    return section.number or outline.number_styles[section.level - 1]


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
    match = sentence_matching.make_regex(f"{fixed_words.match_literal(number)}{fixed_words.BLANKS}(.+)").fullmatch(text)
    return Heading(section, at, NUMBER_ONLY, match[1]) if match else None


def _iter_similar(outline: Outline, section: Section, lines: Sequence[TextLine], similar: Sequence[int]) -> Iterator[Heading]:
    """Lines that look like a heading and share most letters with this one."""
    style = get_number_style(outline, section)
    if not section.heading or style == "-" or section.run_in:
        return
    own = fold_text(count_section_numbers(outline)[section.key])
    for at in similar:
        text = lines[at].text
        least = ALIKE_IN_TURN if fold_text(text).startswith(own) else ALIKE
        if not has_number_of(outline, section, text):
            least = ALIKE_OUT_OF_STYLE
        if measure_likeness(section, text) >= least:
            yield Heading(section, at, LIKE, doubt=LIKENESS.format(PLACEHOLDER.sub("", section.heading)))
