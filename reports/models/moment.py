"""The time of an act as a column that fills itself in: by the clock of the workflow."""

from __future__ import annotations

from typing import Any

from django.db import models

from reports.domain import act_time


class Moment(models.DateTimeField):
    """`auto_now` and `auto_now_add` as ever, but from `act_time.now()`."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if not (self.auto_now or (self.auto_now_add and add)):
            return super().pre_save(model_instance, add)
        moment = act_time.get_act_time()
        setattr(model_instance, self.attname, moment)
        return moment

    def deconstruct(self) -> Any:
        """In migrations it is a column like any other."""
        name, _, *rest = super().deconstruct()
        return (name, "django.db.models.DateTimeField", *rest)
