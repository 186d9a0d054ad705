"""Reads outline files into frozen definitions. Mistakes are reported with file and place, all of a file at once."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reports.outlines import mistakes, references
from reports.outlines.definitions import Outline
from reports.outlines.mending import mended
from reports.outlines.merging import merge
from reports.outlines.mistakes import Mistake, Mistakes
from reports.outlines.positions import Location

HERE = Path(__file__).parent
VOCABULARY = "facts.toml"
TOML_PLACE = re.compile(r"at line (\d+), column (\d+)")


class UnknownOutline(LookupError):
    """No file of that name in any folder of outlines."""


@dataclass(frozen=True)
class Source:
    text: str
    vocabulary: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(f"{self.vocabulary}\0{self.text}".encode()).hexdigest()


def folders() -> list[Path]:
    """The built-in folder, then those that PERFEVAL_OUTLINES names."""
    named = os.environ.get("PERFEVAL_OUTLINES", "")
    return [HERE, *(Path(folder) for folder in named.split(os.pathsep) if folder)]


def available() -> list[str]:
    """Ids of all published outlines."""
    files = (file for folder in folders() for file in folder.glob("*.toml"))
    return sorted({file.stem for file in files if file.name != VOCABULARY})


def source(outline_id: str) -> Source:
    if outline_id not in available():
        raise UnknownOutline(f"没有编号为“{outline_id}”的提纲，可用的有：{'、'.join(available())}。")
    file = next(path for folder in folders() if (path := folder / f"{outline_id}.toml").exists())
    return Source(_text(file), _text(HERE / VOCABULARY))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise Mistakes([Mistake(file.name, "", "不能读取，文件须是 UTF-8 编码的文本")]) from error


def load(outline_id: str) -> Outline:
    """The outline as published now. Raises UnknownOutline, Mistakes."""
    found = source(outline_id)
    return from_text(outline_id, found.text, found.vocabulary)


@lru_cache(maxsize=256)
def from_text(outline_id: str, text: str, vocabulary: str) -> Outline:
    """The outline that the text defines over the vocabulary. Raises Mistakes."""
    file = f"{outline_id}.toml"
    found: list[tuple[Location, str]] = []
    raw = merge(_parsed(file, text), _parsed(VOCABULARY, vocabulary), lambda location, message: found.append((location, message)))
    outline = _validated(raw, found)
    if outline is not None:
        found.extend(references.problems(outline))
    if raw.get("id") not in (None, outline_id):
        found.append((("id",), f"id“{raw['id']}”与文件名“{outline_id}”不一致"))
    if outline is None or found:
        raise Mistakes(Mistake(file, mistakes.place(text, location), message) for location, message in dict.fromkeys(found))
    return outline


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = TOML_PLACE.search(str(error))
        place = f"第 {at[1]} 行第 {at[2]} 列" if at else "末尾"
        raise Mistakes([Mistake(file, place, "不是有效的 TOML，请检查引号、括号、等号，以及是否重复设置")]) from error


def _validated(raw: dict[str, Any], found: list[tuple[Location, str]]) -> Outline | None:
    try:
        return Outline.model_validate(raw)
    except ValidationError as failure:
        found.extend(mistakes.of_validation(failure))
        return mended(raw, failure)
