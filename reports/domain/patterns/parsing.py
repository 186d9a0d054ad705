"""The pattern language: {fact}, {fact|format}, [optional part]; everything else stands as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

FORMATS = ("count", "cn", "share", "percent", "money2", "change", "growth")
TOKEN = re.compile(r"\{([^{}]*)\}|([\[\]{}])|([^\[\]{}]+)")
NAME = re.compile(r"[A-Za-z_][\w.]*")


class PatternError(ValueError):
    """The pattern is malformed; the message says where."""


@dataclass(frozen=True)
class Literal:
    text: str


@dataclass(frozen=True)
class Slot:
    name: str
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Optional:
    nodes: tuple[Node, ...]


Node = Literal | Slot | Optional


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Node, ...]:
    """Nodes of a pattern. Raises PatternError."""
    outer: list[Node] = []
    inner: list[Node] | None = None
    for match in TOKEN.finditer(text):
        slot, mark, literal = match.groups()
        if mark == "[" and inner is None:
            inner = []
        elif mark == "]" and inner is not None:
            outer.append(Optional(tuple(inner)))
            inner = None
        elif mark:
            raise PatternError(f"“{text}”第 {match.start() + 1} 个字符“{mark}”没有配对")
        else:
            (outer if inner is None else inner).append(Literal(literal) if literal else _parse_slot(slot or "", text))
    if inner is not None:
        raise PatternError(f"“{text}”中的“[”没有配对")
    return tuple(outer)


def _parse_slot(inside: str, text: str) -> Slot:
    name, *formats = (part.strip() for part in inside.split("|"))
    if not NAME.fullmatch(name):
        raise PatternError(f"“{text}”中的“{{{inside}}}”不是数据项")
    if unknown := [form for form in formats if form not in FORMATS]:
        raise PatternError(f"“{text}”中的格式“{unknown[0]}”不存在，可用的有：{'、'.join(FORMATS)}")
    return Slot(name, tuple(formats))


def list_slots(nodes: Iterable[Node]) -> list[Slot]:
    """Every placeholder, those in optional parts too, in order."""
    found: list[Slot] = []
    for node in nodes:
        if isinstance(node, Slot):
            found.append(node)
        elif isinstance(node, Optional):
            found.extend(list_slots(node.nodes))
    return found
