"""What the styles of a Word file lay down for numbers and for what is hidden, up the chain of styles on which each is based."""

from __future__ import annotations

from collections.abc import Iterator

from departments.untrusted.xml_trees import Element

MOST_BASES = 20  # styles on which a style is based, one on the other; Word has at most eleven


class Styles:
    """`default`: id of the style of paragraphs that name none."""

    def __init__(self, root: Element | None) -> None:
        found = [each for each in root.children if each.tag == "style"] if root else []
        self.by_id = {each.attributes.get("styleId", ""): each for each in found}
        self.default = next((each.attributes.get("styleId", "") for each in found if _is_default(each)), "")

    def find_number(self, style: str) -> tuple[int, str]:
        """Level (-1 where none is named) and list of the style's own number, or of the nearest style below it; "" for none."""
        level = -1
        for each in self._iter_chain(style):
            written = each.get_value("pPr", "numPr", "ilvl")
            if level < 0 and written is not None and written.isdecimal() and len(written) == 1:
                level = int(written)
            if (number := each.get_value("pPr", "numPr", "numId")) is not None:
                return level, number
        return level, ""

    def hides(self, style: str | None) -> bool:
        """Whether text in the style is hidden."""
        marks = (each.find("rPr", "vanish") for each in self._iter_chain(style or ""))
        mark = next((mark for mark in marks if mark is not None), None)
        return mark is not None and is_on(mark)

    def _iter_chain(self, style: str) -> Iterator[Element]:
        for _ in range(MOST_BASES):
            if (found := self.by_id.get(style)) is None:
                return
            yield found
            style = found.get_value("basedOn") or ""


def is_on(mark: Element) -> bool:
    """A property that is there is on, unless it says otherwise: ECMA-376-1, 17.17.4."""
    return mark.attributes.get("val") not in ("0", "false", "off")


def _is_default(style: Element) -> bool:
    return style.attributes.get("type") == "paragraph" and style.attributes.get("default") in ("1", "true", "on")
