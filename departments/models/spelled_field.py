"""A column of codes, names or accounts: stored, and looked for, in the one spelling of departments.spelling."""

from __future__ import annotations

from typing import Any

from django.db import models

from departments.spelling import spell_name


class SpelledField(models.CharField):
    """Django asks the field on every way in: forms and validation, saves, bulk statements, conditions of a query."""

    def to_python(self, value: Any) -> Any:
        return _spell(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The row in memory says what is stored."""
        value = _spell(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return _spell(super().get_prep_value(value))

    def deconstruct(self) -> Any:
        """In the database it is a CharField like any other."""
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


def _spell(value: Any) -> Any:
    return spell_name(value) if isinstance(value, str) else value
