"""C67: 42 项中 5 项未完成, and nobody says which; or not as many as the table has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.domain.checks import numbers
from reports.domain.checks.mentions import list_own_prose
from reports.domain.checks.prose import Prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Outcome, Watched, report_finding, rule
from reports.domain.checks.targets import list_indicators

OPEN = re.compile(
    r"(?:(?P<whole>\d{1,3})[项个条](?:[一-龥]{0,8}?)[中里，](?:有|其中|尚有|仍有|还有)?)?(?P<open>\d{1,3})[项个条](?:年度|重点|绩效|工作|任务|指标|目标){0,3}"
    r"(?:未|没有|尚未|未能)(?:按期|按时|全部|如期)?(?:完成|达标|达到|实现)"
)
NAMED = re.compile(r"[：:（(]|分别|即|为“|是“|主要是|包括|如下|原因")
DELIVERY = "delivery.tasks"
REACH = 60  # letters behind it that may name them


@rule(
    "C67",
    name="未完成的事项写明是哪几项",
    severity="W",
    source="财政部门审核惯例",
    explanation="文字里称“42 项中 5 项未完成”的，与重点工作完成情况表的项数相比；文中和各项指标都看不出是哪几项的列出。",
    watches=(Watched.TEXTS,),
    also=("R", "W"),
    everywhere=True,
)
def check_open_items(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    for one in list_own_prose(document):
        match = OPEN.search(one.text) if "未" in one.text or "没有" in one.text else None
        if match and match["open"] != "0":
            yield from _check_match(document, check, one, match)


def _check_match(document: Document, check: Check, one: Prose, match: re.Match[str]) -> Iterator[Finding]:
    planned, done = (document.figure(f"{DELIVERY}.{column}").amount for column in ("planned", "done"))
    quoted = f"“{one.passage(match.start())}”"
    if match["whole"] and planned is not None and done is not None and "指标" not in match.group():
        if int(match["whole"]) != planned or int(match["open"]) != planned - done:
            told = f"计划 {numbers.show_amount(planned)} 项，实际完成 {numbers.show_amount(done)} 项"
            words = f"{quoted}与表格不一致：{told}"
            yield report_finding(check, (one.place, f"{DELIVERY}.done"), words, Outcome.MUST_EXPLAIN, f"{one.place}|open")
        return
    missed = sum(each.misses for each in list_indicators(document))
    if missed < int(match["open"]) and not NAMED.search(one.text[match.end() : match.end() + REACH]):
        yield report_finding(check, (one.place,), f"{quoted}没有写是哪几项没有完成", Outcome.HINT, f"{one.place}|open")
