"""What a .docx says of itself: title, author and days, and the names that it carries along (custom properties)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from reports.domain.rendering.word.markup import write_xml

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN, TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
ANY_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set to which custom properties belong
FIRST = 2  # their numbers begin there

for _prefix, _address in (("cp", CORE), ("dc", DUBLIN), ("dcterms", TERMS), ("xsi", INSTANCE), ("vt", VALUES)):
    ET.register_namespace(_prefix, _address)


@dataclass(frozen=True)
class Properties:
    title: str
    author: str
    moment: datetime  # aware; its dates, so that the same file comes out again
    kind: str = ""  # 编辑稿
    remark: str = ""
    keywords: tuple[str, ...] = ()


def build_core(properties: Properties) -> bytes:
    """docProps/core.xml."""
    root = ET.Element(f"{{{CORE}}}coreProperties")
    texts = {
        f"{{{DUBLIN}}}title": properties.title,
        f"{{{DUBLIN}}}creator": properties.author,
        f"{{{CORE}}}keywords": ", ".join(properties.keywords),
        f"{{{DUBLIN}}}description": properties.remark,
        f"{{{CORE}}}lastModifiedBy": properties.author,
        f"{{{CORE}}}category": properties.kind,
        f"{{{CORE}}}contentStatus": properties.kind,
        f"{{{DUBLIN}}}language": "zh-CN",
    }
    for name, text in texts.items():
        ET.SubElement(root, name).text = text
    for name in ("created", "modified"):
        day = ET.SubElement(root, f"{{{TERMS}}}{name}", {f"{{{INSTANCE}}}type": "dcterms:W3CDTF"})
        day.text = f"{properties.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return write_xml(root)


def build_custom(values: Mapping[str, str]) -> bytes:
    """docProps/custom.xml: texts by name."""
    root = ET.Element(f"{{{CUSTOM}}}Properties")
    for number, (name, text) in enumerate(values.items(), FIRST):
        one = ET.SubElement(root, f"{{{CUSTOM}}}property", {"fmtid": ANY_FORMAT, "pid": str(number), "name": name})
        ET.SubElement(one, f"{{{VALUES}}}lpwstr").text = text
    return write_xml(root)
