"""C29: a text that is that of last year, or that of another department."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding
from reports.domain.checks.prose import SENTENCE, Prose, collect_narratives, normalise_text
from reports.domain.checks.rules.registry import Limit, Watched, report_finding, rule
from reports.domain.document import Document
from reports.domain.outlines import Check

SHORTEST = 12  # letters of a sentence that is more than a phrase
SMALLEST = 40  # letters of such sentences in a text, below which nothing is said
MOST = "80"  # per cent of the letters that may stand elsewhere too
LONGEST_PASSAGE = 60  # letters that a message quotes
LAST_YEAR, ANOTHER = "与上年报告雷同", "与本区另一单位雷同"
Sentences = dict[str, int]  # fingerprint → letters


@rule(
    "C29",
    name="文字不照抄上年或其他单位",
    severity="W",
    source="财政部门审核惯例",
    explanation="按句比较，年份和数字不计；提纲允许沿用上年的文字不与上年比较。",
    thresholds={"most": Limit("相同的文字达到", "%", MOST)},
    watches=(Watched.TEXTS,),
)
def check_copied(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Settings: most (per cent). What the outline lets carry over from last year may be last year's."""
    most = Decimal(check.settings.get("most", MOST))
    for text in collect_narratives(document):
        own = split_sentences(text.text)
        whole = sum(own.values())
        if whole < SMALLEST:
            continue
        if context.last_year and not document.outline.texts[text.source].carry:
            before = split_sentences(context.last_year.text(text.source))
            if (same := _measure_share(own, before)) >= most:
                yield _report_copied(check, text, LAST_YEAR, same, own.keys() & before.keys())
        others = Counter(context.fingerprints[mark] for mark in own for _ in range(own[mark]) if mark in context.fingerprints)
        other, letters = others.most_common(1)[0] if others else ("", 0)
        if letters * 100 // whole >= most:
            copied = {mark for mark in own if context.fingerprints.get(mark) == other}
            yield replace(_report_copied(check, text, ANOTHER, letters * 100 // whole, copied), neighbour=other)


def _report_copied(check: Check, text: Prose, whose: str, per_cent: int, copied: Collection[str]) -> Finding:
    """With the own passage alone: whose text it is, the bureau reads from `neighbour`."""
    passage = "".join(extract_passages(text.text, copied))
    quoted = passage[:LONGEST_PASSAGE] + "……" * (len(passage) > LONGEST_PASSAGE)
    words = f"“{quoted}”{whose}（{per_cent} % 相同，年份和数字不计），请核对是否照抄"
    return report_finding(check, (text.place,), words, subject=f"{text.place}|{whose}")


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
