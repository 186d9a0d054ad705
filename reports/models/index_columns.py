"""Columns of Report that stand there for the indexes of the queue alone (ADR 0014)."""

from __future__ import annotations

from typing import Any

from django.db import models

from reports.models.states import Status


class OfDepartment(models.ForeignKey):
    """What the department of the report has under the same name, set when the report is written first.

    It stands here for the indexes of the queue alone. A department stays in its district; when its 股室 changes, its reports follow.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        if add:
            setattr(model_instance, self.attname, getattr(model_instance.department, self.attname))  # type: ignore[attr-defined]
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        """In migrations it is a foreign key like any other."""
        name, _, *rest = super().deconstruct()
        return (name, "django.db.models.ForeignKey", *rest)


class TurnOfState(models.CharField):
    """Whose turn it is in the report's state; it stands here for the indexes of the queue alone. A constraint holds the two together."""

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        setattr(model_instance, self.attname, Status(model_instance.status).state.turn)  # type: ignore[attr-defined]
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        """In migrations it is a text like any other."""
        name, _, *rest = super().deconstruct()
        return (name, "django.db.models.CharField", *rest)
