"""A .docx as a reader sees it: its parts as trees."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def list_parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.namelist()


def find_all(tree: ET.Element, path: str) -> list[ET.Element]:
    """`path`: names of Word's namespace, as in tr/trPr/tblHeader, anywhere in the tree."""
    return tree.findall(".//" + "/".join(WORD + name for name in path.split("/")))


def get_value(element: ET.Element, name: str = "val") -> str | None:
    return element.get(WORD + name)


def get_text(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(WORD + "t"))


def list_paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of the document, those of tables too."""
    document = open_part(content, "word/document.xml")
    return [(get_value(find_all(each, "pStyle")[0]) or "", get_text(each)) for each in document.iter(WORD + "p")]
