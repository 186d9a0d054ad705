"""Rows that are written once: what was sent, done or seen stays as it was."""

from __future__ import annotations

from django.db import models


class AppendOnlyError(Exception):
    """A frozen row was about to be changed or removed."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **_: object) -> int:
        raise AppendOnlyError("这类记录只增不改，不能修改。")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("这类记录只增不改，不能删除。")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise AppendOnlyError("这类记录只增不改，不能修改。")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *_: object, **__: object) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("这类记录只增不改，不能删除。")
