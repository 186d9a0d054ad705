"""Text that comes in through the admin goes through the one cleaner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from departments.cleaning import clean_text


class CleanCharField(forms.CharField):
    """Cleans before it validates, so that a text of nothing but control characters counts as empty."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


CLEANED: dict[type[models.Field], dict[str, Any]] = {
    models.CharField: {"form_class": CleanCharField},
    models.TextField: {"form_class": CleanCharField},
}
