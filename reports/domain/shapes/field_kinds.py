"""Kinds of fields (栏目的类型): how a value is read from what people and papers write, kept as text, printed, counted with.

A kind is one row of KINDS. What is kept is one spelling for each value: 1200.5, 2024-03-05, 自办、委托. Every door (form, interchange,
text) comes through `parse`, so the same value is the same text wherever it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reports.domain import figures
from reports.domain.figures import BLANK, Figure, NotANumber
from reports.domain.measures import Kind, Relation, parse_measure, relate_units
from reports.domain.measures.chinese_numerals import write_in_digits
from reports.domain.number_spelling import fold_letters

JOIN = "、"  # between what is ticked, as kept
SEPARATORS = re.compile(r"[、，,;；\n\t ]+")
TICKED, OPEN = "■", "□"  # both stand in every Chinese font, where ☑ and ☐ do not
BOX = re.compile(r"([■☑√✓✔☒□☐○◯])\s*([^■☑√✓✔☒□☐○◯]*)")
OPEN_BOXES = "□☐○◯"
DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
NUMERALS = "一二三四五六七八九"
DATE_IN_TEXT = (
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
    rf"|[〇零{NUMERALS}]{{4}}年[{NUMERALS}十]{{1,2}}月[{NUMERALS}十]{{1,3}}日"
)
YEAR = re.compile(r"(\d{4})\s*年?度?")
CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
FIRST_YEAR, LAST_YEAR = 1900, 2200
SHOWN = 30  # letters of a wrong value that a message repeats


class NotAValue(ValueError):
    """What was written is no value of the kind; the message is for the person."""


class Asked(Protocol):
    """What a kind has to know of the field: its label, unit and choices."""

    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


def _keep(_asked: Asked, written: str) -> str:
    return written


def _match_prose(_asked: Asked) -> str:
    return ""


@dataclass(frozen=True)
class FieldKind:
    """`parse`: what was written → what is kept, raises NotAValue. `say`, `show`: what is kept → in a sentence, and beside its label.

    `pattern`: a regular expression of what may stand in a sentence; "" for any words. `amount`: what formulas and checks count with.
    `takes`: settings beside those that every field has. `widget`: which input asks for it, `hint`: what the input says of its spelling.
    """

    name: str
    label: str
    parse: Callable[[Asked, str], str] = _keep
    say: Callable[[Asked, str], str] = _keep
    show: Callable[[Asked, str], str] = _keep
    pattern: Callable[[Asked], str] = _match_prose
    amount: Callable[[str], Figure] | None = None
    takes: frozenset[str] = frozenset()
    widget: str = "text"
    hint: str = ""
    is_number: bool = False  # an amount in a unit: sentences format it, papers may write it in another unit
    counts_days: bool = False  # a date: differences are days


def _parse_number(asked: Asked, written: str) -> str:
    """1,200.5, 1200.5平方米 or, where the unit is of a known family, 0.12万元 for 1200 元; 不适用 and 涉密 are values too."""
    try:
        return str(figures.parse_figure(written))
    except NotANumber as error:
        measured = _read_in_unit(asked, written)
        if measured is None:
            raise NotAValue(f"{asked.label}：{error}" if not asked.unit else _refuse_number(asked, written)) from error
    try:
        return str(figures.parse_figure(measured))
    except NotANumber as error:
        raise NotAValue(f"{asked.label}：{error}") from error


def _refuse_number(asked: Asked, written: str) -> str:
    return f"“{written.strip()[:SHOWN]}”不是以“{asked.unit}”计的数，请填写如 1234.56 的数字，不适用填“不适用”。"


def _read_in_unit(asked: Asked, written: str) -> str | None:
    """The number in the field's unit; None where the text is no number in a unit of that family."""
    folded, unit = fold_letters(written).strip(), fold_letters(asked.unit).strip()
    if unit and folded.endswith(unit):
        return folded.removesuffix(unit).strip()
    wanted = parse_measure("0", asked.unit).unit
    read = parse_measure(written, asked.unit)
    if (
        read.kind is not Kind.NUMBER
        or not read.is_plain
        or read.sign
        or read.is_rough
        or relate_units(wanted, read.unit) is not Relation.SAME
    ):
        return None
    return f"{figures.normalise_amount(read.low / wanted.factor):f}"


def _parse_whole(asked: Asked, written: str) -> str:
    kept = _parse_number(asked, written)
    if "." in kept:
        raise NotAValue(f"{asked.label}“{written.strip()[:SHOWN]}”不是整数，请填写如 12 的整数。")
    return kept


def _show_number(asked: Asked, kept: str) -> str:
    is_amount = bool(kept) and kept[-1].isdigit()
    return f"{kept}{asked.unit}" if is_amount else kept


def _read_amount(kept: str) -> Figure:
    try:
        return figures.parse_figure(kept)
    except NotANumber:  # kept while the field was of another kind
        return BLANK


def _parse_year(asked: Asked, written: str) -> str:
    found = YEAR.fullmatch(fold_letters(written).translate(CHINESE_DIGITS).strip())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotAValue(f"{asked.label}“{written.strip()[:SHOWN]}”不是年份，请填写如 2024 的四位年份。")
    return found[1]


