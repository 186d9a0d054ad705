"""Units of measure by family: what can be converted into one another (元, 万元), and what is surely something else (元, 件)."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DAY = 86_400  # seconds
# How many of the family's first unit; a scale before the unit (万元, 千米) is read apart from it.
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "money": {"元": "1", "块": "1", "人民币": "1"},
    "percent": {"%": "1", "百分比": "1", "百分点": "1", "个百分点": "1", "‰": "0.1", "成": "10", "百分之": "1"},
    "length": {
        "米": "1",
        "m": "1",
        "公里": "1000",
        "km": "1000",
        "里": "500",
        "厘米": "0.01",
        "cm": "0.01",
        "毫米": "0.001",
        "mm": "0.001",
    },
    "area": {
        "亩": "1",
        **dict.fromkeys(("公顷", "ha"), "15"),
        **dict.fromkeys(("平方米", "平米", "m2", "平方"), "0.0015"),
        **dict.fromkeys(("平方公里", "平方千米", "km2"), "1500"),
    },
    "volume": {"立方米": "1", "立方": "1", "方": "1", "m3": "1", "升": "0.001", "l": "0.001"},
    "weight": {"克": "1", "g": "1", "公斤": "1000", "kg": "1000", "斤": "500", "吨": "1000000", "t": "1000000"},
    "time": {
        "秒": "1",
        "分钟": "60",
        **dict.fromkeys(("小时", "个小时", "h"), "3600"),
        **dict.fromkeys(("日", "天", "工作日", "个工作日", "自然日", "个自然日"), str(DAY)),
        **dict.fromkeys(("周", "个星期", "星期"), str(7 * DAY)),
        **dict.fromkeys(("月", "个月"), str(365 * DAY // 12)),
        **dict.fromkeys(("季度", "个季度", "季"), str(365 * DAY // 4)),
        **dict.fromkeys(("年", "周年", "年度"), str(365 * DAY)),
    },
    "energy": {"度": "1", "瓦时": "0.001", "kwh": "1"},
    "power": {"瓦": "1", "kw": "1000", "w": "1"},
    "people": dict.fromkeys(("人", "名", "位", "人员", "个人"), "1"),
    "visits": dict.fromkeys(("人次", "人/次", "人·次"), "1"),
    "points": {"分": "1"},
    "fold": {"倍": "1"},
    "count": dict.fromkeys(("个", "项"), "1"),  # says no more than that it is counted
}
PHYSICAL = frozenset({"money", "percent", "length", "area", "volume", "weight", "time", "energy", "power"})
LOOSE = (frozenset({"percent", "points"}), frozenset({"percent", "fold"}))  # said for one another: 满意度 95 分
CALENDAR = ("月", "季", "年")  # are not always of one length
# Counted things; 人 is surely none of them.
THINGS = frozenset("件台辆套座栋幢间册本份篇张幅部艘只头株棵枚把盏面块")
SINGLE = "处家户次场期批起宗条例支类轮班组届站所村镇种笔课"
DOUBLE = frozenset({"人/次", "场次", "件次", "批次", "户次", "班次", "台套", "个次", "场所"})
CLASSIFIERS = THINGS | DOUBLE | frozenset(SINGLE)
ALIKE_COUNTS = (
    frozenset({"场", "次", "期", "批", "场次", "批次", "班次", "个次", "课", "轮"}),
    frozenset("件宗起例条"),
    frozenset("台套辆艘"),
    frozenset("家户所处座栋"),
    frozenset("册本份篇部"),
)  # one thing counted in two words
BLANK = frozenset({"", "-", "/", "—", "——", "无", "时间", "日期", "年月日", "年/月/日", "文本", "定性", "无单位", "时限"})
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
SCALE = re.compile(rf"^({'|'.join(sorted(SCALES, key=len, reverse=True))})(.*)$")
BASES = {name: (family, Decimal(factor)) for family, units in FAMILIES.items() for name, factor in units.items()}
ALIKE = str.maketrans({"㎡": "m2", "²": "2", "³": "3", "㎞": "km", "㎏": "kg", "％": "%", "﹪": "%", "㎥": "m3"})
WORDS = sorted([*BASES, *CLASSIFIERS], key=len, reverse=True)
WRITTEN = re.compile(
    rf"(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})?(?:{'|'.join(map(re.escape, WORDS))})|[万亿千百](?![一-龥A-Za-z])",
    re.IGNORECASE,
)


class Relation(enum.Enum):
    SAME = "same"  # of one family, converted
    OPEN = "open"  # one of the two says no more than that it is counted
    UNSURE = "unsure"  # may be two names of one thing
    DIFFERENT = "different"


@dataclass(frozen=True)
class Unit:
    """`factor`: how many of the family's first unit. `family`: "" where no unit is written; the word itself where it is none we know."""

    name: str = ""
    family: str = ""
    factor: Decimal = Decimal(1)

    @property
    def is_known(self) -> bool:
        return self.family.partition("/")[0] in FAMILIES or self.family in CLASSIFIERS

    @property
    def is_calendar(self) -> bool:
        return self.family == "time" and any(word in self.name for word in CALENDAR)


NONE = Unit()


@lru_cache(maxsize=1024)
def find_unit(written: str) -> Unit:
    """万人次 → 10,000 人次; 元/亩 is money for each 亩; 万 alone is a scale without a unit."""
    name = written.translate(ALIKE).strip()
    if name in BLANK:
        return NONE
    whole, slash, each = name.partition("/")
    if slash and name not in BASES and (first := find_unit(whole)).family:
        return Unit(name, f"{first.family}/{each}", first.factor)
    if found := _find_base(name):
        return Unit(name, *found)
    scaled = SCALE.match(name)
    if not scaled:
        return Unit(name, name)
    times = Decimal(10) ** SCALES[scaled[1]]
    family, factor = _find_base(scaled[2]) or (scaled[2], Decimal(1))
    return Unit(name, family, factor * times)


def _is_for_each(first: Unit, second: Unit) -> bool:
    """12 次/年 and 12 次: what it is for is left out."""
    bases = {first.family.partition("/")[0], second.family.partition("/")[0]}
    return len(bases) == 1 and not ("/" in first.family and "/" in second.family)


def _find_base(name: str) -> tuple[str, Decimal] | None:
    return BASES.get(name) or BASES.get(name.lower()) or BASES.get(name.removeprefix("个"))


def relate_units(first: Unit, second: Unit) -> Relation:
    families = {first.family, second.family}
    if len(families) == 1:
        return Relation.SAME
    if "" in families or _is_for_each(first, second):
        return Relation.OPEN
    if any(families <= alike for alike in ALIKE_COUNTS):
        return Relation.OPEN
    if "count" in families:
        return Relation.DIFFERENT if families & PHYSICAL else Relation.OPEN
    if families in LOOSE or not (first.is_known and second.is_known):
        return Relation.UNSURE
    surely = families & PHYSICAL or ("people" in families and families & THINGS)
    return Relation.DIFFERENT if surely else Relation.UNSURE
