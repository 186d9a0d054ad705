"""Amounts in prose with their unit and their subject: 项目支出148.35万元, 满意率达99.7%, 1.6万余人次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

NARROW = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")
AMOUNT = re.compile(
    r"(?<![\d.A-Za-z])(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d+(?:\.\d+)?)(?P<more>[余多几]?)(?P<scale>[万亿千百]?)(?P<few>[余多]?)"
    r"(?P<unit>元|%|人次|人|名|件|项|个(?!月)|条|户|辆|场|家|次|篇|册|份|起|台|宗|亩|处(?!室|长|于|理|置|罚|分)|座|批次|套|公里)(?P<behind>以上|以下|左右|以内|多)?"
)
SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8}
ROUGH = re.compile(r"(?:约|近|超|超过|逾|突破|不低于|不少于|不超过|不高于|高于|低于|至少|最多|以上|[≥≤＞＜><])\s*$")
CLAUSE = re.compile(r"[。；;，,！？：:、（）()\s“”\"《》]")
VERBS = re.compile(r"(?:分别|已经|均|共|共计|累计|总计|约|为|是|达到|达|有|完成|实现|仅|只|了|支付|支出了|金额|[:：])+$")
OPENING = re.compile(r"^(?:其中|包括|全年|本年|今年|当年|年内|本年度|我单位|本单位|我局|本局|\d{4}年度?|度)+")
ELSEWHEN = re.compile(r"上年|去年|同期|往年|较|同比|增长|增加|减少|下降|节约|压减|目标|计划|力争|确保|预计")
YEAR = re.compile(r"(\d{4})年")
END = re.compile(r"[。；;！？\n]")
SENTENCE, PHRASE = 200, 40  # letters before an amount that may speak of it


@dataclass(frozen=True)
class Amount:
    value: Decimal  # in 万元 where the unit is money
    unit: str  # 万元, %, 人次 …
    half: Decimal  # half a unit of the last place that was written
    subject: str  # 项目支出
    at: int
    is_rough: bool  # 约, 余, 不低于
    is_elsewhen: bool  # of another year, of a plan, or a change


def read_amounts(text: str, year: int = 0) -> Iterator[Amount]:
    """Every amount with a known unit, in order. `year`: of the report, to tell amounts of other years."""
    return iter(_read_once(text, year))


@lru_cache(maxsize=1024)  # several rules read the texts of one report
def _read_once(text: str, year: int) -> tuple[Amount, ...]:
    return tuple(_find_amounts(text, year))


def _find_amounts(text: str, year: int) -> Iterator[Amount]:
    narrow = text.translate(NARROW)
    end = 0
    for match in AMOUNT.finditer(narrow):
        before = CLAUSE.split(narrow[max(end, match.start() - PHRASE) : match.start()])[-1]
        sentence = END.split(narrow[max(0, match.start() - SENTENCE) : match.start()])[-1]
        yield _build_amount(match, before, _is_elsewhen(sentence, before, year))
        end = match.end()


def _build_amount(match: re.Match[str], before: str, is_elsewhen: bool) -> Amount:
    is_money = match["unit"] == "元"
    power = SCALES[match["scale"]] - (4 if is_money else 0)
    number = Decimal(match["number"].replace(",", ""))
    is_count = not is_money and match["unit"] != "%" and not match["scale"]  # of people and things nothing is rounded off
    half = Decimal(0) if is_count else Decimal(5).scaleb(int(number.as_tuple().exponent) - 1 + power)
    rough = bool(ROUGH.search(before) or match["more"] or match["few"] or match["behind"])
    unit = "万元" if is_money else match["unit"]
    return Amount(number.scaleb(power), unit, half, find_subject(before), match.start(), rough, is_elsewhen)


def find_subject(before: str) -> str:
    """What the amount is of: the words before it, without verbs."""
    return VERBS.sub("", OPENING.sub("", before.strip())).strip()


def _is_elsewhen(sentence: str, before: str, year: int) -> bool:
    years = YEAR.findall(sentence)
    return bool(ELSEWHEN.search(before)) or bool(year and years and int(years[-1]) != year)
