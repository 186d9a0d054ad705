"""Tables whose every change is in the 审计日志, by whatever door it comes: before and after in words.

Saves and deletions are heard of. A statement for many rows sends no signal: whoever writes one calls `record_changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save

from departments.audit.change_words import Values, describe_changes, describe_content, pack_parts
from departments.audit.recording import record_in
from departments.models import Act

MADE, CHANGED, GONE = "建立", "修改", "删除"
WAS = "_audited_before"


@dataclass(frozen=True)
class Watch:
    """`place`: id of the district in whose log a row belongs; `name`: what it is called there.

    `words`: of a column that holds a table, how one of its rows reads.
    """

    model: type[models.Model]
    place: Callable[[Any], int | None]
    name: Callable[[Any], str]
    fields: tuple[models.Field, ...]
    words: Mapping[str, Callable[[Any], str]]


WATCHES: dict[type[models.Model], Watch] = {}


def watch(
    model: type[models.Model],
    place: Callable[[Any], int | None],
    name: Callable[[Any], str] = str,
    words: Mapping[str, Callable[[Any], str]] | None = None,
) -> None:
    """From now on every save and deletion of a row is told."""
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key and field.editable)
    WATCHES[model] = Watch(model, place, name, fields, words or {})
    for signal, receiver in ((pre_save, _keep_before), (post_save, _record_saved), (post_delete, _record_deleted)):
        signal.connect(receiver, sender=model, dispatch_uid=f"audit of {model._meta.label}")


def is_watched(model: type[models.Model]) -> bool:
    return model in WATCHES


def read_values(row: models.Model) -> Values:
    """What the watched columns of the row hold."""
    watched = WATCHES[type(row)]
    return Values({field.attname: getattr(row, field.attname) for field in watched.fields}, row, watched.words)


def record_changes(pairs: Iterable[tuple[models.Model, Values | None]], what: str = "") -> None:
    """For statements that send no signal. `pairs`: a row as it stands now, and what `read_values` gave before; None of a new one."""
    for row, before in pairs:
        if before is None:
            _record_row(row, what or MADE, describe_content(WATCHES[type(row)].fields, read_values(row)))
        elif parts := list(describe_changes(WATCHES[type(row)].fields, before, read_values(row))):
            _record_row(row, what or CHANGED, parts)


def _keep_before(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: object) -> None:
    names = [field.attname for field in WATCHES[sender].fields]
    known = sender._base_manager.filter(pk=instance.pk).values(*names).first() if instance.pk and not raw else None
    setattr(instance, WAS, Values(known, words=WATCHES[sender].words) if known else None)


def _record_saved(
    sender: type[models.Model], instance: models.Model, created: bool, raw: bool = False, update_fields: Any = None, **_: object
) -> None:
    """Of a save that names its columns these alone."""
    before: Values | None = getattr(instance, WAS, None)
    if raw or (before is None and not created):
        return
    if before is not None and update_fields is not None:
        before = _keep_unsaved(sender, before, read_values(instance), set(update_fields))
    record_changes([(instance, before)])


def _keep_unsaved(model: type[models.Model], before: Values, now: Values, saved: set[str]) -> Values:
    """As before, but for columns that were not saved: they count as they stand in memory, so unchanged."""
    untouched = (field.attname for field in WATCHES[model].fields if saved.isdisjoint({field.name, field.attname}))
    return Values({**before.columns, **{name: now.columns[name] for name in untouched}}, words=before.words)


def record_deletions(rows: Iterable[models.Model], what: str = GONE) -> None:
    """For statements that send no signal."""
    for row in rows:
        _record_row(row, what, describe_content(WATCHES[type(row)].fields, read_values(row)))


def _record_deleted(sender: type[models.Model], instance: models.Model, **_: object) -> None:
    record_deletions([instance])


def _record_row(row: models.Model, what: str, parts: Iterable[str]) -> None:
    watched = WATCHES[type(row)]
    target = f"{row._meta.verbose_name} {watched.name(row)}"
    for detail in pack_parts(what, parts):
        record_in((watched.place(row),), Act.SETTING, target, detail)
