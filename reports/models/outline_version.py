"""An outline in use never changes: its text and the vocabulary it was read with are kept."""

from __future__ import annotations

from functools import lru_cache

from django.db import models

from reports.domain import Mistake, Mistakes, Outline, outline_loader
from reports.domain.outlines.references.check_names import find_missing_rules
from reports.models.integrity import Damage, FrozenContentError


class OutlineVersion(models.Model):
    outline_id = models.CharField("提纲", max_length=100)
    text = models.TextField("提纲文本")
    vocabulary = models.TextField("数据项文本")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    first_used = models.DateTimeField("首次使用", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "提纲版本"
        ordering = ["outline_id", "first_used"]

    def __str__(self) -> str:
        return self.definition.name

    @property
    def definition(self) -> Outline:
        """The typed outline; compared and parsed once per process and text. Raises FrozenContentError."""
        return _compared(self.outline_id, self.text, self.vocabulary, self.sha256)

    @property
    def title(self) -> str:
        """The name, and by which letters of the check sum one version is told from another."""
        return f"{self.definition.name}（{self.short_hash}）"

    @property
    def short_hash(self) -> str:
        return self.sha256[:8]

    def list_remarks(self) -> tuple[str, ...]:
        """What would be refused today, for the manager; its reports go on as they are."""
        found = outline_loader.list_remarks(self.outline_id, self.text, self.vocabulary)
        return tuple(f"{mistake.place}：{mistake.message}" for mistake in found)

    @classmethod
    def of(cls, outline_id: str) -> OutlineVersion:
        """The version of the outline as published now; stored on first use. Raises outlines.Mistakes."""
        return cls._read_published(outline_id).keep()

    def keep(self) -> OutlineVersion:
        """The stored row of this very text and vocabulary."""
        texts = {"outline_id": self.outline_id, "text": self.text, "vocabulary": self.vocabulary}
        return OutlineVersion.objects.get_or_create(sha256=self.sha256, defaults=texts)[0]

    @classmethod
    def find_published(cls, outline_id: str) -> OutlineVersion:
        """The same, not stored where it was never used. Raises outlines.Mistakes, UnknownOutline."""
        published = cls._read_published(outline_id)
        return cls.objects.filter(sha256=published.sha256).first() or published

    @classmethod
    def _read_published(cls, outline_id: str) -> OutlineVersion:
        source = outline_loader.find_source(outline_id)
        if missing := find_missing_rules(outline_loader.parse_outline_text(outline_id, source.text, source.vocabulary)):
            what = f"规则 {'、'.join(missing)} 没有安装，提纲不能启用；请技术管理员在 PERFEVAL_RULES 中装上，或从提纲中删去"
            raise Mistakes([Mistake(f"{outline_id}.toml", "", what)])
        return cls(outline_id=outline_id, text=source.text, vocabulary=source.vocabulary, sha256=source.sha256)


@lru_cache(maxsize=256)
def _compared(outline_id: str, text: str, vocabulary: str, sha256: str) -> Outline:
    if outline_loader.Source(text, vocabulary).sha256 != sha256:
        raise FrozenContentError(f"报告提纲“{outline_id}”（校验码 {sha256[:12]}）", Damage.CHANGED)
    return outline_loader.from_kept(outline_id, text, vocabulary)
