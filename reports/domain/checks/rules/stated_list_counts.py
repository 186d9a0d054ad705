"""C46: how many projects, problems, measures, indicators and units prose counts, against the lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.domain import numbering
from reports.domain.checks import mentions
from reports.domain.checks.prose import Prose
from reports.domain.checks.rules.registry import Check, Context, Document, Finding, Watched, report_finding, rule

NUMBER = r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,3})"
WHOLE = r"(?:共有?|全部|总共|一共|共安排|共实施|共涉及|共设立?|合计|以下|如下|下列|上述|这)"
SOFT = r"(?:安排|实施|设立|设有|涉及|包括|包含|分为|列入|对|开展|有)了?"
MEASURE = re.compile(r"[一二两三四五六七八九十\d](?:个|条|点|项|家|方面)")
BREAK = r"(?=[，,。；;：:、（(]|$|支出|资金|经费|均|都|逐|全部|分别|进行|的资金|的支出|开展|组织)"


@dataclass(frozen=True)
class Counted:
    """A way to count the rows of a list. `spare`: rows that may be left out of the count (本级)."""

    listing: str
    noun: str  # that every match has, so that texts without it are passed over
    pattern: re.Pattern[str]
    spare: int = 0


COUNTED = (
    Counted(
        "projects",
        "项目",
        re.compile(
            rf"(?:(?:{WHOLE}|{SOFT}){NUMBER}个(?:专项|预算|财政|部门预算|本级)?项目|(?:共有?|共?安排|共?实施|共?设立|涉及|包括|开展)了?(?:专项|预算)?项目(?P<other>\d{{1,3}})个){BREAK}"
        ),
    ),
    Counted(
        "problems",
        "",
        re.compile(
            rf"(?:存在|有|主要|反映出|发现|以下|如下|上述|下列|这)(?:的|着|了|以下|如下|下列)*{NUMBER}(?:个|条|点|项|方面|个方面)的?"
            r"(?:主要|突出)?(?:问题|不足)"
        ),
    ),
    Counted(
        "suggestions",
        "",
        re.compile(rf"(?:提出|以下|如下|上述|下列)了?(?:以下|如下)?{NUMBER}(?:条|点|项|个方面的?)(?:整改|改进)?(?:建议|措施)"),
    ),
    Counted(
        "indicators",
        "指标",
        re.compile(rf"(?:设置|设定|设立|制定|{WHOLE}|确定)了?{NUMBER}(?:个|项|条)(?:三级|具体|三级绩效)?(?:绩效)?指标{BREAK}"),
    ),
    Counted(
        "budget_units",
        "算单位",
        re.compile(
            rf"(?:{WHOLE}|纳入|下辖|下设|所属|有){NUMBER}(?:个|家)(?:所属|二级|下属|决算|预算)?(?:预算|决算)单位"
            rf"|(?:预算|决算)单位(?:数量)?(?:共计?|共有|总共有?|为|有)(?P<other>[一二两三四五六七八九十]{{1,3}}|\d{{1,3}})[个家]"
        ),
        1,
    ),
    Counted("key_tasks", "重点", re.compile(rf"(?:年初确定|确定|{WHOLE}|部署|承担)的?了?{NUMBER}(?:项|个)(?:年度)?重点(?:工作|任务)")),
    Counted("goals", "绩效目标", re.compile(rf"(?:设定|设置|制定|确定|{WHOLE})了?{NUMBER}(?:项|个|条)(?:年度|整体)?绩效目标")),
    Counted("duties", "职", re.compile(rf"(?:承担|履行|{WHOLE}){NUMBER}(?:项|条)(?:主要|工作)?(?:职责|职能)")),
)


@rule(
    "C46",
    name="文字中的项目、问题等个数与列出的一致",
    severity="R",
    source="财政部门审核惯例",
    explanation="文字里称“共三个项目”“以下两个问题”等的，与列表的行数相比；只说其中几个的不比。",
    watches=(Watched.TEXTS,),
    everywhere=True,
)
def check_list_counts(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    usable = [one for one in COUNTED if one.listing in document.outline.lists and document.rows(one.listing)]
    for text in (each for each in mentions.list_own_prose(document) if MEASURE.search(each.text)):
        for one in usable:
            if one.listing != text.source and one.noun in text.text:
                yield from _check_first_wrong(document, check, text, one)


def _check_first_wrong(document: Document, check: Check, text: Prose, one: Counted) -> Iterator[Finding]:
    for match in one.pattern.finditer(text.text):
        for finding in _check_count(document, check, text, one, match):
            yield finding
            return


def _check_count(document: Document, check: Check, text: Prose, one: Counted, match: re.Match[str]) -> Iterator[Finding]:
    count, listed = _read_count(_get_count(match)), len(document.rows(one.listing))
    if (
        count is None
        or listed - one.spare <= count <= listed
        or _is_partial(text.text, match)
        or _is_counted_elsewhere(document, one, count)
    ):
        return
    label = document.outline.lists[one.listing].label
    words = f"“{text.passage(match.start())}”称{label} {_get_count(match)} 个，列出 {listed} 个"
    yield report_finding(check, (text.place, f"table.{one.listing}"), words, subject=f"{text.place}|{one.listing}")


def _get_count(match: re.Match[str]) -> str:
    return match["count"] or match.groupdict().get("other", "")


def _is_partial(text: str, match: re.Match[str]) -> bool:
    """Whether it counts a part alone: 其中对三个项目, 重点对两个项目, 上年."""
    before = re.split(r"[。；;\n]", text[max(0, match.start() - 20) : match.start()])[-1]
    return bool(re.search(r"其中|另|重点|抽取|抽查|选取|上年|去年|前两|新增|仅|只|还有|部分|个别", before[-10:]))


def _is_counted_elsewhere(document: Document, one: Counted, count: int) -> bool:
    """The tasks of the year may be counted in the table of their delivery."""
    return one.listing == "key_tasks" and any(
        figure.amount == count for place, figure in document.figures.items() if place.startswith("delivery.")
    )


def _read_count(stated: str) -> int | None:
    return int(stated) if stated.isdecimal() else numbering.from_chinese(stated.replace("两", "二"))
