"""Goes on after the first mistakes: what does not fit is left out or stands in, so that the rest can be examined too."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reports.domain.outlines.definitions import Outline

ROUNDS = 5  # leaving out a wrong value may show that it was needed
STANDINS: dict[str, Any] = {"level": 1, "rows": [], "columns": [], "severity": "W", "id": "C00", "numbering": ["一、", "（一）", "1、"]}


def build_partial_outline(raw: dict[str, Any], failure: ValidationError) -> Outline | None:
    """An outline of everything in the file that fits; None where too little does."""
    patched = deepcopy(raw)
    for _ in range(ROUNDS):
        _fill_missing_parts(patched, failure.errors(include_url=False))
        try:
            return Outline.model_validate(patched)
        except ValidationError as again:
            failure = again
    return None


def _fill_missing_parts(raw: dict[str, Any], errors: Iterable[ErrorDetails]) -> None:
    for error in errors:
        *path, last = error["loc"]
        home = _find_parent_value(raw, path)
        if error["type"] == "missing" and isinstance(home, dict):
            home[str(last)] = STANDINS.get(str(last), f"missing_{len(path)}_{sum(step for step in path if isinstance(step, int))}")
        elif isinstance(home, dict):
            home.pop(last, None)
        elif isinstance(home, list) and isinstance(last, int) and last < len(home):
            home[last] = {} if error["type"] == "model_type" else ""


def _find_parent_value(raw: Any, path: Iterable[int | str]) -> Any:
    """The table or array that holds the last step; None where the path does not lead there."""
    for step in path:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return None
    return raw
