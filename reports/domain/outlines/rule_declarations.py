"""What a rule of the checks declares of itself: everything that outlines, pages, settings and documents say of it.

A declaration stands at its function (`reports.domain.checks.rules.registry.rule`), in the module that makes it, and never in a
table elsewhere.
"""

from __future__ import annotations

import enum
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["cell", "grid", "columns", "number", "list"]  # what a setting names; a number has its default in the declaration

ID = re.compile(r"[A-Z]{1,4}\d{2,3}")
OURS = re.compile(r"C\d+")  # C alone is kept for the rules that come with the program
KINDS = ("cell", "grid", "columns")
SEVERITIES = ("E", "R", "W")
NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?")  # of a threshold
NAME = re.compile(r"[a-z][a-z_]*")
LIST = "list"  # the setting that names another list
DECLARED = "__rules__"  # where a module keeps what it declared, so that nothing stays of a module that is not installed


class RuleError(ValueError):
    """A declaration is incomplete, or an id is used twice; the message is a sentence for the technician."""


class Watched(enum.Enum):
    """What a rule looks at in whichever outline asks for it; a table, list or text of its own is named by its key."""

    TEXTS = "texts"  # every text
    LISTS = "lists"  # every list without numbers
    PRESETS = "presets"  # every list whose rows the outline gives
    ANSWERS = "answers"  # every list that answers another, and that one


@dataclass(frozen=True)
class Limit:
    """A threshold that outlines and cycles may change: what it is called, its unit, and what holds where they say nothing."""

    label: str
    unit: str
    usual: str


@dataclass(frozen=True, eq=False)
class RuleDeclaration:
    """`function(document, check, context)` yields findings. `also`: severities beside the one that the outline gives."""

    id: str
    function: Callable[..., Any]
    name: str = ""
    severity: str = ""
    source: str = ""  # law article, notice or standard
    explanation: str = ""  # how it is checked, for those who fill in
    settings: Mapping[str, Kind] = field(default_factory=dict)
    thresholds: Mapping[str, Limit] = field(default_factory=dict)
    listing: Watched | str = ""  # the list that it looks at where the outline names no other: list = "…"; PRESETS: any of them
    columns: tuple[str, ...] = ()  # of that list, without which it would look at nothing
    watches: tuple[Watched | str, ...] = ()
    also: tuple[str, ...] = ()
    version: int = 1  # counted up when the rule judges or words otherwise
    once: bool = False  # what it says of several tables is one finding
    everywhere: bool | None = None  # asked of every report, named by its outline or not; None: a county's own, where it needs no settings

    @property
    def module(self) -> str:
        return str(getattr(self.function, "__module__", "?"))

    @property
    def is_ours(self) -> bool:
        return is_ours(self.id)

    @property
    def is_everywhere(self) -> bool:
        return not self.is_ours and not self.settings if self.everywhere is None else self.everywhere

    @property
    def known_settings(self) -> dict[str, Kind]:
        """What an outline may set of it."""
        own: dict[str, Kind] = {LIST: "list"} if self.listing else {}
        return {**self.settings, **dict.fromkeys(self.thresholds, "number"), **own}

    def to_toml(self) -> str:
        """As the vocabulary has it, so that an outline that is kept also keeps what its checks were called."""
        facts = {"id": self.id, "label": self.name, "severity": self.severity, "source": self.source, "rule": self.id}
        return "\n".join(["[[check]]", *(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in facts.items()), ""])


def is_ours(rule_id: str) -> bool:
    """Whether the id is one of those that counties may not use."""
    return bool(OURS.fullmatch(rule_id))


def declare_rule(declaration: RuleDeclaration) -> None:
    """Keeps the declaration in its function's module. Raises RuleError."""
    for problem in find_problems(declaration):
        raise RuleError(f"核对规则 {declaration.id}（{declaration.module}）：{problem}")
    declared: list[RuleDeclaration] = declaration.function.__globals__.setdefault(DECLARED, [])
    if any(one.id == declaration.id for one in declared):
        raise RuleError(f"核对规则 {declaration.id} 在 {declaration.module} 里声明了不止一次，请改用另一个编号。")
    declared.append(declaration)


def find_problems(declaration: RuleDeclaration) -> Iterator[str]:
    """Everything that the declaration lacks or says wrongly, one sentence each."""
    if not isinstance(declaration.id, str) or not ID.fullmatch(declaration.id):
        yield "编号应为一至四个大写字母加两三位数字，如 XY12。"
    if not inspect.isfunction(declaration.function):
        yield "@rule 只能写在函数上。"
    yield from _find_missing_words(declaration)
    yield from _find_wrong_settings(declaration)
    if not isinstance(declaration.version, int) or declaration.version < 1:
        yield "version 应为 1 以上的整数。"
    if wrong := [each for each in declaration.watches if not (isinstance(each, Watched) or (isinstance(each, str) and each))]:
        yield f"watches 里的“{wrong[0]}”不是 Watched 的一种，也不是表格、列表或文字的编号。"
    if declaration.everywhere and declaration.settings:
        yield "有 settings 的规则须由提纲给出设置，不能写 everywhere=True。"


def _find_missing_words(declaration: RuleDeclaration) -> Iterator[str]:
    for name, label in (("name", "名称"), ("severity", "类别"), ("source", "依据")):
        text = getattr(declaration, name)
        if not isinstance(text, str) or not text.strip():
            yield f"缺少{label}（{name}）。"
    severities = [declaration.severity, *declaration.also]
    if wrong := [each for each in severities if each and each not in SEVERITIES]:
        yield f"类别只能是 E、R、W，现为“{wrong[0]}”。"


def _find_wrong_settings(declaration: RuleDeclaration) -> Iterator[str]:
    for name, kind in declaration.settings.items():
        if kind not in KINDS:
            yield f"设置“{name}”的种类只能是 {'、'.join(KINDS)}，现为“{kind}”；数字请写成 thresholds。"
    for name, limit in declaration.thresholds.items():
        if not isinstance(limit, Limit) or not limit.label or not NUMBER.fullmatch(str(limit.usual)):
            yield f"界限“{name}”应写成 Limit(名称, 单位, 通常的数)。"
    names = [*declaration.settings, *declaration.thresholds]
    taken = {"severity", "off", "reason", "within", "near", LIST} | (set(declaration.settings) & set(declaration.thresholds))
    if wrong := [name for name in names if name in taken or not NAME.fullmatch(name)]:
        yield f"“{wrong[0]}”不能用作设置或界限的名称。"
