"""An XML part as a tree of what matters in it: without a document type, within the budget, without the look of the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from departments.untrusted.budgets import ELEMENT, Budget
from departments.untrusted.xml_elements import MOST_DEPTH, BrokenXml

SEPARATOR = " "
# ISO 29500-1 (strict) and ECMA-376 (transitional) name the same elements; those of other namespaces get a mark.
MARKS = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "urn:schemas-microsoft-com:vml": "v:",
}
CHOICE, FALLBACK = "mc:Choice", "mc:Fallback"
COUNTED = frozenset({"t", "delText"})


class Element:
    """`tag`: local name, with a mark where it is not Word's own; attributes by local name."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Element] = []
        self.text = ""

    def find(self, *path: str) -> Element | None:
        """The first child of that tag, and of that the first of the next."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found.children if child.tag == tag), None) if found else None
        return found

    def iterate(self) -> Iterator[Element]:
        """This element and all that is in it, in the order of the file."""
        waiting = [self]
        while waiting:
            yield (element := waiting.pop())
            waiting += reversed(element.children)

    def get_value(self, *path: str) -> str | None:
        """`w:val` of the element at the path; None where there is none."""
        found = self.find(*path)
        return None if found is None else found.attributes.get("val")


class TreeReader:
    """`kept`: by parent, the only children that are kept. `letters`: of all texts of the part, blanks left out."""

    def __init__(self, budget: Budget, kept: Mapping[str, frozenset[str]]) -> None:
        self.budget, self.kept = budget, kept
        self.letters = 0
        self.names: dict[str, str] = {}
        self.open: list[Element] = [Element("", {})]
        self.left_out = 0  # depth of what is passed over
        self.written: list[str] = []

    def read(self, content: bytes) -> Element:
        """Raises BrokenXml, TooComplex."""
        parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.written.append
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, UnicodeError, LookupError) as broken:
            raise BrokenXml from broken
        return self.open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.budget.count(ELEMENT)
        tag, parent = self.names.get(name) or self._shorten(name), self.open[-1]
        wanted = self.kept.get(parent.tag)
        if self.left_out or (wanted is not None and tag not in wanted) or (tag == FALLBACK and parent.find(CHOICE)):
            self.left_out += 1
        else:
            element = Element(tag, {key.rpartition(SEPARATOR)[2]: value for key, value in attributes.items()} if attributes else attributes)
            parent.children.append(element)
            self.open.append(element)
        if self.left_out + len(self.open) > MOST_DEPTH:
            raise BrokenXml
        self.written.clear()

    def _end(self, _: str) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            element = self.open.pop()
            if not element.children:
                element.text = "".join(self.written)
            if element.tag in COUNTED:
                self.letters += count_letters(element.text)
        self.written.clear()

    def _shorten(self, name: str) -> str:
        namespace, _, local = name.rpartition(SEPARATOR)
        self.names[name] = f"{MARKS.get(namespace, 'other:')}{local}"
        return self.names[name]


def get_text(element: Element) -> str:
    """All text inside, also what was deleted."""
    return "".join(each.text for each in element.iterate() if each.tag in COUNTED)


def count_letters(text: str) -> int:
    """Without white space."""
    return sum(map(len, text.split()))


def _refuse(*_: object) -> None:
    raise BrokenXml
