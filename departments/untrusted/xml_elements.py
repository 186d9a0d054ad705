"""The elements of an XML part, one after the other, without a tree, a document type or entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from departments.untrusted.budgets import ELEMENT, Budget

MOST_DEPTH = 200
Handler = Callable[[str, Mapping[str, str]], None]


class BrokenXml(Exception):
    """Not well-formed, with a document type (ECMA-376-2, 6.2.5 forbids one), or deeper than any program writes."""


class _Counter:
    def __init__(self, handle: Handler, budget: Budget) -> None:
        self.handle, self.budget, self.depth = handle, budget, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.budget.count(ELEMENT)
        if self.depth > MOST_DEPTH:
            raise BrokenXml
        self.handle(name.rpartition(":")[2], attributes)

    def end(self, _: str) -> None:
        self.depth -= 1


def _refuse(*_: object) -> None:
    raise BrokenXml


def read_elements(content: bytes, handle: Handler, budget: Budget, take_text: Callable[[str], None] | None = None) -> None:
    """Calls `handle(local name, attributes)` for each element, in order, and `take_text` for the text inside.

    Raises BrokenXml, TooComplex.

    The content is parsed in one piece: fed in blocks, older versions of expat begin a long token anew with every block.
    """
    counter, parser = _Counter(handle, budget), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = counter.start, counter.end
    parser.CharacterDataHandler = take_text
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, UnicodeError, LookupError) as broken:
        raise BrokenXml from broken


def local_attribute(attributes: Mapping[str, str], name: str) -> str:
    """The value under any prefix: `r:id`, `d3p1:id`."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
