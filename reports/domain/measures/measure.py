"""One 指标值 or 完成值: what was typed, and what it means. What cannot be read is said to be unread, never guessed."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reports.domain.measures import calendar_spans
from reports.domain.measures.calendar_spans import Span
from reports.domain.measures.chinese_numerals import write_in_digits
from reports.domain.measures.unit_families import BLANK, NONE, WRITTEN, Relation, Unit, find_unit, relate_units
from reports.domain.number_spelling import fold_letters, fold_number

NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
TOKEN = re.compile(rf"(?<![\d.A-Za-z第])({NUMBER})")
FULL = re.compile(rf"({NUMBER})\s*([余多几]?)\s*([^\d,.;]*)")
RANGE = re.compile(rf"({NUMBER})\s*([^\d\s,.;~—–―至到-]{{0,4}})\s*(?:[~〜～—–―至到-]{{1,2}})\s*({NUMBER})\s*([^\d,.;]{{0,6}})")
FRACTION = re.compile(r"(\d+)\s*/\s*(\d+)")
BRACKETS = re.compile(r"\(([^()]*)\)|【([^【】]*)】|\[([^\[\]]*)\]|〔([^〔〕]*)〕")
SIGNS = str.maketrans({"≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹥": ">", "﹤": "<", "＝": "=", "〉": ">", "〈": "<", "√": "√"})
DOUBLE = (("大于或等于", "≥"), ("小于或等于", "≤"), (">=", "≥"), ("=>", "≥"), ("<=", "≤"), ("=<", "≤"), ("不≥", "≥"))
BEFORE: tuple[tuple[str, tuple[str, ...]], ...] = (  # the longer words first: 不低于 holds 低于
    ("≥", ("≥", "不低于", "不少于", "不小于", "不下于", "大于等于", "高于等于", "至少")),
    ("≤", ("≤", "不超过", "不超出", "不高于", "不大于", "不多于", "小于等于", "低于等于", "至多", "最多", "不超", "控制在")),
    (">", (">", "大于", "高于", "多于", "超过", "超")),
    ("<", ("<", "小于", "低于", "少于", "不足", "不到")),
    ("=", ("=", "等于")),
)
BEHIND: tuple[tuple[str, tuple[str, ...]], ...] = (("≥", ("及以上", "以上", "起")), ("≤", ("及以下", "以下", "以内", "之内", "内", "封顶")))
ASIDE = re.compile(r"[,;，；](?=比|较|同比|其中|与上年)")  # 5起，比上年少1起: what it is compared with is a remark
EACH = re.compile(r"每[一-龥]|人均|户均|平均每")  # a number for each of them cannot be set against the whole
AROUND = re.compile(r"^(?:大约|约|近|接近|将近)|(?:左右|上下|余|多)$")
FALL = re.compile(r"(?:下降|降低|减少|压减|节约|缩减|下浮|压缩|减)[了率幅度:约至少不低于]*$")
RISE = re.compile(r"(?:增长|提高|提升|上升|增加|上浮|增)[了率幅度:约至少不低于]*$")
NOTHING = re.compile(r"未.{0,3}(?:发生|出现|收到|接到|产生)|无(?!法|从)|零|没有")


class Kind(enum.Enum):
    BLANK = "blank"
    NUMBER = "number"
    RANGE = "range"
    DATE = "date"
    WORDS = "words"  # no number in it: 定性, 按期完成
    UNREAD = "unread"  # numbers that cannot be told apart


@dataclass(frozen=True)
class Measure:
    """`low` and `high` are in the first unit of the family: 282.8 万元 is 2,828,000 元. `sign`: as written in the text itself."""

    text: str
    kind: Kind
    sign: str = ""  # ≥ ≤ > < = or ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unit: Unit = NONE
    half: Decimal = Decimal(0)  # half a unit of the last place that was written
    direction: int = 0  # −1: 下降, +1: 增长
    is_plain: bool = False  # a number and its unit, nothing else
    is_rough: bool = False  # 约, 余
    span: Span | None = None

    @property
    def is_numeric(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.RANGE)


@lru_cache(maxsize=8192)
def parse_measure(typed: str, unit: str = "", year: int = 0) -> Measure:
    """`unit`: what the number is asked in, where the text names none. `year`: of the report, for dates without one. Never raises."""
    text = _tidy(typed)
    asked = find_unit(fold_letters(unit).strip())
    if not text:
        return Measure("", Kind.BLANK)
    main, remarks = _split_remarks(text)
    read = [_parse_one(one, asked, year, unit) for one in (main, *remarks) if one]
    told = [one for one in read if one.kind is not Kind.WORDS]
    first = read[0] if read[0].kind is not Kind.WORDS or not told else told[0]
    # Of 48家（100%） the part in the unit that is asked.
    better = next((one for one in told if one.is_numeric and asked.family and one.unit.family == asked.family), first)
    chosen = first if first.is_numeric and relate_units(first.unit, asked) is not Relation.DIFFERENT else better
    return replace(chosen, text=text)


def is_nothing(measure: Measure) -> bool:
    """无, 未发生: nothing, where 0 is asked."""
    return measure.kind is Kind.WORDS and bool(NOTHING.search(measure.text))


def _tidy(typed: str) -> str:
    text = fold_letters(typed).replace("％", "%").translate(SIGNS).strip(" .;,、；。")
    for written, sign in DOUBLE:
        text = text.replace(written, sign)
    if (plain := fold_number(typed)).lstrip("-").replace(",", "").replace(".", "").isdecimal() and plain.isascii():
        return plain  # (1,234.56) is below zero
    return write_in_digits(ASIDE.split(text)[0])


def _split_remarks(text: str) -> tuple[str, list[str]]:
    """The text without its brackets, and what stood in them."""
    inside = [next(filter(None, found), "").strip() for found in BRACKETS.findall(text)]
    main = BRACKETS.sub("", text).strip(" .;,、")
    return (main, inside) if main else (text.strip("()[]【】〔〕 "), [])


def _parse_one(text: str, asked: Unit, year: int, unit: str) -> Measure:
    short = unit.strip() in ("时间", "日期", "年月日", "年/月/日", "时限")
    spans, rest = calendar_spans.find_spans(text, year, short=short)
    if spans and not re.search(r"\d", rest) and not (asked.family == "time" and _is_duration(text)):
        return Measure(text, Kind.DATE, span=calendar_spans.join_spans(spans))
    return _parse_numbers(text if not spans or re.search(r"\d", text) is None else _without_dates(text, rest, asked), asked)


def _is_duration(text: str) -> bool:
    """3月 where months are asked."""
    return re.fullmatch(r"\D*\d{1,3}\s*月\D*", text) is not None


def _without_dates(text: str, rest: str, asked: Unit) -> str:
    """2024年完成12场 is 12; but nothing is taken away where it is all there is, or where a time is asked."""
    return rest if re.search(r"\d", rest) and asked.family != "time" else text


def _parse_numbers(text: str, asked: Unit) -> Measure:
    if not re.search(r"\d", text):
        return Measure(text, Kind.WORDS)
    sign, bare = _take_sign(text)
    if found := RANGE.fullmatch(bare):
        return _build_range(text, found, sign, asked)
    if found := FRACTION.fullmatch(bare):
        return _build_fraction(text, found, asked)
    if (found := FULL.fullmatch(bare)) and _is_unit(found[3]):
        made = _build_number(text, found[1], found[3], asked)
        return replace(made, sign=sign, is_plain=not found[2], is_rough=bool(found[2]) or (bare != text.strip() and not sign))
    return _search(text, asked)


def _take_sign(text: str) -> tuple[str, str]:
    """The sign that is written before or behind the number, and the rest: 不超过3% → ≤, 3%."""
    bare = AROUND.sub("", text.strip()).strip()
    sign = ""
    for found, words in BEFORE:
        if word := next((word for word in words if bare.startswith(word)), ""):
            sign, bare = found, bare[len(word) :].strip()
            break
    for found, words in BEHIND:
        if word := next((word for word in words if bare.endswith(word)), ""):
            return sign or found, bare[: -len(word)].strip()
    return sign, bare


def _is_unit(word: str) -> bool:
    """Whether what stands behind a number may be its unit, not a sentence."""
    word = word.strip()
    return word in BLANK or bool(WRITTEN.fullmatch(word)) or (len(word) <= 4 and find_unit(word).is_known)


def _search(text: str, asked: Unit) -> Measure:
    """The one number of a text that has words around it: 举办培训12场; of several the one in the unit that is asked."""
    found = [] if EACH.search(text) else list(_iter_numbers(text, asked))
    same = [one for one in found if asked.family and one.unit.name and one.unit.family == asked.family]
    chosen = found if len(found) == 1 else same
    if len({(one.low, one.direction) for one in chosen}) != 1:
        return Measure(text, Kind.UNREAD)
    return chosen[-1]


def _iter_numbers(text: str, asked: Unit) -> Iterator[Measure]:
    for token in TOKEN.finditer(text):
        before, behind = text[: token.start()], text[token.end() :]
        more = re.match(r"\s*[余多几]?", behind)
        lead = more.end() if more else 0
        unit = WRITTEN.match(behind[lead:].replace("㎡", "m"))
        written = unit.group() if unit else ""
        if not written and re.match(r"[A-Za-z]", behind):
            continue  # 5A级 is no number
        made = _build_number(text, token[1], written, asked)
        sign, _ = _take_sign(f"{_last_words(before)}{token[1]}{written}{behind[lead + len(written) :][:3]}")
        direction = -1 if FALL.search(before) else 1 if RISE.search(before) else 0
        rough = bool(re.search(r"(?:约|近)\s*$", before) or behind[:lead].strip() or re.match(r"左右|余|多", behind[lead + len(written) :]))
        yield replace(made, sign=sign, direction=direction, is_rough=rough)


def _last_words(before: str) -> str:
    """The words of a sign that a number follows: 控制在, 不超过."""
    words = (word for _, every in BEFORE for word in every)
    return next((word for word in sorted(words, key=len, reverse=True) if before.rstrip().endswith(word)), "")


def _build_number(text: str, digits: str, written: str, asked: Unit) -> Measure:
    unit = _settle_unit(find_unit(written.strip()), asked)
    number = Decimal(digits.replace(",", ""))
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1) * unit.factor
    return Measure(text, Kind.NUMBER, low=number * unit.factor, high=number * unit.factor, unit=unit, half=half)


def _settle_unit(written: Unit, asked: Unit) -> Unit:
    """What is asked where nothing is written; of 1.2万 the unit that is asked, without its own scale."""
    if written.family:
        return written
    return asked if written == NONE else replace(written, family=asked.family)


def _build_range(text: str, found: re.Match[str], sign: str, asked: Unit) -> Measure:
    second = found[4].strip() or found[2].strip()
    low = _build_number(text, found[1], found[2].strip() or second, asked)
    high = _build_number(text, found[3], second, asked)
    if not _is_unit(second) or low.low > high.low or low.unit.family != high.unit.family:
        return Measure(text, Kind.UNREAD)
    return replace(high, kind=Kind.RANGE, sign=sign, low=low.low, is_plain=True)


def _build_fraction(text: str, found: re.Match[str], asked: Unit) -> Measure:
    """12/12 is 100 % where a share is asked, else 12 of them; 1/3 of a number is not guessed."""
    part, whole = Decimal(found[1]), Decimal(found[2])
    if asked.family != "percent":
        return _build_number(text, found[1], "", asked) if part == whole else Measure(text, Kind.UNREAD)
    return Measure(text, Kind.NUMBER, low=part * 100 / whole, high=part * 100 / whole, unit=asked) if whole else Measure(text, Kind.UNREAD)
