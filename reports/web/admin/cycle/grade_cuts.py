"""等次分界 as a manager types them: 优 90，良 80，中 60，差 0 — the best first."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from departments import clean_text
from reports.domain import fold_letters, grades

BETWEEN = re.compile(r"[，,、；;\n]+")
ONE = re.compile(r"(\S+?)[\s:：=]*(-?[\d.]+)\s*分?")
HELP = "从高到低写等次和最低分，如：优 90，良 80，中 60，差 0；不填按提纲执行。任务开始后再改，只影响此后报送的报告"


class GradeCutsField(forms.CharField):
    """Text on the screen, {"优": "90"} in the database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label="等次分界", required=False, help_text=HELP, widget=forms.TextInput(attrs={"size": 50}), **options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if any(grades.find_cut_problems(value)):
            return "，".join(f"{name} {least}" for name, least in value.items())
        return "，".join(f"{cut} {least}" for cut, least in grades.format_grade_cuts(grades.parse_grade_cuts(value)).items())

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        pairs = [_parse_grade_cut(part) for part in BETWEEN.split(fold_letters(clean_text(value or ""))) if part.strip()]
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            raise ValidationError("等次名称不能重复。")
        if wrong := list(grades.find_cut_problems(dict(pairs))):
            raise ValidationError(wrong)
        if pairs != sorted(pairs, key=lambda pair: float(pair[1]), reverse=True):
            raise ValidationError("等次须从高到低写。")
        return dict(pairs)


def _parse_grade_cut(part: str) -> tuple[str, str]:
    found = ONE.fullmatch(part.strip())
    if found is None:
        raise ValidationError(f"“{part.strip()[:20]}”应写成等次和最低分，如“优 90”。")
    return found[1], found[2]
