"""What a passage of the text says about a fact: a mention. A fact may be mentioned more than once, and not always alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.domain import figures, numbering
from reports.domain.document import Value
from reports.domain.figures import Figure, NotANumber
from reports.domain.outlines import Outline
from reports.domain.patterns import GAP, Expression, Slot, SlotMatch, fixed_words, sentence_matching
from reports.domain.patterns.fixed_words import UNITS
from reports.domain.shapes import Field, NotAValue
from reports.domain.text_import import name_doubts, text_lines

Kind = Literal["field", "text", "rows", "figure", "share", "count", "branch", "wording", "total"]
Values = Mapping[str, Value]  # of one row of a list
SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
LONGEST_QUOTE = 80
DIGITS = "零一二三四五六七八九"
CUT_NUMBER = "数字被换行断开，接起来的数不一定对"
MAYBE_DASH = "数前面的“-”可能是连接号，不是负号"
AMBIGUOUS = "后面的文字出现了不止一次，从哪里断开不能确定"
DASHES = ("-", "－", "—", "–", "−")
BUILT_IN = {  # what is known of built-in fields before they have been read
    "year": r"\d{4}",
    "last_year": r"\d{4}",
    "city": r".{1,12}?(?:市|州|盟|地区)",
    "district": r".{1,12}?(?:区|县|市|旗)",
}


@dataclass(frozen=True)
class Mention:
    kind: Kind
    name: str  # key of the field, text, list or wording; fact id of the figure; condition of the branch
    value: str | bool | Figure | tuple[Values, ...]
    stated: str  # as the paper writes it
    quote: str
    home: bool = False  # a cell of a table: it wins over any sentence
    other: str = ""  # of a branch: the words that the paper did not choose
    doubt: str = ""  # why a person has to look at it; "" where it is sure
    row_doubts: tuple[tuple[int, str], ...] = ()  # rows of a list that are doubtful, with the reason
    words: tuple[tuple[str, ...], ...] = ()  # of each row as written, in the order of the text
    at: int = -1  # letter of the passage where it stands; -1: behind the mention before


def build_slot_expression(outline: Outline, known: Mapping[str, str]) -> Expression:
    """What may stand at a placeholder: fields that are known word for word, others by their kind."""

    def of(slot: Slot) -> str:
        if (field := outline.fields.get(slot.name)) and field.of_kind.is_number:
            return sentence_matching.match_number(slot)
        if field and (pattern := field.of_kind.pattern(field)):
            return f"(?:{pattern}|{GAP})"
        if slot.name in known:
            return fixed_words.match_literal(known[slot.name])
        if slot.name in BUILT_IN:
            return BUILT_IN[slot.name]
        if slot.name in outline.lists:
            return sentence_matching.COUNT
        is_prose = slot.name in outline.fields or slot.name in outline.texts or slot.name in list_grade_names(outline)
        return sentence_matching.PROSE if is_prose else sentence_matching.match_number(slot)

    return of


def list_total_names(outline: Outline) -> frozenset[str]:
    """Names of what the scoring gives: points and 等次."""
    return frozenset(f"{one.key}.score" for one in outline.assessment) | list_grade_names(outline)


def list_grade_names(outline: Outline) -> frozenset[str]:
    return frozenset(f"{one.key}.grade" for one in outline.assessment)


def make_match(outline: Outline, found: SlotMatch, text: str) -> Mention | None:
    """What a placeholder says; None for a gap. Raises NotANumber."""
    name, stated, quote = found.slot.name, found.text, extract_passage(text, found.start)
    if not stated:
        return None
    if "\n" in stated and name not in outline.texts:
        stated = join_wrapped(stated)
    if name == "last_year":
        return Mention("field", "year", str(int(stated) + 1), stated, quote)
    if name in outline.fields:
        return _make_field_match(outline.fields[name], found, stated, quote)
    if name in outline.texts:
        return Mention("text", name, text_lines.join_wrapped_lines(stated), stated, quote)
    if name in outline.lists:
        return Mention("count", name, parse_stated_figure(stated), stated, quote)
    if name in list_total_names(outline):
        return Mention("total", name, stated if name in list_grade_names(outline) else parse_stated_figure(stated), stated, quote)
    kind: Kind = "share" if "share" in found.slot.formats else "figure"
    return Mention(kind, name, convert_figure(found), stated, quote, doubt=find_figure_doubt(found))


def find_figure_doubt(found: SlotMatch) -> str:
    """Why a number of a sentence is doubtful; "" where it is sure."""
    if "\n" in found.text:
        return CUT_NUMBER
    return MAYBE_DASH if found.text.startswith(DASHES) else ""


def _make_field_match(field: Field, found: SlotMatch, stated: str, quote: str) -> Mention:
    """Words as they stand; a number in the unit that the sentence says, a date, a choice. Raises NotANumber, NotAValue."""
    if not (field.is_figure or field.choices):
        value = unicodedata.normalize("NFKC", stated) if field.key == "year" else stated
        return Mention("field", field.key, value, stated, quote, doubt=name_doubts.find_doubt(stated) or AMBIGUOUS * found.is_ambiguous)
    doubt = CUT_NUMBER if "\n" in found.text else ""
    if not field.is_typed:
        return Mention("figure", field.key, convert_figure(found), found.text, quote, doubt=doubt)
    value = str(convert_figure(found)) if field.of_kind.is_number else found.text
    return Mention("field", field.key, field.parse(join_wrapped(value)), found.text, quote, doubt=doubt)


def make_matches(outline: Outline, found: Iterable[SlotMatch], text: str) -> tuple[Mention, ...] | None:
    """What every placeholder says; None when a number cannot be one of a report, or a date is none."""
    try:
        said = [make_match(outline, one, text) for one in found]
    except (NotANumber, NotAValue):
        return None
    return tuple(one for one in said if one)


def parse_stated_figure(stated: str, unit: str = "") -> Figure:
    """A number of a sentence or a cell: 1,234.56, 85.16%, 百分之五, 十二, 两, 不适用, 3亿元 in the fact's unit. Raises NotANumber."""
    if stated.startswith("百分之"):
        return _parse_per_cent(stated.removeprefix("百分之"))
    written = 0 if stated == "零" else numbering.from_chinese(stated.replace("两", "二"))
    if written is not None:
        return Figure.of(written)
    bare, own = figures.split_unit(stated)
    if own in UNITS and unit in UNITS:
        return _scale(figures.parse_figure(bare), UNITS[own] / UNITS[unit])
    return figures.parse_figure(stated.rstrip("%％ "))


