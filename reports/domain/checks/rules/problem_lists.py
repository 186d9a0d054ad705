"""C59: “暂无问题” beside lost points or money not spent; C60: problems and suggestions that repeat, return, or answer nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.domain.checks import numbers
from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding, Outcome
from reports.domain.checks.likeness import pair_letters, share_letters
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Limit, Watched, report_finding, rule
from reports.domain.document import Document, Row
from reports.domain.outlines import Check
from reports.domain.shapes import Listing

NONE = {
    "无",
    "暂无",
    "没有",
    "无问题",
    "暂无问题",
    "没有问题",
    "未发现问题",
    "不存在问题",
    "无明显问题",
    "无突出问题",
    "本年无",
    "未发现明显问题",
    "目前无问题",
    "不存在",
    "未发现",
}
LOST, LEAST = "5", "90"  # points, per cent
ALIKE, RETURNED = 85, 80  # per cent of pairs of letters that two rows share
SHORTEST = 8  # letters of a row that is more than a phrase


@rule(
    "C59",
    name="扣了分、执行率低的写明问题",
    severity="R",
    source="财政部门审核惯例",
    explanation="存在的问题写“无”，而各项扣分达到界限，或者执行率低于界限的列出。",
    thresholds={"lost": Limit("扣分达到", "分", LOST), "least": Limit("执行率低于", "%", LEAST)},
    watches=("problems",),
    everywhere=True,
)
def check_no_problems(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    rows = document.rows("problems") if "problems" in document.outline.lists else ()
    if not rows or not all(normalise_text(row.text("text")) in NONE for row in rows):
        return
    lost = [
        (f"{key}.{row.key}.score", loss) for key in document.outline.lists for row in document.rows(key) if (loss := _measure_loss(row))
    ]
    total = sum((loss for _, loss in lost), Decimal(0))
    place = f"problems.{rows[0].key}.text"
    said = f"存在的问题写“{rows[0].text('text').strip()}”"
    if total >= Decimal(check.settings.get("lost", LOST)):
        words = f"{said}，而 {len(lost)} 项共扣 {numbers.show_amount(total)} 分，请写明扣分反映的问题"
        yield report_finding(check, (place, *(each for each, _ in lost[:3])), words, subject="lost")
    spent, planned = (document.figure(f"expenditure.total.{column}").amount for column in ("final", "adjusted"))
    if spent is not None and planned and planned > 0 and spent * 100 < planned * Decimal(check.settings.get("least", LEAST)):
        rate = f"{numbers.show_amount(spent)} ÷ {numbers.show_amount(planned)} = {spent * 100 / planned:.2f} %"
        yield report_finding(check, (place, "expenditure.total.final"), f"{said}，而执行率 {rate}", subject="rate")


def _measure_loss(row: Row) -> Decimal:
    score, weight = row.figure("score").amount, row.figure("weight").amount
    return weight - score if score is not None and weight is not None and score < weight else Decimal(0)


@rule(
    "C60",
    name="问题和建议不重复，建议针对问题",
    severity="W",
    source="财政部门审核惯例",
    explanation="问题、建议各与同一列表的其他行和上年的问题按字相比；没有指明对应问题、又与各个问题没有相同的词的建议列出。",
    watches=(Watched.ANSWERS,),
    everywhere=True,
)
def check_problem_lists(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for listing in document.outline.listing:
        if listing.answers and listing.answers in document.outline.lists:
            asked = document.outline.lists[listing.answers]
            yield from _find_twice(document, check, listing)
            yield from _find_twice(document, check, asked)
            yield from _find_idle(document, check, listing, asked)
            if context.last_year and asked.key in context.last_year.outline.lists:
                yield from _find_returned(document, check, asked, context.last_year)


def _list_texts(document: Document, listing: Listing) -> list[tuple[int, str, str, frozenset[str]]]:
    """Number, place, text and pairs of letters of every row that is long enough."""
    key = listing.fields[0].key
    rows = ((number, row, normalise_text(row.text(key))) for number, row in enumerate(document.rows(listing.key), 1))
    return [
        (number, f"{listing.key}.{row.key}.{key}", row.text(key).strip(), pair_letters(plain))
        for number, row, plain in rows
        if len(plain) >= SHORTEST
    ]


def _find_twice(document: Document, check: Check, listing: Listing) -> Iterator[Finding]:
    found = _list_texts(document, listing)[:100]
    for at, (number, place, text, pairs) in enumerate(found):
        other = next((one for one in found[:at] if share_letters(pairs, one[3]) >= ALIKE), None)
        if other:
            words = f"{listing.label}第 {number} 条“{text[:30]}”与第 {other[0]} 条“{other[2][:30]}”相同或几乎相同"
            yield report_finding(check, (place, other[1]), words, Outcome.HINT)


def _find_idle(document: Document, check: Check, listing: Listing, asked: Listing) -> Iterator[Finding]:
    """A suggestion that names no problem and has no word in common with any."""
    problems = [pairs for *_, pairs in _list_texts(document, asked)]
    linked = {f"{listing.key}.{row.key}" for row in document.rows(listing.key) if row.answers}
    for number, place, text, pairs in _list_texts(document, listing) if len(problems) == len(document.rows(asked.key)) and problems else ():
        if place.rpartition(".")[0] not in linked and not any(pairs & problem for problem in problems) and linked:
            words = f"{listing.label}第 {number} 条“{text[:30]}”没有指明对应的{asked.label}，与各个问题也没有相同的词"
            yield report_finding(check, (place, f"table.{asked.key}"), words, Outcome.HINT)


def _find_returned(document: Document, check: Check, asked: Listing, last: Document) -> Iterator[Finding]:
    before = _list_texts(last, last.outline.lists[asked.key])[:100]
    for number, place, text, pairs in _list_texts(document, asked)[:100]:
        other = next((one for one in before if share_letters(pairs, one[3]) >= RETURNED), None)
        if other:
            words = f"{asked.label}第 {number} 条“{text[:30]}”上年的报告也写过（“{other[2][:30]}”），请说明上年的整改情况"
            yield report_finding(check, (place,), words, Outcome.HINT, f"{place}|returned")
