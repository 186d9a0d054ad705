"""Single values of the interchange format: texts, figures, row keys."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, StrictStr, StringConstraints, WithJsonSchema

from reports.domain import figures
from reports.domain.figures import BLANK, Figure, State

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
STATES = {State.NOT_APPLICABLE.value: figures.NOT_APPLICABLE, State.CLASSIFIED.value: figures.CLASSIFIED}


def _require_printable(text: str) -> str:
    if found := CONTROL.search(text):
        raise ValueError(f"含有不能保存的控制字符（第 {found.start() + 1} 个字符，U+{ord(found.group()):04X}），请删去")
    return text


def _read_json_figure(value: Any) -> Figure:
    if isinstance(value, str):
        return figures.parse_figure(value)
    if isinstance(value, dict) and list(value) == ["state"] and value["state"] in STATES:
        return STATES[value["state"]]
    raise ValueError('数字须写成带引号的文字，如 "478.9"；不适用写 {"state": "not_applicable"}，涉密写 {"state": "classified"}')


def _require_whole_number(figure: Figure) -> Figure:
    if figure.amount is not None and figure.amount != int(figure.amount):
        raise ValueError("应为整数")
    return figure


def write_json_figure(figure: Figure) -> str | dict[str, str]:
    """A figure as `_figure` reads it."""
    return str(figure) if figure.amount is not None or figure == BLANK else {"state": figure.state.value}


AMOUNT = {"type": "string", "pattern": r"^[+-]?[0-9,]*(\.[0-9]*)?$", "examples": ["478.9"]}
STATE = {"type": "object", "properties": {"state": {"enum": list(STATES)}}, "required": ["state"], "additionalProperties": False}

Text = Annotated[StrictStr, AfterValidator(_require_printable)]
RowKey = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9A-Za-z_-]{0,32}$")]
Amount = Annotated[Any, PlainValidator(_read_json_figure), WithJsonSchema({"anyOf": [AMOUNT, STATE]})]
Whole = Annotated[Amount, AfterValidator(_require_whole_number)]
