"""What is wrong with a file in the interchange format, as sentences with their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reports.domain.outlines.errors import propose_nearest_name

MOST = 50  # sentences; more help nobody
Path = Sequence[int | str]

SENTENCES = {
    "missing": "缺少这一项",
    "string_type": '应为带引号的文字，数字也要写成带引号的文字，如 "478.9"',
    "int_type": "应为整数",
    "dict_type": "应为对象 { … }",
    "list_type": "应为列表 [ … ]",
    "literal_error": "只能是 {expected}",
    "string_pattern_mismatch": "只能由 1 到 32 个字母、数字、- 和 _ 组成",
    "greater_than_equal": "不合理，应为四位年份",
    "less_than_equal": "不合理，应为四位年份",
}


class BadInterchange(ValueError):
    """The file cannot be taken over; `sentences` lists everything that is wrong with it."""

    def __init__(self, sentences: Iterable[str]) -> None:
        found = list(sentences)
        more = [f"另有 {len(found) - MOST} 处错误未列出。"] if len(found) > MOST else []
        self.sentences = [*found[:MOST], *more]
        super().__init__("\n".join(self.sentences))


def describe_path(path: Path) -> str:
    """("lists", "duties", 2, "text") → lists › duties › 第 3 行 › text."""
    return " › ".join(f"第 {step + 1} 行" if isinstance(step, int) else str(step)[:80] for step in path)


def describe_problem_at(path: Path, sentence: str) -> str:
    return f"{describe_path(path) or '文件'}：{sentence}。"


def describe_validation_errors(failure: ValidationError, known: Mapping[str, Iterable[str]], computed: Collection[str]) -> list[str]:
    """Sentences for pydantic's findings; `known` names what may stand in each object, `computed` the cells never typed."""
    return [
        describe_problem_at(error["loc"], _describe_validation_error(error, known, computed)) for error in failure.errors(include_url=False)
    ]


def _describe_validation_error(error: ErrorDetails, known: Mapping[str, Iterable[str]], computed: Collection[str]) -> str:
    context = error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden" and name in computed:
        return "由系统计算，不能填写"
    if error["type"] == "extra_forbidden":
        place = ".".join(str(step) for step in error["loc"][:-1] if isinstance(step, str))
        return f"提纲没有这个数据项{propose_nearest_name(name, known.get(place, ()))}".rstrip("？")
    if error["type"] == "value_error":
        return str(context["error"]).rstrip("。")
    sentence = SENTENCES.get(error["type"], "值不对")
    return sentence.replace("{expected}", str(context.get("expected", "")).replace(" or ", " 或 "))
