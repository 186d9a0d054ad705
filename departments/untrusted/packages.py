"""Open Packaging: what the parts of a Word or Excel file are, and which refers to which. ECMA-376 part 2."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from departments.untrusted.archives import MB, Archive
from departments.untrusted.xml_elements import read_elements

TYPES, ROOT = "[Content_Types].xml", ""
MOST_OF_LIST = 8 * MB  # of one list of types or relations; a sheet with 60,000 links has one of 8 MB
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")  # C: is a drive
SHARED = ("//", "/??/")  # of a shared folder, and as the kernel of Windows writes it: \??\UNC\server
LOCAL_FILE = re.compile(r"file:(?://localhost/|///|/)?(?!/)", re.IGNORECASE)  # RFC 8089; more or fewer slashes name a machine


@dataclass(frozen=True)
class Relation:
    """`type`: its last word, as `officeDocument`, `hyperlink`; the part before it differs between the two editions of the standard."""

    id: str
    type: str
    target: str
    outside: bool


@dataclass
class ContentTypes:
    """By extension and by part name, both in small letters."""

    by_extension: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        name = name.lower()
        return self.by_name.get(name) or self.by_extension.get(name.rpartition(".")[2], "")

    def all(self) -> list[str]:
        return [*self.by_extension.values(), *self.by_name.values()]


def load_types(archive: Archive) -> ContentTypes:
    found = ContentTypes()

    def take(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Default":
            found.by_extension[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "").lower()
        if name == "Override":
            found.by_name[attributes.get("PartName", "").replace("\\", "/").lstrip("/").lower()] = attributes.get("ContentType", "").lower()

    read_elements(archive.read(TYPES, MOST_OF_LIST), take, archive.budget)
    return found


def load_relations(archive: Archive, part: str) -> list[Relation]:
    """Of a part, or of the package (ROOT); none where it has no list."""
    folder, name = posixpath.split(part)
    return load_list(archive, listed) if (listed := posixpath.join(folder, "_rels", f"{name}.rels")) in archive else []


def load_list(archive: Archive, name: str) -> list[Relation]:
    """Of one part `….rels`."""
    found: list[Relation] = []

    def take(element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship":
            found.append(_relation(attributes))

    read_elements(archive.read(name, MOST_OF_LIST), take, archive.budget)
    return found


def _relation(attributes: Mapping[str, str]) -> Relation:
    target, kind = attributes.get("Target", "").strip(), attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    outside = attributes.get("TargetMode", "").lower() == "external" or bool(SCHEME.match(target))
    return Relation(attributes.get("Id", ""), kind, target, outside)


def resolve(archive: Archive, part: str, target: str) -> str:
    """The name of the part that a relation of `part` names; it may not be there."""
    plain = target.replace("\\", "/").partition("#")[0]
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), plain)).lstrip("/")
    return joined if joined in archive else unquote(joined)


def is_remote(target: str) -> bool:
    """Whether opening it would ask another machine: an address with a scheme, or a shared folder. A path of this machine is not."""
    plain = unquote(target).strip().replace("\\", "/")
    scheme = SCHEME.match(plain)
    if scheme is None:
        return plain.startswith(SHARED)
    return scheme[1].lower() != "file" or not LOCAL_FILE.match(plain)
