"""帮助: docs/guide.md as a page, in chapters by role, and searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER: Path = settings.BASE_DIR / "docs"
PICTURES = FOLDER / "pictures"


@dataclass(frozen=True)
class Section:
    """What stands under one heading; `level` 2 is a chapter, 3 a part of it."""

    title: str
    level: int
    html: str
    text: str  # to be searched

    @property
    def anchor(self) -> str:
        """As the guide's own links say it: the letters of the heading."""
        return "".join(letter for letter in self.title if letter.isalnum())

    def says(self, words: Sequence[str]) -> bool:
        whole = f"{self.title}\n{self.text}".lower()
        return all(word.lower() in whole for word in words)


@dataclass(frozen=True)
class Chapter:
    head: Section
    parts: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return (self.head, *self.parts)


@cache
def read_guide() -> tuple[Chapter, ...]:
    """The chapters of the guide; what stands before the first is the first, 使用手册. Raises OSError without the file."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    sections = list(_split_sections(markdown, markdown.parse((FOLDER / "guide.md").read_text(encoding="utf-8"))))
    return tuple(_gather_chapters(sections))


def find_sections(query: str) -> list[Section]:
    """Sections that hold every word of the query, the ones that name it in their heading first."""
    words = query.split()
    found = [section for chapter in read_guide() for section in chapter.sections if section.says(words)]
    return sorted(found, key=lambda section: not any(word.lower() in section.title.lower() for word in words))


def _split_sections(markdown: MarkdownIt, tokens: list[Token]) -> Iterator[Section]:
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        body = tokens[start + 3 : end]
        _lead_pictures_here(body)
        html = markdown.renderer.render(body, markdown.options, {})
        text = "\n".join(token.content for token in body if token.type == "inline")
        yield Section(tokens[start + 1].content, max(2, int(tokens[start].tag[1])), html, text)


def _lead_pictures_here(tokens: list[Token]) -> None:
    for picture in (child for token in tokens for child in token.children or () if child.type == "image"):
        picture.attrSet("src", reverse("guide_picture", args=[Path(str(picture.attrGet("src"))).name]))
        picture.attrSet("loading", "lazy")


def _gather_chapters(sections: list[Section]) -> Iterator[Chapter]:
    number = 0
    numbered = []
    for section in sections:
        number += section.level == 2
        numbered.append((number, section))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        head, *parts = [section for _, section in group]
        yield Chapter(head, tuple(parts))
