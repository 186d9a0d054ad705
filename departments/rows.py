"""An ordered row with a key of its own, so that a comparison follows a row that moved."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models


def new_key() -> str:
    return secrets.token_hex(6)


class There(models.Manager[Any]):
    """The rows that are still there."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(is_gone=False)


class OrderedRow(models.Model):
    """A row that is taken out stays, blank and marked as gone, so that one statement writes all that changed in a table;
    should its key come back, everything in it is written anew."""

    key = models.CharField("行标识", max_length=32, default=new_key, editable=False)
    position = models.PositiveIntegerField("次序", default=0)
    answers = models.CharField("对应行", max_length=32, blank=True, editable=False)  # key of the row that this one answers
    is_gone = models.BooleanField(default=False, editable=False)

    objects = There()

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.position + 1}"
