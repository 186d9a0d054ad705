"""Mistakes of an outline file, each at its place, all at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reports.domain.outlines.positions import Location, find_line

__all__ = [
    "Location",
    "Mistake",
    "Mistakes",
    "describe_location",
    "describe_validation_error",
    "list_validation_errors",
    "propose_nearest_name",
]

SENTENCES = {
    "missing": "缺少“{name}”",
    "extra_forbidden": "“{name}”不是可用的设置{near}",
    "string_type": "“{name}”应为文字（加引号）",
    "bool_type": "“{name}”应为 true 或 false",
    "bool_parsing": "“{name}”应为 true 或 false",
    "int_type": "“{name}”应为整数",
    "int_parsing": "“{name}”应为整数",
    "tuple_type": "“{name}”应为列表 [ … ]",
    "dict_type": "“{name}”应为表 { … }",
    "model_type": "“{name}”应为表 { … }",
    "literal_error": "“{name}”只能是 {expected} 之一",
    "too_short": "“{name}”的项数太少",
    "too_long": "“{name}”的项数太多",
    "string_pattern_mismatch": "“{name}”的写法不对{example}",
    "value_error": '“{name}”的数字须加英文引号，如 "2.5"',
    "decimal_parsing": '“{name}”应为加引号的数字，如 "2.5"',
    "decimal_type": '“{name}”应为加引号的数字，如 "2.5"',
    "greater_than": "“{name}”太小",
    "greater_than_equal": "“{name}”太小",
    "less_than_equal": "“{name}”太大",
}

EXAMPLES = {
    "line_pitch": '，应是磅数，如 "28.99"',
    "within": '，应是百分数，如 "10%"',
    "near": '，应是百分数，如 "10%"',
    "loss": '，应是分数或百分数，如 "0.5" 或 "10%"',
    "unchecked": '，应写明理由，如 "不核对，因为金额由业务系统核定"',
    "id": '，应是一到四个大写字母和两三位数字，如 "C07"',
}


@dataclass(frozen=True)
class Mistake:
    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{' '.join(filter(None, (self.file, self.place)))}：{self.message}"


class Mistakes(Exception):
    """An outline cannot be used; lists everything that is wrong with it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def propose_nearest_name(name: str, known: Iterable[str]) -> str:
    """“，是不是想写“…”？” or nothing."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"，是不是想写“{found[0]}”？" if found else ""


def describe_validation_error(error: ErrorDetails, known: Iterable[str]) -> str:
    name = str(error["loc"][-1]) if error["loc"] else ""
    sentence = SENTENCES.get(error["type"], "“{name}”的值不对")
    expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace(", ", "、")
    sentence = sentence.replace("{example}", EXAMPLES.get(name, ""))
    return sentence.replace("{name}", name).replace("{expected}", expected).replace("{near}", propose_nearest_name(name, known))


def list_validation_errors(failure: ValidationError) -> list[tuple[Location, str]]:
    from reports.domain.outlines.allowed_settings import list_known_settings

    return [(error["loc"], describe_validation_error(error, list_known_settings(error["loc"]))) for error in failure.errors()]


def describe_location(text: str, location: Location) -> str:
    """第 N 行 and the path in words: where in the file a location of the parsed data stands."""
    words = [f"{step + 1}" if isinstance(step, int) else step for step in location]
    path = ".".join(words)
    line = find_line(text, location)
    return f"第 {line} 行（{path}）" if line else path
