"""Standard phrases that save a reviewer from typing the same sentence forty times."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from departments.models import District

TWICE = "这条常用意见已经有了。"


class Phrase(models.Model):
    """常用意见: of one person, or without an owner of everybody in the district."""

    district = models.ForeignKey(District, models.CASCADE, verbose_name="区县", related_name="phrases")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="使用人",
        help_text="为空时全区县通用",
    )
    text = models.CharField("常用意见", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "常用意见"
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "owner", "text"], name="one_phrase_per_person", violation_error_message=TWICE),
            models.UniqueConstraint(
                fields=["district", "text"], condition=models.Q(owner=None), name="one_phrase_per_district", violation_error_message=TWICE
            ),
        ]

    def __str__(self) -> str:
        return self.text
