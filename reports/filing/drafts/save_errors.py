"""Why a save does not happen. Every refusal is a sentence for the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from departments.models import User


class SaveRefused(Exception):
    """Nothing was written; str() is the sentence for the person."""


class NotEditable(SaveRefused):
    """State, deadline or role forbid to change the report."""


class Stale(SaveRefused):
    """Somebody saved the section meanwhile; both versions are to be shown."""

    def __init__(self, revision: int, saved_by: User | None, saved_at: datetime | None) -> None:
        self.revision, self.saved_by, self.saved_at = revision, saved_by, saved_at
        who = f"{saved_by}" if saved_by else "系统"
        when = f"{timezone.localtime(saved_at):%H:%M:%S}" if saved_at else "刚才"
        super().__init__(f"本章节已由{who}于 {when} 保存过新的内容，请对照两个版本后再保存。")


@dataclass(frozen=True)
class SaveProblem:
    place: str
    message: str


class Unacceptable(SaveRefused):
    """Text too long, too many rows, a number that cannot be: each with its place."""

    def __init__(self, problems: Iterable[SaveProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))
