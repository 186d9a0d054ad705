"""Placeholders of an editable sentence, as a person sees them: {expenditure.total.goal} ⇄ 【支出合计 · 纳入绩效目标的金额】."""

from __future__ import annotations

import re

from reports.domain import Block, Document, Part, patterns, places
from reports.domain.patterns import Slot

TOKEN = re.compile("【([^【】]*)】")
SLOT = re.compile(r"\{([^{}]*)\}")


class BadWording(ValueError):
    """The sentence cannot be kept as worded; the message is for the person."""


def list_placeholders(document: Document, block: Block) -> dict[str, str]:
    """Token by placeholder, for every placeholder of the standard sentence."""
    found: dict[str, str] = {}
    for slot in patterns.list_slots(patterns.parse_pattern(block.sentence)):
        found.setdefault(_format_slot(slot), _make_unique_token(_label_slot(document, block, slot), found))
    return found


def show_placeholders(pattern: str, known: dict[str, str]) -> str:
    """The pattern with tokens for its placeholders."""
    return SLOT.sub(lambda match: f"【{known.get(_normalise_slot(match[1]), match[1])}】", pattern)


def parse_worded_pattern(text: str, known: dict[str, str]) -> str:
    """The pattern that was worded. Raises BadWording."""
    slots = {token: slot for slot, token in known.items()}
    bare = TOKEN.sub("", text)
    if lost := re.search("[【】]", bare):
        raise BadWording(f"有一个“{lost[0]}”没有配对，请把取数项写成完整的【…】，或恢复标准表述。")
    if sign := re.search("[{}]", text):
        raise BadWording(f"表述中不能使用“{sign[0]}”，取数项请写成【…】。")
    found = TOKEN.findall(text)
    if unknown := [token for token in found if token not in slots]:
        raise BadWording(f"没有名为“{unknown[0][:30]}”的取数项，可用的有：{'、'.join(f'【{token}】' for token in slots)}。")
    if missing := [token for token in slots if token not in found]:
        raise BadWording(f"缺少取数项【{missing[0]}】：数字由填报的数据生成，请把它放回句中，或恢复标准表述。")
    return _check_worded_pattern(TOKEN.sub(lambda match: f"{{{slots[match[1]]}}}", text))


def _check_worded_pattern(worded: str) -> str:
    try:
        patterns.parse_pattern(worded)
    except patterns.PatternError as error:
        raise BadWording("方括号“[ ]”没有配对：方括号内的文字在数据未填时不打印，请成对书写，或恢复标准表述。") from error
    return worded


def _format_slot(slot: Slot) -> str:
    return "|".join((slot.name, *slot.formats))


def _normalise_slot(inside: str) -> str:
    return "|".join(part.strip() for part in inside.split("|"))


def _make_unique_token(label: str, found: dict[str, str]) -> str:
    taken = set(found.values())
    return next(name for number in range(1, len(taken) + 2) if (name := label if number == 1 else f"{label}{number}") not in taken)


def _label_slot(document: Document, block: Block, slot: Slot) -> str:
    if part := block.parts.get(slot.name):
        return _label_part(document, part)
    return name_fact(document, slot.name) + {"share": "占比", "count": "数量"}.get("".join(slot.formats[:1]), "")


def _label_part(document: Document, part: Part) -> str:
    if part.when:
        return "视数据而定的文字"
    table = document.outline.grids.get(part.each) or document.outline.lists[part.each]
    return f"{table.label}逐项"


def name_fact(document: Document, name: str) -> str:
    """What a fact is called, without its section."""
    outline = document.outline
    if name == "last_year":
        return "上年"
    for known in (outline.fields, outline.texts, outline.lists):
        if name in known:
            return str(known[name].label)
    grid, row, column = name.split(".")
    return places.label_cell(document, grid, row, column)