def _parse_date(asked: Asked, written: str) -> str:
    text = fold_letters(written).strip()
    found = DATE.fullmatch(text) or DATE.fullmatch(_write_date_in_digits(text))
    if not found:
        raise NotAValue(f"{asked.label}“{written.strip()[:SHOWN]}”不是日期，请填写如 2024年3月5日 的年月日。")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(year)
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise NotAValue(f"{asked.label}“{written.strip()[:SHOWN]}”：没有这一天，请核对年月日。") from error


def _write_date_in_digits(text: str) -> str:
    """二〇二四年三月五日 as 2024年3月5日."""
    year, mark, rest = text.partition("年")
    return year.translate(CHINESE_DIGITS) + mark + write_in_digits(rest)


def _say_date(_asked: Asked, kept: str) -> str:
    try:
        day = date.fromisoformat(kept)
    except ValueError:  # kept while the field was of another kind
        return kept
    return f"{day.year}年{day.month}月{day.day}日"


def _count_days(kept: str) -> Figure:
    try:
        return Figure.of(date.fromisoformat(kept).toordinal())
    except ValueError:
        return BLANK


def format_day(number: int) -> str:
    """The date of a number of days, as amounts of dates are: 2024年3月5日."""
    day = date.fromordinal(number)
    return f"{day.year}年{day.month}月{day.day}日"


def _parse_choice(asked: Asked, written: str) -> str:
    """One of the choices, in any width; a paper may tick it among the others."""
    text = written.strip()
    chosen = _list_ticked(text) if BOX.search(text) else [text]
    if not chosen:  # an empty form
        return ""
    folded = {fold_letters(choice).strip(): choice for choice in asked.choices}
    if len(chosen) != 1 or (found := folded.get(fold_letters(chosen[0]).strip())) is None:
        raise NotAValue(f"“{text[:SHOWN]}”不是可选的{asked.label}，请从 {'、'.join(asked.choices)} 中选一项。")
    return found


def _parse_ticks(asked: Asked, written: str) -> str:
    """The choices that are named or ticked, in the order of the outline."""
    text = written.strip()
    named = _list_ticked(text) if BOX.search(text) else [part for part in SEPARATORS.split(text) if part]
    folded = {fold_letters(choice).strip(): choice for choice in asked.choices}
    wrong = [name for name in named if fold_letters(name).strip() not in folded]
    if wrong:
        raise NotAValue(f"“{wrong[0][:SHOWN]}”不是可选的{asked.label}，可选：{'、'.join(asked.choices)}。")
    chosen = {folded[fold_letters(name).strip()] for name in named}
    return JOIN.join(choice for choice in asked.choices if choice in chosen)


def _list_ticked(text: str) -> list[str]:
    return [words.strip(" 、，,;；\n\t\u3000") for box, words in BOX.findall(text) if box not in OPEN_BOXES]


def _show_boxes(asked: Asked, kept: str) -> str:
    """■自办　□委托; a choice that the outline no longer has stands behind them."""
    chosen = split_ticked(kept)
    known = [f"{TICKED if choice in chosen else OPEN}{choice}" for choice in asked.choices]
    return "\u3000".join([*known, *(f"{TICKED}{choice}" for choice in chosen if choice not in asked.choices)])


def split_ticked(kept: str) -> tuple[str, ...]:
    return tuple(part for part in kept.split(JOIN) if part)


def _match_date(_asked: Asked) -> str:
    return DATE_IN_TEXT


def _match_year(_asked: Asked) -> str:
    return r"\d{4}"


def _match_choice(asked: Asked) -> str:
    return "|".join(re.escape(choice) for choice in sorted(asked.choices, key=len, reverse=True))


def _match_ticks(asked: Asked) -> str:
    one = f"(?:{_match_choice(asked)})"
    return f"{one}(?:[、，,]{one})*"


NUMERIC = frozenset({"unit", "places", "formula"})
KINDS = {
    kind.name: kind
    for kind in (
        FieldKind("text", "文字"),
        FieldKind("code", "编码"),
        FieldKind("phone", "电话", widget="phone"),
        FieldKind("number", "数字", _parse_number, show=_show_number, amount=_read_amount, takes=NUMERIC, widget="number", is_number=True),
        FieldKind("integer", "整数", _parse_whole, show=_show_number, amount=_read_amount, takes=NUMERIC, widget="number", is_number=True),
        FieldKind("money", "金额", _parse_number, show=_show_number, amount=_read_amount, takes=NUMERIC, widget="number", is_number=True),
        FieldKind("year", "年份", _parse_year, pattern=_match_year, amount=_read_amount, hint="如 2024"),
        FieldKind(
            "date",
            "日期",
            _parse_date,
            _say_date,
            _say_date,
            _match_date,
            _count_days,
            hint="如 2024年3月5日",
            counts_days=True,
        ),
        FieldKind("choice", "单选", _parse_choice, pattern=_match_choice, takes=frozenset({"choices"}), widget="choice"),
        FieldKind("ticks", "多选", _parse_ticks, show=_show_boxes, pattern=_match_ticks, takes=frozenset({"choices"}), widget="ticks"),
    )
}
