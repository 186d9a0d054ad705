"""The smallest pieces of WordprocessingML: elements, runs, paragraphs, fields.

Word calls a file damaged when the children of `pPr` or `rPr` do not stand in the order of the schema (ECMA-376, wml.xsd). So they are put
together here and nowhere else; a test holds the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree as ET

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
TWIPS = 1440 / 25.4  # a millimetre
ALIGNMENTS = {"left": "left", "center": "center", "right": "right"}

Align = Literal["", "left", "center", "right"]
Element = ET.Element

for _prefix, _address in (("w", WORD), ("r", RELATIONS)):
    ET.register_namespace(_prefix, _address)


def to_twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


def make_element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element of Word's namespace, its attributes too; children that are None are left out."""
    element = Element(_name(tag), {_name(name): str(value) for name, value in attributes.items()})
    element.extend(child for child in children if child is not None)
    return element


def make_flag(tag: str, on: bool) -> Element | None:
    return make_element(tag) if on else None


def make_run(text: str, style: str = "") -> Element:
    """Letters of one look; a tab stop where the text has a tab."""
    look = make_element("rPr", make_element("rStyle", val=style)) if style else None
    return make_element("r", look, *_iter_letters(text))


def make_field(instruction: str, shown: str, *, is_stale: bool = False) -> Element:
    """What Word works out itself, such as PAGE; `shown` until it has, at once where it `is_stale`."""
    stale = {"dirty": "true"} if is_stale else {}
    return make_element("fldSimple", make_run(shown), instr=f" {instruction} ", **stale)


def make_line_break() -> Element:
    return make_element("r", make_element("br"))


def make_paragraph(
    style: str,
    *content: Element,
    keeps: bool = False,
    new_page: bool = False,
    indent: dict[str, int] | None = None,
    align: Align = "",
    outline: int | None = None,
) -> Element:
    """`keeps`: on one page with what follows; `indent`: attributes of w:ind; `outline`: depth in the navigation, 0 the highest."""
    look = make_element(
        "pPr",
        make_element("pStyle", val=style),
        make_flag("keepNext", keeps),
        make_flag("pageBreakBefore", new_page),
        make_element("ind", **indent) if indent else None,
        make_element("jc", val=ALIGNMENTS[align]) if align else None,
        None if outline is None else make_element("outlineLvl", val=outline),
    )
    return make_element("p", look, *content)


def write_xml(root: Element) -> bytes:
    """Equal elements give equal bytes."""
    text: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _iter_letters(text: str) -> Iterator[Element]:
    for part in re.split("(\t)", text):
        if part == "\t":
            yield make_element("tab")
        elif part:
            yield _make_text(part)


def _make_text(text: str) -> Element:
    element = Element(_name("t"), PRESERVE)
    element.text = text
    return element


def _name(local: str) -> str:
    return f"{{{WORD}}}{local}"
