"""What a list would do, line by line: shown before anything is written, and done only as it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

AT_ONCE = "别人刚刚也在修改名单，没有导入任何内容，请再导入一次。"


class BadList(Exception):
    """Nothing was taken over; `sentences` say what to mend."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))


class Verdict(StrEnum):
    """The value is the word of the preview."""

    NEW = "新增"
    CHANGED = "修改"
    SAME = "不变"
    REFUSED = "不能导入"
    LEFT_OUT = "没有读"


class ZeroChoice(StrEnum):
    """What becomes of a code that differs from another one by zeros in front."""

    ASK = ""
    FILL = "fill"
    KEEP = "keep"


class ResetChoice(StrEnum):
    """Whose first password is made anew, of the people who are known already."""

    NOBODY = ""
    UNUSED = "unused"
    EVERYBODY = "all"


@dataclass(frozen=True)
class Options:
    """What the person chose before the preview."""

    zeros: ZeroChoice = ZeroChoice.ASK
    hidden: bool = False  # rows that nobody sees in Excel are read too
    reset: ResetChoice = ResetChoice.NOBODY


@dataclass(frozen=True)
class Change:
    """`before` is "" of what is new."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}：{self.before} → {self.after}" if self.before else f"{self.label}：{self.after}"


@dataclass
class PlanLine:
    """`row` is what is written: a Department, a User. `state`: what the line stands on, beside what it shows."""

    number: int
    key: str
    name: str
    verdict: Verdict = Verdict.SAME
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    gets_password: bool = False
    row: Any = None
    state: str = ""

    @property
    def is_written(self) -> bool:
        return self.verdict in (Verdict.NEW, Verdict.CHANGED) or self.gets_password

    @property
    def sentences(self) -> list[str]:
        return [*self.problems, *self.notes]

    def refuse(self, *problems: str) -> None:
        self.problems += problems
        self.verdict = Verdict.REFUSED

    def leave_out(self, why: str) -> None:
        self.problems.append(why)
        self.verdict = Verdict.LEFT_OUT

    def describe(self) -> tuple[object, ...]:
        return (self.number, self.key, self.name, self.verdict, self.changes, self.notes, self.problems, self.gets_password, self.state)


@dataclass(frozen=True)
class Plan:
    lines: tuple[PlanLine, ...]
    remarks: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Another one wherever the preview would show anything else."""
        return hashlib.sha256(repr([line.describe() for line in self.lines]).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def written(self) -> list[PlanLine]:
        return [line for line in self.lines if line.is_written]

    @property
    def asks_for_zeros(self) -> bool:
        return any("前面的 0" in sentence for line in self.lines for sentence in (*line.problems, *line.notes))

    @property
    def has_hidden(self) -> bool:
        return any(HIDDEN in line.problems or HIDDEN_READ in line.notes for line in self.lines)

    def select_lines(self, verdict: Verdict) -> list[PlanLine]:
        """What wants a look stands first."""
        return sorted((line for line in self.lines if line.verdict == verdict), key=lambda line: (not line.notes, line.number))

    def count_lines(self) -> dict[Verdict, int]:
        return {verdict: sum(line.verdict == verdict for line in self.lines) for verdict in Verdict}


HIDDEN = "这一行在 Excel 中看不到（隐藏，或者被筛选掉了）"
HIDDEN_READ = "这一行在 Excel 中看不到（隐藏，或者被筛选掉了），按您的选择读了"
