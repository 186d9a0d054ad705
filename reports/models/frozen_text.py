"""A text that stands beside its SHA-256: whoever reads it through a row reads it compared."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from reports.models.integrity import compare_text


class ComparedText(DeferredAttribute):
    """Like FileField's, a descriptor of its own: no page, command or act can forget to compare. Raises FrozenContentError."""

    field: FrozenTextField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        text = super().__get__(instance, cls)
        if instance is None or instance._state.adding:
            return text
        name = f"{instance._meta.verbose_name} {instance.reference} 的数据"
        return compare_text(text, instance.sha256, name)

    def __set__(self, instance: Any, text: str) -> None:
        instance.__dict__[self.field.attname] = text


class FrozenTextField(models.TextField):
    """A TextField of a row with `sha256` and `reference`; the database knows no difference.

    `values()` goes past the comparison: who needs that calls `integrity.compare_text`.
    """

    descriptor_class = ComparedText

    def deconstruct(self) -> Any:
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.TextField", arguments, options
