"""C62: texts and lists of last year, or of another department, in disguise; targets that are last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reports.domain.checks.likeness import contain, cut_all_pieces, cut_pieces
from reports.domain.checks.prose import collect_narratives, normalise_text
from reports.domain.checks.rules.plagiarism import split_sentences
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, list_indicators
from reports.domain.shapes import Listing

MOST = "60"  # per cent of a text's pieces
TARGETS = 5  # indicators, of which some may well aim at the same every year
ROWS = 3  # rows of a list that may well be the same every year
SMALLEST = 20  # pieces of a text
LETTERS = 6


@rule(
    "C62",
    name="文字和列表不是上年或其他单位的改写",
    severity="W",
    source="财政部门审核惯例",
    explanation="每段文字按五个字一段与上年的同一段、与本区其他单位的同一段相比（改了个别字也看得出），列表逐行与上年相比；"
    "提纲允许沿用的不与上年比，提纲自己的话不计。",
    thresholds={"most": Limit("相同的达到", "%", MOST)},
    watches=(Watched.TEXTS, Watched.LISTS),
    version=2,
    everywhere=True,
)
def check_reworded(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    yield from _find_alike(document, check, context)
    last = context.last_year
    if last is None:
        return
    most = int(float(check.settings.get("most", MOST)))
    for text in collect_narratives(document):
        own = document.outline.texts[text.source]
        before = last.texts.get(text.source, "")
        if (
            before
            and before != text.text
            and not own.carry
            and (share := _compare(text.text, before)) >= most
            and not _is_whole_copy(text.text, split_sentences(before))
        ):
            words = f"{own.label}有 {share} % 的文字与上年报告相同（按五个字一段比较），疑似改写：“{text.text.strip()[:30]}…”"
            yield report_finding(check, (text.place,), words, subject=f"{text.place}|reworded")
    yield from _check_targets(document, check, last)
    for listing in document.outline.listing:
        if not listing.carry and not listing.preset and listing.key in last.outline.lists:
            yield from _check_list(document, check, listing, last)


def _find_alike(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """What the worker found of the texts as they are."""
    most = int(float(check.settings.get("most", MOST)))
    for key, (neighbour, share) in context.alike.items():
        text = document.text(key) if share >= most else ""
        if text and not _is_whole_copy(text, context.fingerprints):
            words = f"{document.outline.texts[key].label}有 {share} % 的文字与本区另一单位雷同（按五个字一段比较，提纲的话不计）"
            words += f"，疑似改写：“{text.strip()[:30]}…”"
            yield replace(report_finding(check, (f"narrative.{key}",), words, subject=f"narrative.{key}|alike"), neighbour=neighbour)


def _compare(text: str, before: str) -> int:
    own = cut_pieces(text)
    return contain(own, cut_all_pieces(before)) if len(own) >= SMALLEST else 0


def _is_whole_copy(text: str, others: Mapping[str, object]) -> bool:
    """Whether C29 says it: most of its sentences are the others'."""
    own = split_sentences(text)
    return bool(own) and sum(size for mark, size in own.items() if mark in others) * 100 >= sum(own.values()) * 80


def _check_targets(document: Document, check: Check, last: Document) -> Iterator[Finding]:
    """Every number that is aimed at is last year's, though other numbers were reached."""
    before = {normalise_text(one.name): (one.aim, one.actual) for one in list_indicators(last) if one.aimed.is_numeric}
    rows = [one for one in list_indicators(document) if one.aimed.is_numeric]
    same = [one for one in rows if before.get(normalise_text(one.name), ("", ""))[0] == one.aim]
    if len(rows) >= TARGETS and len(same) == len(rows) and any(before[normalise_text(one.name)][1] != one.actual for one in rows):
        words = f"{len(rows)} 个指标的指标值都与上年相同，请核对是否按上年的完成情况调整过"
        yield report_finding(check, (f"table.{LIST}",), words, subject=f"table.{LIST}|targets")


def _check_list(document: Document, check: Check, listing: Listing, last: Document) -> Iterator[Finding]:
    """Lists of sentences alone: names of projects and classes may well return."""
    field = listing.fields[0].key
    if any(each.is_figure for each in listing.fields) or listing.answers:
        return
    rows = [text for row in document.rows(listing.key) if len(text := normalise_text(row.text(field))) >= LETTERS]
    before = {normalise_text(row.text(field)) for row in last.rows(listing.key)}
    same = [text for text in rows if text in before]
    if len(rows) >= ROWS and len(same) * 100 >= len(rows) * 80:
        words = f"{listing.label} {len(rows)} 条中有 {len(same)} 条与上年报告一字不差，请核对是否为本年的内容"
        yield report_finding(check, (f"table.{listing.key}",), words, subject=f"table.{listing.key}|copied")
