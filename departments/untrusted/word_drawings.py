"""What is drawn in a Word file: text boxes, which are read, and pictures, shapes and objects, of which it is told what they say."""

from __future__ import annotations

from collections.abc import Iterator

from departments.untrusted.xml_trees import COUNTED, Element

DRAWN = {"wsp": "图形", "pic": "图片", "imagedata": "图片", "chart": "图表", "relIds": "SmartArt 图形", "textpath": "艺术字"}


def find_boxes(drawing: Element) -> Iterator[Element]:
    """Text boxes; not those inside of one, which are read with it."""
    for each in drawing.children:
        if each.tag == "txbxContent":
            yield each
        else:
            yield from find_boxes(each)


def describe_drawing(drawing: Element) -> str:
    """What kind it is, what the author said of it, and words that are drawn."""
    parts = list(drawing.iterate())
    kind = next((DRAWN[name] for each in parts if (name := each.tag.partition(":")[2]) in DRAWN), "")
    said = [each.attributes.get("descr") or each.attributes.get("string") or "" for each in parts]
    drawn = [each.text for each in parts if each.tag in ("a:t", *COUNTED)]
    return "：".join(filter(None, (kind, " ".join(filter(None, [*said, *drawn])))))


def holds_object(drawing: Element) -> bool:
    """Something of another program, such as a sheet of Excel."""
    return any(each.tag.endswith("OLEObject") for each in drawing.iterate())
