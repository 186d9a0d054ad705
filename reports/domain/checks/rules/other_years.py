"""C61: another year in headings and dates, and what was done only after the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.prose import Prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule
from reports.domain.checks.targets import LIST, list_indicators
from reports.domain.measures import Kind

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
        if (
            DONE.search(clause[match.start() - start :])
            and not PLANNED.search(clause)
            and not BEFORE.search(clause[: match.start() - start])
        ):
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
