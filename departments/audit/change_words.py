"""What changed in a row, before and after, in the words of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

NOTHING, ARROW = "空", " → "
LONGEST_VALUE, LONGEST_ENTRY = 180, 480  # a column of 500 holds the two of them with their label


def describe_change(label: str, before: str, after: str) -> str:
    return f"{label}：{_shorten(before)}{ARROW}{_shorten(after)}"


@dataclass(frozen=True)
class Values:
    """What the columns of a row hold, by their attribute; `row` knows the names of what it refers to, where it has them at hand."""

    columns: Mapping[str, Any]
    row: models.Model | None = None
    words: Mapping[str, Callable[[Any], str]] = dataclass_field(default_factory=dict)

    def describe(self, field: models.Field) -> str:
        if isinstance(field, models.ForeignKey) and self.row is not None and field.is_cached(self.row):
            return str(getattr(self.row, field.name) or NOTHING)
        value = self.columns[field.attname]
        if isinstance(value, dict) and value and field.attname in self.words:
            return "，".join(f"{key} {self.words[field.attname](each)}" for key, each in value.items())
        return describe_value(field, value)


def describe_value(field: models.Field, value: Any) -> str:
    """As a person reads it; `value` is what the column holds."""
    if value is None or value in ("", {}, []):
        return NOTHING
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found or value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return describe_plain(value)


def describe_plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Mapping):
        return "，".join(f"{key} {describe_plain(each)}" for key, each in value.items()) or NOTHING
    return str(value)


def describe_changes(fields: Iterable[models.Field], before: Values, after: Values) -> Iterator[str]:
    """One part for each column that changed; of a column that holds a table, for each of its rows."""
    for field in fields:
        old, new = before.columns[field.attname], after.columns[field.attname]
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _describe_rows(str(field.verbose_name), old, new, before.words.get(field.attname, describe_plain))
        else:
            yield describe_change(str(field.verbose_name), before.describe(field), after.describe(field))


def _describe_rows(label: str, old: Mapping[str, Any], new: Mapping[str, Any], describe: Callable[[Any], str]) -> Iterator[str]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            before, after = (describe(each[key]) if key in each else NOTHING for each in (old, new))
            yield describe_change(f"{label} {key}", before, after)


def describe_content(fields: Iterable[models.Field], values: Values) -> Iterator[str]:
    """What stands in a row that was made or goes."""
    for field in fields:
        if (words := values.describe(field)) != NOTHING:
            yield f"{field.verbose_name} {_shorten(words)}"


def pack_parts(what: str, parts: Iterable[str]) -> Iterator[str]:
    """As few texts as hold all parts, each within what an entry takes: nothing is cut off at its end."""
    line = ""
    for part in parts:
        if line and len(line) + len(part) > LONGEST_ENTRY - len(what):
            yield f"{what}：{line}"
            line = ""
        line = f"{line}；{part}" if line else part
    yield f"{what}：{line}" if line else what


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
