"""C29: a text that is that of last year, or that of another department."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reports.domain.checks import short_names
from reports.domain.checks.likeness import list_outline_words
from reports.domain.checks.prose import SENTENCE, Prose, collect_narratives, normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Watched, report_finding, rule
from reports.domain.outlines import Outline

SHORTEST = 12  # letters of a sentence that is more than a phrase
SMALLEST = 40  # letters of such sentences in a text, below which nothing is said
MOST = "80"  # per cent of the letters that may stand elsewhere too
LONGEST_PASSAGE, SHORT_PASSAGE = 60, 20  # letters that a message quotes; of each text where it names several
DUTIES = re.compile(r"职责|职能")
LAST_YEAR, ANOTHER = "与上年报告雷同", "与本区另一单位雷同"
Sentences = dict[str, int]  # fingerprint → letters


@rule(
    "C29",
    name="文字不照抄上年或其他单位",
    severity="W",
    source="财政部门审核惯例",
    explanation="按句比较，年份和数字不计；提纲自己的话和职责不比较，提纲允许沿用上年的文字不与上年比较。照抄同一来源的几处合为一条。",
    version=2,
    thresholds={"most": Limit("相同的文字达到", "%", MOST)},
    watches=(Watched.TEXTS,),
)
def check_copied(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: most (per cent). What the outline lets carry over may be last year's. One finding for all texts of a source."""
    most = Decimal(check.settings.get("most", MOST))
    copies = [copy for text in _select_texts(document) for copy in _find_copies(document, context, text, most)]
    for whose, neighbour in dict.fromkeys((copy.whose, copy.neighbour) for copy in copies):
        group = [copy for copy in copies if (copy.whose, copy.neighbour) == (whose, neighbour)]
        yield _report_group(document, check, whose, group)


@dataclass(frozen=True)
class Copy:
    """A text that stands elsewhere too, mostly: whose it is, how much of it."""

    text: Prose
    whose: str
    per_cent: int
    marks: Collection[str]
    neighbour: str = ""


def _select_texts(document: Document) -> Iterator[Prose]:
    """Without 职责, which are what they are in every year and every county."""
    texts = document.outline.texts
    return (text for text in collect_narratives(document) if not DUTIES.search(texts[text.source].label))


def _find_copies(document: Document, context: Context, text: Prose, most: Decimal) -> Iterator[Copy]:
    given = _hash_outline(document.outline)
    own = {mark: size for mark, size in split_sentences(text.text).items() if mark not in given}
    whole = sum(own.values())
    if whole < SMALLEST:
        return
    if context.last_year and not document.outline.texts[text.source].carry:
        before = split_sentences(context.last_year.text(text.source))
        if (same := _measure_share(own, before)) >= most:
            yield Copy(text, LAST_YEAR, same, own.keys() & before.keys())
    others = Counter(context.fingerprints[mark] for mark in own for _ in range(own[mark]) if mark in context.fingerprints)
    other, letters = others.most_common(1)[0] if others else ("", 0)
    if letters * 100 // whole >= most:
        copied = {mark for mark in own if context.fingerprints.get(mark) == other}
        yield Copy(text, ANOTHER, letters * 100 // whole, copied, other)


@lru_cache(maxsize=64)
def _hash_outline(outline: Outline) -> frozenset[str]:
    """Sentences that the outline itself has: hints, notes, the fixed words of its sentences, its criteria."""
    written = list_outline_words(outline)
    return frozenset(hash_sentence(sentence) for text in written for sentence in SENTENCE.findall(text) if sentence.strip())


def _report_group(document: Document, check: Check, whose: str, group: list[Copy]) -> Finding:
    """With the own passages alone: whose text it is, the bureau reads from `neighbour`."""
    places = tuple(copy.text.place for copy in group)
    told = "；".join(_describe_copy(document, copy, len(group) > 1) for copy in group)
    words = f"{told}{whose}（{_span(group)} % 相同，年份和数字不计），请核对是否照抄"
    return replace(report_finding(check, places, words, subject=f"{places[0]}|{whose}"), neighbour=group[0].neighbour, parts=len(group))


def _describe_copy(document: Document, copy: Copy, is_one_of_many: bool) -> str:
    passage = "".join(extract_passages(copy.text.text, copy.marks))
    longest = SHORT_PASSAGE if is_one_of_many else LONGEST_PASSAGE
    quoted = f"“{passage[:longest]}{'……' * (len(passage) > longest)}”"
    return f"{short_names.name_place(document, copy.text.place)}{quoted}" if is_one_of_many else quoted


def _span(group: list[Copy]) -> str:
    shares = sorted({copy.per_cent for copy in group})
    return f"{shares[0]}" if len(shares) == 1 else f"{shares[0]}—{shares[-1]}"


def extract_passages(text: str, marks: Collection[str]) -> list[str]:
    """The sentences of the text that have one of the fingerprints, as they are written."""
    return [sentence for sentence in SENTENCE.findall(text) if sentence.strip() and hash_sentence(sentence) in marks]


def split_sentences(text: str) -> Sentences:
    """Fingerprints of the sentences of a text that are long enough to tell."""
    found = (_extract_letters(sentence) for sentence in SENTENCE.findall(text))
    return {hash_sentence(letters): len(letters) for letters in found if len(letters) >= SHORTEST}


def hash_sentence(sentence: str) -> str:
    """The same for a sentence with other figures, years or marks."""
    return hashlib.sha256(_extract_letters(sentence).encode()).hexdigest()[:16]


def _extract_letters(sentence: str) -> str:
    return re.sub(r"\d", "", normalise_text(sentence))


def _measure_share(own: Sentences, others: Sentences) -> int:
    """Per cent of the letters that stand in the others too."""
    return sum(size for mark, size in own.items() if mark in others) * 100 // sum(own.values())
