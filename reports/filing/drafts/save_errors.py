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
        super().__init__(self.describe_for(None))

    def describe_for(self, person: User | None) -> str:
        """The sentence for whoever reads it: an own page in another window is called so."""
        when = f"{timezone.localtime(self.saved_at):%H:%M}" if self.saved_at else "刚才"
        if self.is_by(person):
            return f"您在另一个页面 {when} 保存过本章节，本页不是最新的。请对照两个版本后再保存。"
        if self.saved_at and not self.saved_by:
            return f"本章节 {when} 因导入或更换提纲有了新的版本，请对照两个版本后再保存。"
        return f"本章节已由{self.saved_by or '别人'}于 {when} 保存过新的内容，请对照两个版本后再保存。"

    def is_by(self, person: User | None) -> bool:
        return person is not None and self.saved_by == person


@dataclass(frozen=True)
class SaveProblem:
    place: str
    message: str


class Unacceptable(SaveRefused):
    """Text too long, too many rows, a number that cannot be: each with its place."""

    def __init__(self, problems: Iterable[SaveProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))