def _parse_per_cent(written: str) -> Figure:
    """85.5, 八十五点五. Raises NotANumber."""
    if written[:1].isdigit():
        return figures.parse_figure(written)
    whole, _, places = written.partition("点")
    digits = "".join(str(DIGITS.index(sign)) for sign in places if sign in DIGITS)
    number = 100 if whole == "百" else 0 if whole == "零" else numbering.from_chinese(whole)
    if number is None or len(digits) != len(places):
        raise NotANumber(f"“百分之{written}”不是数字。")
    return figures.parse_figure(f"{number}.{digits}" if digits else str(number))


def convert_figure(found: SlotMatch) -> Figure:
    """The number at a placeholder in the fact's unit, with the sign that the words around it give. Raises NotANumber."""
    bare, falls = fixed_words.split_direction(join_wrapped(found.text))
    return _scale(parse_stated_figure(bare), -found.scale if found.turned is not falls else found.scale)


def _scale(figure: Figure, scale: Decimal) -> Figure:
    """Raises NotANumber where no report can hold the product."""
    return figure if figure.amount is None or scale == 1 else figures.parse_figure(f"{figures.normalise_amount(figure.amount * scale):f}")


def join_wrapped(name: str) -> str:
    """A name over two lines of a PDF: no name has a line break of its own."""
    return re.sub(r"\s*\n\s*", "", name)


def extract_passage(text: str, at: int) -> str:
    """The sentence around a place of the text."""
    match = next((found for found in SENTENCE.finditer(text) if found.end() > at), None)
    return match.group().strip()[:LONGEST_QUOTE] if match else text[:LONGEST_QUOTE]
