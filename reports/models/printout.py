"""A paper as it was printed, once, and is served from then on."""

from __future__ import annotations

from django.core.files.base import File
from django.db import models

from departments.append_only import AppendOnly
from reports.models.integrity import open_compared
from reports.models.review import Submission


class PrintoutKind(models.TextChoices):
    SUBMISSION = "submission", "送审稿"
    FINAL = "final", "定稿"


class Printout(AppendOnly):
    """The PDF of a submission: its 送审稿, and after the approval its 定稿."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="printouts", verbose_name="报送件")
    kind = models.CharField("种类", max_length=20, choices=PrintoutKind.choices, default=PrintoutKind.SUBMISSION)
    file = models.FileField("PDF", upload_to="printouts/%Y/%m")
    sha256 = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "报告文本"
        constraints = [models.UniqueConstraint(fields=["submission", "kind"], name="one_printout_of_a_kind_per_submission")]

    def __str__(self) -> str:
        return self.file.name or self.sha256

    def open_paper(self) -> File:
        """The paper as printed. Raises FrozenContentError."""
        return open_compared(self.file.name or "", self.sha256, paper_name(self.kind, self.submission.reference))


def paper_name(kind: str, reference: str) -> str:
    """What a refusal calls the paper: 送审稿 2018-K7Q2M9XW4D."""
    return f"{PrintoutKind(kind).label} {reference}"
