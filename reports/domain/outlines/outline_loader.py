"""Reads outline files into frozen definitions. Mistakes are reported with file and place, all of a file at once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reports.domain.outlines import bounds, errors
from reports.domain.outlines.definitions import Outline
from reports.domain.outlines.errors import Mistake, Mistakes
from reports.domain.outlines.partial_validation import build_partial_outline
from reports.domain.outlines.positions import Location
from reports.domain.outlines.references import check_names, number_names, outline_names
from reports.domain.outlines.rule_discovery import load_rules
from reports.domain.outlines.vocabulary import merge_vocabulary

HERE = Path(__file__).parent
VOCABULARY = "facts.toml"
TOML_PLACE = re.compile(r"at line (\d+), column (\d+)")

_further: list[Path] = []  # folders that a county names


class UnknownOutline(LookupError):
    """No file of that name in any folder of outlines."""


@dataclass(frozen=True)
class Source:
    text: str
    vocabulary: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(f"{self.vocabulary}\0{self.text}".encode()).hexdigest()


def install_folders(folders: Iterable[Path]) -> None:
    """From now on a county's own outlines are the files of these folders."""
    _further[:] = folders


def list_outline_folders() -> list[Path]:
    """The built-in folder, then those of the county."""
    return [HERE, *_further]


def list_outline_ids() -> list[str]:
    """Ids of all published outlines."""
    files = (file for folder in list_outline_folders() for file in folder.glob("*.toml"))
    return sorted({file.stem for file in files if file.name != VOCABULARY})


def find_source(outline_id: str) -> Source:
    if outline_id not in list_outline_ids():
        raise UnknownOutline(f"没有编号为“{outline_id}”的提纲，可用的有：{'、'.join(list_outline_ids())}。")
    file = next(path for folder in list_outline_folders() if (path := folder / f"{outline_id}.toml").exists())
    text = _read_outline_text(file)
    return Source(text, "\n".join([_read_outline_text(HERE / VOCABULARY), *declared_checks(text)]))


def declared_checks(text: str) -> Iterator[str]:
    """The rules as the vocabulary has them: all of ours, and those of the county that the outline names."""
    return (rule.to_toml() for rule in load_rules().values() if rule.is_ours or f'"{rule.id}"' in text)


def _read_outline_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise Mistakes([Mistake(file.name, "", "不能读取，文件须是 UTF-8 编码的文本")]) from error


def load_outline(outline_id: str) -> Outline:
    """The outline as published now. Raises UnknownOutline, Mistakes."""
    found = find_source(outline_id)
    return parse_outline_text(outline_id, found.text, found.vocabulary)


def parse_outline_text(outline_id: str, text: str, vocabulary: str) -> Outline:
    """The outline that the text defines over the vocabulary, with the rules that are installed. Raises Mistakes."""
    if too_large := bounds.describe_size(text):
        raise Mistakes([Mistake(f"{outline_id}.toml", "", too_large)])
    outline, found = _read(outline_id, text, vocabulary)
    return _sound(outline_id, text, outline, (*found, *(_find_present_problems(outline) if outline else ())))


def _find_present_problems(outline: Outline) -> Iterator[tuple[Location, str]]:
    """What is refused of a new outline alone: rules that are not those installed, and what is out of bounds."""
    yield from check_names.find_rule_problems(outline, tuple(number_names.list_cells(outline)))
    yield from bounds.find_bound_problems(outline)


def list_remarks(outline_id: str, text: str, vocabulary: str) -> list[str]:
    """What a stored version would be refused for today, in words with the place; it loads all the same. Raises Mistakes as `from_kept`."""
    outline = from_kept(outline_id, text, vocabulary)
    told = [f"{errors.describe_location(text, at)}：{message}" for at, message in dict.fromkeys(_find_present_problems(outline))]
    return [*filter(None, [bounds.describe_size(text)]), *told]


def from_kept(outline_id: str, text: str, vocabulary: str) -> Outline:
    """As it was stored on its first use: rules that came, went or changed since do not make it wrong. Raises Mistakes."""
    outline, found = _read(outline_id, text, vocabulary)
    return _sound(outline_id, text, outline, found)


def _sound(outline_id: str, text: str, outline: Outline | None, found: Sequence[tuple[Location, str]]) -> Outline:
    if outline is None or found:
        raise Mistakes(Mistake(f"{outline_id}.toml", errors.describe_location(text, at), message) for at, message in dict.fromkeys(found))
    return outline


@lru_cache(maxsize=256)
def _read(outline_id: str, text: str, vocabulary: str) -> tuple[Outline | None, Sequence[tuple[Location, str]]]:
    """The outline, None where too little of it fits, and all that is wrong but for the rules. Raises Mistakes where it is no TOML."""
    found: list[tuple[Location, str]] = []
    raw = merge_vocabulary(
        _parse_toml(f"{outline_id}.toml", text),
        _parse_toml(VOCABULARY, vocabulary),
        lambda location, message: found.append((location, message)),
    )
    outline = _validate_outline(raw, found)
    if outline is not None:
        found.extend(outline_names.find_reference_problems(outline))
    if raw.get("id") not in (None, outline_id):
        found.append((("id",), f"id“{raw['id']}”与文件名“{outline_id}”不一致"))
    return outline, tuple(found)


def _parse_toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = TOML_PLACE.search(str(error))
        place = f"第 {at[1]} 行第 {at[2]} 列" if at else "末尾"
        raise Mistakes([Mistake(file, place, "不是有效的 TOML，请检查引号、括号、等号，以及是否重复设置")]) from error


def _validate_outline(raw: dict[str, Any], found: list[tuple[Location, str]]) -> Outline | None:
    try:
        return Outline.model_validate(raw)
    except ValidationError as failure:
        found.extend(errors.list_validation_errors(failure))
        return build_partial_outline(raw, failure)
