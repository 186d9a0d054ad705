"""C30: nothing written, 无, a hint left in, or the criteria of a scoring rule pasted where results belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks.likeness import contain, cut_outline, cut_pieces
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, Watched, report_finding, rule
from reports.domain.outlines import Outline, list_entries
from reports.domain.shapes import Narrative

NOTHING = {"无", "暂无", "没有", "略", "同上", "不涉及", "无内容", "待补充", "待填", "暂缺", "none", "无无"}
LONG_HINT = 6  # letters; shorter hints may stand in an honest text
ITEMS = re.compile(r"[①-⑳]([^①-⑳]*)")
ALIKE = ((8, 50), (4, 95))  # pieces of a text, per cent of them that are the outline's own
CRITERIA = re.compile(r"健全|完整|合法|合规|符合|不存在|有效执行|规范|已制定|有明确|相符|是否|评估论证|手续")


@rule(
    "C30",
    name="各部分写有实际内容",
    severity="W",
    source="财政部门审核惯例",
    explanation="找出须写而没有写、须写而只写“无”、只留填写提示，以及照抄评分标准的文字。",
    watches=(Watched.TEXTS, Watched.LISTS),
    also=("E", "W"),
    version=3,
)
def check_written(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    required = list(list_required_texts(document))
    for text in required:
        if not document.text(text.key).strip():
            yield report_finding(check, (f"narrative.{text.key}",), f"{text.label}未写", Outcome.MUST_FIX)
    for text in document.outline.text:
        if document.text(text.key).strip():
            yield from _check_text(document, check, text, text in required)
    for listing in (listing for listing in document.outline.listing if listing.required):
        first = listing.fields[0].key
        for number, row in enumerate(document.rows(listing.key), 1):
            if row.text(first).strip("。.；; ").lower() in NOTHING:
                words = f"{listing.label}第 {number} 行只写了“{row.text(first)}”"
                yield report_finding(check, (f"{listing.key}.{row.key}.{first}",), words, Outcome.HINT)


def list_required_texts(document: Document) -> Iterator[Narrative]:
    """Texts that must be written, in the order of the outline."""
    for section in document.outline.section:
        for entry in list_entries(document.outline)[section.key] if section.required else ():
            if entry.shape == "narrative" and document.outline.texts[entry.key].required:
                yield document.outline.texts[entry.key]


def _check_text(document: Document, check: Check, definition: Narrative, is_required: bool) -> Iterator[Finding]:
    text, place, hint = document.text(definition.key), f"narrative.{definition.key}", normalise_text(definition.hint)
    if text.strip("。.；;、/-— \n").lower() in NOTHING | {""}:
        if is_required and not definition.takes_nothing:
            yield report_finding(check, (place,), f"{definition.label}只写了“{text.strip()[:10]}”", Outcome.MUST_FIX)
    elif len(hint) >= LONG_HINT and normalise_text(text) == hint:
        yield report_finding(
            check, (place,), f"{definition.label}里只有填写提示，没有内容", Outcome.MUST_FIX if is_required else Outcome.HINT
        )
    elif len(hint) >= LONG_HINT and hint in normalise_text(text):
        yield report_finding(check, (place,), f"{definition.label}里留有填写提示“{definition.hint}”", Outcome.HINT)
    elif criteria := count_pasted_criteria(text):
        words = f"{definition.label}疑似照抄评分标准（{criteria} 条，没有数据）：“{text.strip()[:20]}…”"
        yield report_finding(check, (place,), words, Outcome.HINT)
    elif share := _measure_outline(document.outline, text):
        words = f"{definition.label}有 {share} % 的文字是提纲自己的话（填写提示或评分标准）：“{text.strip()[:30]}…”，请写本单位的情况"
        yield report_finding(check, (place,), words, Outcome.HINT)


def _measure_outline(outline: Outline, text: str) -> int:
    """Per cent of the text that is the outline's own, in whatever order; 0 where that is little."""
    own = cut_pieces(text)
    share = contain(own, cut_outline(outline))
    return share if any(len(own) >= fewest and share >= least for fewest, least in ALIKE) else 0


def count_pasted_criteria(text: str) -> int:
    """Number of pasted criteria ①②③: at least two, most of them in the words of criteria, and no figure anywhere; else 0."""
    items = ITEMS.findall(text)
    worded = [item for item in items if CRITERIA.search(item)]
    return len(items) if len(items) >= 2 and len(worded) * 3 >= len(items) * 2 and not re.search(r"\d", text) else 0
