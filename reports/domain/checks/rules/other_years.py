"""C61: another year in headings and dates; C62: texts and lists of last year in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reports.domain.checks.context import Context
from reports.domain.checks.findings import Finding
from reports.domain.checks.likeness import contain, cut_all_pieces, cut_pieces
from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.prose import Prose, collect_narratives, normalise_text
from reports.domain.checks.rules.plagiarism import split_sentences
from reports.domain.checks.rules.registry import Limit, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, list_indicators
from reports.domain.document import Document
from reports.domain.measures import Kind
from reports.domain.outlines import Check
from reports.domain.shapes import Listing

DATE = re.compile(r"(?<!\d)(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?")
YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)年")
UNTIL = re.compile(r"(?:截至|截止|至)$")
SUBJECT = re.compile(
    r"^度?(?:我|本)?(?:单位|部门|局|中心|馆)?(?:部门整体支出|整体支出|支出总体|预算执行|绩效自评|部门预算|部门决算|绩效目标|决算数|收支)(?!批复|公开|编制|审批|下达|安排的)"
)
BEFORE = re.compile(r"比|较|与|和|同期|上年|去年|根据|按照|依据|从|自|由|以来|至|结转|延续|历年|—|－|-|、|提前下达|追加")
HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])\s*[^。；]{2,40}$")
NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、．])")
DONE = re.compile(r"(?:完成|竣工|验收|投入使用|支付|完工|建成|交付|办结|拨付|到位)(?!时限|时间|期限)")
PLANNED = re.compile(r"预计|计划|将|拟|力争|确保|争取|下一年|次年|届时|方可|到期|公开|公示|应|自评|报送")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST = "60"  # per cent of a text's pieces
TARGETS = 5  # indicators, of which some may well aim at the same every year
ROWS = 3  # rows of a list that may well be the same every year
SMALLEST = 20  # pieces of a text
LETTERS = 6
REACH = 60  # letters around a year that tell what it is


@rule(
    "C61",
    name="标题和日期没有写成其他年度",
    severity="W",
    source="财政部门审核惯例",
    explanation="小标题里、“截至”之后和“年度部门整体支出”等之前的年份应是报告年度；没有的日期（如 2 月 30 日）、"
    "报告年度以后才完成的事和不在报告年度的完成日期列出。",
    watches=(Watched.TEXTS, LIST),
    version=2,
    everywhere=True,
)
def check_years(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for one in list_own_prose(document):
        if "月" in one.text:
            yield from _check_dates(check, one)
        if f"{document.year - 1}年" in one.text or f"{document.year - 2}年" in one.text:
            yield from _check_text(document, check, one)
        if f"{document.year + 1}年" in one.text:
            yield from _check_later(document, check, one)
    yield from _check_indicators(document, check)


def _check_later(document: Document, check: Check, one: Prose) -> Iterator[Finding]:
    """What is told as done, after the year's end."""
    for match in re.finditer(rf"(?<!\d){document.year + 1}年\d{{1,2}}月", one.text):
        start = max(one.text.rfind(stop, 0, match.start()) for stop in "。；;\n") + 1
        clause = re.split(r"[。；;\n]", one.text[start : match.end() + REACH])[0]
        if DONE.search(clause[match.start() - start :]) and not PLANNED.search(clause) and not BEFORE.search(clause[: match.start() - start]):
            words = f"报告年度为 {document.year}，“{one.passage(match.start())}”写的是以后才完成的事，请核对日期"
            yield report_finding(check, (one.place,), words, subject=f"{one.place}|later")
            return


def _check_indicators(document: Document, check: Check) -> Iterator[Finding]:
    """A date of completion with another year than the report's."""
    for one in list_indicators(document):
        match = YEAR.search(one.actual) if one.reached.kind is Kind.DATE else None
        target = YEAR.search(one.target)
        if match and int(match["year"]) != document.year and (target is None or target["year"] != match["year"]):
            words = f"“{one.name}”的完成值“{one.actual[:20]}”不在报告年度 {document.year} 年，请核对"
            yield report_finding(check, (one.place("actual"),), words)


def _check_dates(check: Check, one: Prose) -> Iterator[Finding]:
    for match in DATE.finditer(one.text):
        month, day = int(match["month"]), int(match["day"] or 1)
        is_span = not match["day"] and not match["year"]  # 18月 may be a length of time
        if not is_span and not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1]):
            words = f"“{one.passage(match.start())}”中的“{match.group()}”不是日历上的日期"
            yield report_finding(check, (one.place,), words, subject=f"{one.place}|date")
            return


def _check_text(document: Document, check: Check, one: Prose) -> Iterator[Finding]:
    for match in YEAR.finditer(one.text):
        if int(match["year"]) in (document.year - 1, document.year - 2) and (why := _explain(one.text, match)):
            words = (
                f"报告年度为 {document.year}，{why}写的是 {match['year']} 年：“{one.passage(match.start())}”，请核对是否为以前年度的内容"
            )
            yield report_finding(check, (one.place,), words, subject=f"{one.place}|year")
            return


def _explain(text: str, match: re.Match[str]) -> str:
    """Where the year should be the report's; "" where it may be another."""
    reach = max(0, match.start() - REACH)
    start = max(text.rfind("\n", reach, match.start()) + 1, reach)
    line = text[start : start + 2 * REACH].partition("\n")[0]
    before = re.split(r"[。；;，,\n]", text[start : match.start()])[-1]
    before = NUMBERED.sub("", before)
    if BEFORE.search(before) and not UNTIL.search(before):
        return ""
    if HEADING.fullmatch(line) and not re.search(r"上年|以前年度|结转", line):
        return "小标题"
    if UNTIL.search(before) and re.match(r"(?:12月31[日号]|年?底|末|12月底|12月末|年末)", text[match.end() :]):
        return "截止的日期"
    return "这里" if SUBJECT.match(text[match.end() : match.end() + 20]) and not before.strip() else ""


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
