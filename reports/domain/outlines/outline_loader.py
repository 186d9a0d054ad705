"""Reads outline files into frozen definitions. Mistakes are reported with file and place, all of a file at once."""

from __future__ import annotations

import hashlib
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
from reports.domain.outlines.references import check_names, number_names, outline_names, published_rules
from reports.domain.outlines.rule_discovery import load_rules
from reports.domain.outlines.toml_reading import parse_toml
from reports.domain.outlines.vocabulary import merge_vocabulary

HERE = Path(__file__).parent
VOCABULARY = "facts.toml"

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


def list_own_folders() -> tuple[Path, ...]:
    """Those of the county."""
    return tuple(_further)


def list_outline_folders() -> list[Path]:
    """The built-in folder, then those of the county."""
    return [HERE, *_further]


def list_outline_ids() -> list[str]:
    """Ids of all published outlines."""
    files = (file for folder in list_outline_folders() for file in folder.glob("*.toml"))
    return sorted({file.stem for file in files if file.name != VOCABULARY})


def list_own_outline_ids() -> list[str]:
    """Ids of the county's own."""
    return sorted({file.stem for folder in _further for file in folder.glob("*.toml") if file.name != VOCABULARY})


def find_source(outline_id: str) -> Source:
    if outline_id not in list_outline_ids():
        raise UnknownOutline(f"没有编号为“{outline_id}”的提纲，可用的有：{'、'.join(list_outline_ids())}。")
    files = [path for folder in list_outline_folders() if (path := folder / f"{outline_id}.toml").exists()]
    if namesakes := [file for file in files[1:] if file.parent != HERE]:
        raise Mistakes([Mistake(str(file), "", describe_namesake(file, files[0])) for file in namesakes])
    return read_source(files[0])


def describe_namesake(file: Path, first: Path) -> str:
    """Of two files of one name nobody knows which holds."""
    other = "内置的提纲" if first.parent == HERE else f"“{first}”"
    return f"与{other}同名，两个都不能用；请把文件名和文件里的 id 改成别的，如“{file.stem}-2”"


def read_source(file: Path) -> Source:
    """Of a file anywhere. Raises Mistakes."""
    text = _read_outline_text(file)
    return Source(text, "\n".join([_read_outline_text(HERE / VOCABULARY), *declared_checks(text)]))


def load_outline_file(file: Path) -> Outline:
    """The outline of a file anywhere, whether a folder of the setting holds it or not. Raises Mistakes."""
    found = read_source(file)
    return parse_outline_text(file.stem, found.text, found.vocabulary)


def declared_checks(text: str) -> Iterator[str]:
    """The rules as the vocabulary has them: all of ours, and those of the county that the outline names."""
    return (rule.to_toml() for rule in load_rules().values() if rule.is_ours or f'"{rule.id}"' in text)


def _read_outline_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistakes([Mistake(file.name, "", "不能读取：不是 UTF-8 编码的文本，请用“另存为”选 UTF-8")]) from error
    except (OSError, ValueError) as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "请检查文件和权限"
        raise Mistakes([Mistake(file.name, "", f"不能读取：{reason}")]) from error


def load_outline(outline_id: str) -> Outline:
    """The outline as published now. Raises UnknownOutline, Mistakes."""
    found = find_source(outline_id)
    return parse_outline_text(outline_id, found.text, found.vocabulary)


def parse_outline_text(outline_id: str, text: str, vocabulary: str) -> Outline:
    """The outline that the text defines over the vocabulary, with the rules that are installed. Raises Mistakes."""
    if too_large := bounds.describe_size(text):
        raise Mistakes([Mistake(f"{outline_id}.toml", "", too_large)])
    read = _read(outline_id, text, vocabulary)
    found = [*read.found]
    if read.outline is not None:
        found += check_names.find_rule_problems(read.outline, tuple(number_names.list_cells(read.outline)))
        found += bounds.find_bound_problems(read.outline)
    if read.outline is not None and read.is_whole and not found:
        found += published_rules.find_publishing_problems(read.outline)
    return _sound(outline_id, text, read, found)


def from_kept(outline_id: str, text: str, vocabulary: str) -> Outline:
    """As it was stored on its first use. What fits the form loads for ever: a refusal that came since holds for what is checked or
    published today, and `list_remarks` tells it. Raises Mistakes."""
    read = _read(outline_id, text, vocabulary)
    return _sound(outline_id, text, read, () if read.is_whole else read.found)


def list_remarks(outline_id: str, text: str, vocabulary: str) -> tuple[Mistake, ...]:
    """What would be refused today of an outline that was stored."""
    try:
        parse_outline_text(outline_id, text, vocabulary)
    except Mistakes as wrong:
        return wrong.mistakes
    return ()


@dataclass(frozen=True)
class _Read:
    """`outline`: None where too little of it fits. `is_whole`: nothing of it had to be left out. `found`: all that is wrong but for
    the rules."""

    outline: Outline | None
    is_whole: bool
    found: Sequence[tuple[Location, str]]


def _sound(outline_id: str, text: str, read: _Read, found: Iterable[tuple[Location, str]]) -> Outline:
    wrong = dict.fromkeys(found)
    if read.outline is None or wrong:
        raise Mistakes(Mistake(f"{outline_id}.toml", errors.describe_location(text, at), message) for at, message in wrong)
    return read.outline


@lru_cache(maxsize=256)
def _read(outline_id: str, text: str, vocabulary: str) -> _Read:
    """Raises Mistakes where it is no TOML."""
    found: list[tuple[Location, str]] = []
    raw = merge_vocabulary(
        parse_toml(f"{outline_id}.toml", text),
        parse_toml(VOCABULARY, vocabulary),
        lambda location, message: found.append((location, message)),
    )
    before = len(found)
    outline = _validate_outline(raw, found)
    is_whole = outline is not None and len(found) == before
    if outline is not None:
        found.extend(outline_names.find_reference_problems(outline))
    if raw.get("id") not in (None, outline_id):
        found.append((("id",), f"id“{raw['id']}”与文件名“{outline_id}”不一致"))
    return _Read(outline, is_whole, tuple(found))


def _validate_outline(raw: dict[str, Any], found: list[tuple[Location, str]]) -> Outline | None:
    try:
        return Outline.model_validate(raw)
    except ValidationError as failure:
        found.extend(errors.list_validation_errors(failure))
        return build_partial_outline(raw, failure)
