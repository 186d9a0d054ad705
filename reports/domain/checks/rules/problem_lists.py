"""C59: “暂无问题” beside lost points or money not spent; C60: problems and suggestions that repeat, return, or answer nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.domain.checks import numbers
from reports.domain.checks.likeness import contain_letters, pair_letters, share_letters
from reports.domain.checks.prose import normalise_text
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Limit, Outcome, Row, Watched, report_finding, rule
from reports.domain.shapes import Listing

NONE = re.compile(
    r"(?:本年度?|本单位|我局|我单位|目前|现阶段|经自查|经自评|绩效自评|总体上|基本上?|20\d\d年度?)*(?:暂时|暂|均|尚)?(?:无|没有|未发现|不存在|未见|没发现)"
    r"(?:任何|明显|突出|重大|较大|相关|存在|的|其他|严重)*(?:问题|不足|情况|偏差)?"
)
LOST, LEAST = "5", "90"  # points, per cent
ALIKE, RETURNED = 60, 66  # per cent of pairs of letters that two rows share
STOCK = re.compile(  # says what could be said of any unit in any year
    r"(?:我局|我单位|本单位|单位|部门|整体|全局|部分)?(?:预算|资金|绩效|财务|预算绩效|项目|资产|内部|业务|工作|人员|干部|职工|制度|管理|内控|理论|服务|思想|监督|能力|水平|意识|力度|质量|效率|建设|执行|评价|目标|编制|体系|机制|和|的|及|、){1,10}"
    r"(?:还|仍|尚|不够|有待|需要|需|待|亟待|亟需|存在|较为|进一步|继续|不断|相对|一定|的|差距|加强|提高|提升|完善|改进|强化|健全|规范|细化|优化|增强|不强|不高|不足|薄弱|滞后|不到位|不完善|不健全|强|高|足|到位){1,8}"
)
VAGUE = re.compile(
    r"(?:进一步|不断|继续|切实|持续|大力|积极|努力){0,2}(?:加强|提高|提升|完善|改进|强化|健全|规范|优化|增强|做好)(?:预算|资金|绩效|财务|项目|资产|内部|业务|工作|人员|干部|职工|制度|管理|内控|理论|服务|思想|监督|能力|水平|意识|力度|质量|效率|建设|和|的|及){1,8}"
)
ASIDE = re.compile(  # what answers no problem of money and targets, whatever problem it names
    r"党建|党风|廉政|廉洁|思想政治|思想防线|政治理论|主题教育|意识形态|文体|体检|慰问|节日|精神文明|文明创建|工会|团建|职工素质|新闻宣传|宣传报道|志愿服务|乡村振兴驻村"
)
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
    if not rows or not all(NONE.fullmatch(normalise_text(row.text("text"))) for row in rows):
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
    explanation="问题、建议各与同一列表的其他行和上年的同一列表按字相比；只有“有待加强”等套话的，"
    "与各个问题没有相同的词的建议（没有指明对应问题，或者写的是党建、文体等）列出。",
    watches=(Watched.ANSWERS,),
    version=2,
    everywhere=True,
)
def check_problem_lists(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for listing in document.outline.listing:
        if listing.answers and listing.answers in document.outline.lists:
            asked = document.outline.lists[listing.answers]
            yield from _find_twice(document, check, listing)
            yield from _find_twice(document, check, asked)
            yield from _find_idle(document, check, listing, asked)
            yield from _find_stock(document, check, listing)
            yield from _find_stock(document, check, asked)
            for each in (asked, listing):
                if context.last_year and each.key in context.last_year.outline.lists:
                    yield from _find_returned(document, check, each, context.last_year)


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
        if any(pairs & problem for problem in problems) or not linked:
            continue
        is_linked = place.rpartition(".")[0] in linked
        if not is_linked or ASIDE.search(text):
            why = "" if is_linked else f"没有指明对应的{asked.label}，"
            words = f"{listing.label}第 {number} 条“{text[:30]}”{why}与各个问题没有相同的词，请核对回答的是哪个问题"
            yield report_finding(check, (place, f"table.{asked.key}"), words, Outcome.HINT)


def _find_stock(document: Document, check: Check, listing: Listing) -> Iterator[Finding]:
    key = listing.fields[0].key
    for number, row in enumerate(document.rows(listing.key), 1):
        plain = normalise_text(row.text(key))
        if plain and (STOCK.fullmatch(plain) or VAGUE.fullmatch(plain)):
            words = f"{listing.label}第 {number} 条“{row.text(key).strip()[:30]}”是套话，没有写是哪个环节、哪项工作"
            yield report_finding(check, (f"{listing.key}.{row.key}.{key}",), words, Outcome.HINT, f"{listing.key}.{row.key}|stock")


def _find_returned(document: Document, check: Check, asked: Listing, last: Document) -> Iterator[Finding]:
    before = _list_texts(last, last.outline.lists[asked.key])[:100]
    found = []
    for number, place, text, pairs in _list_texts(document, asked)[:100]:
        other = next((one for one in before if contain_letters(pairs, one[3]) >= RETURNED), None)
        if other:
            found.append((place, f"第 {number} 条“{text[:30]}”（上年“{other[2][:30]}”）"))
    if found:
        then = "请核对上年的措施有没有落实" if asked.answers else "请说明上年的整改情况"
        words = f"{asked.label}上年的报告也写过：{'；'.join(words for _, words in found)}，{then}"
        made = report_finding(check, tuple(place for place, _ in found), words, Outcome.HINT, f"table.{asked.key}|returned")
        yield replace(made, parts=len(found))
