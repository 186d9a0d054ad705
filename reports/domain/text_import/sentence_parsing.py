"""A generated sentence read back: first with all known fields word for word, then with any words in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.domain import numbering, patterns
from reports.domain.outlines import Outline, Part
from reports.domain.patterns import GAP, Expression, Slot, SlotMatch, fixed_words, sentence_matching
from reports.domain.text_import import matches, repeated_parts
from reports.domain.text_import.matches import Mention

Mentions = tuple[Mention, ...]


def read_sentence(outline: Outline, pattern: str, named: Mapping[str, Part], text: str, known: Mapping[str, str]) -> Mentions | None:
    """What the text says when the whole of it follows the pattern; None when it does not."""
    for fields in (known, {}) if known else ({},):
        found = sentence_matching.match_pattern(patterns.parse_pattern(pattern), text, _build_sentence_expression(outline, named, fields))
        if found is not None:
            return _collect_sentence_matches(outline, named, text, found)
    return None


def find_least_end(outline: Outline, pattern: str, named: Mapping[str, Part], text: str) -> int | None:
    """The letter that a sentence at the beginning of the text goes on to at least; None when there is none."""
    return sentence_matching.find_least_end(patterns.parse_pattern(pattern), text, _build_sentence_expression(outline, named, {}))


def _build_sentence_expression(outline: Outline, named: Mapping[str, Part], known: Mapping[str, str]) -> Expression:
    plain = matches.build_slot_expression(outline, known)

    def of(slot: Slot) -> str:
        part = named.get(slot.name)
        return _build_part_expression(part) if part else plain(slot)

    return of


def _build_part_expression(part: Part) -> str:
    """What may stand for a named part: prose that is read by itself; items begin with number one."""
    first = fixed_words.match_words(numbering.format_label(part.number, 1)) if part.number else ""
    return (f"(?={first}|{GAP})" if first else "") + sentence_matching.PROSE


def _collect_sentence_matches(outline: Outline, named: Mapping[str, Part], text: str, found: tuple[SlotMatch, ...]) -> Mentions | None:
    said: list[Mention] = []
    for one in found:
        inner = _read_slot_matches(outline, named.get(one.slot.name), text, one)
        if inner is None:
            return None
        said.extend(inner)
    return tuple(said)


def _read_slot_matches(outline: Outline, part: Part | None, text: str, found: SlotMatch) -> Mentions | None:
    if part is None:
        return matches.make_matches(outline, (found,), text)
    if not found.text:
        return ()
    if part.when:
        return _read_branch(outline, part, found, text)
    said = repeated_parts.read_repeated_part(outline, part, found.text)
    if said and found.is_ambiguous:
        return tuple(replace(one, doubt=one.doubt or matches.AMBIGUOUS) for one in said)
    return said


def _read_branch(outline: Outline, part: Part, found: SlotMatch, text: str) -> Mentions | None:
    """Which alternative the paper chose; the fixed words of the first are tried before the prose of the second."""
    quote = matches.extract_passage(text, found.start)
    for chosen in (True, False):
        said = read_sentence(outline, part.then if chosen else part.otherwise, {}, found.text, {})
        if said is not None:
            branch = Mention("branch", part.when, chosen, found.text, quote, other="" if chosen else part.then)
            return (branch, *(replace(one, quote=quote) for one in said))
    return None


def is_continued_sentence(outline: Outline, pattern: str, named: Mapping[str, Part], line: str) -> bool:
    """Whether the sentence may end in a further paragraph such as this one: prose, sentences of a list, a numbered item."""
    slots = patterns.list_slots(patterns.parse_pattern(pattern))
    part = named.get(slots[-1].name) if slots else None
    if part is None or part.when:
        last = patterns.list_slots(patterns.parse_pattern(part.otherwise)) if part else slots
        return bool(last) and last[-1].name in outline.texts
    if part.number:
        return sentence_matching.make_regex(sentence_matching.match_any_number(part.number)).match(line) is not None
    return part.each in outline.lists and part.join in ("。", "；")
