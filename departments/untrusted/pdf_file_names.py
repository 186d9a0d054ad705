"""What a PDF calls the files that it holds or points at. ISO 32000-1: 7.3.4 strings, 7.9.2.2 text strings, 7.11.2 file specifications."""

from __future__ import annotations

import re

from departments.untrusted import packages

LETTER = rb"[^()\\]|\\."
LITERAL = rb"\(((?:" + LETTER + rb"|\((?:" + LETTER + rb"){0,200}+\)){0,600}+)\)"
KEYED = re.compile(rb"/(?:F|UF|Unix|DOS|Mac)\s*(?:" + LITERAL + rb"|<([0-9A-Fa-f\s]{0,2400}+)>)", re.DOTALL)
BLANK = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]{0,200}+[\r\n]){0,200}+"
# The beginning of a string is enough to see a machine in it; the rest may be written in any way.
BEGINNING = re.compile(BLANK + rb"(?:\(((?:" + LETTER + rb"){0,40}+)|<(?!<)([0-9A-Fa-f\s]{0,160}+))", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)


def list_file_names(plain: bytes) -> list[str]:
    """Of a file specification."""
    return [_decode(found) for found in KEYED.finditer(plain)]


def names_a_machine(content: bytes, at: int) -> bool:
    """Whether the string that begins here names a file in a shared folder or on the web."""
    name = _read_beginning(content, at)
    return ("://" in name and packages.is_remote(name)) or names_a_shared_folder(content, at)


def names_a_shared_folder(content: bytes, at: int) -> bool:
    name = _read_beginning(content, at)
    return name.startswith("/") and packages.is_remote(name)


def _read_beginning(content: bytes, at: int) -> str:
    found = BEGINNING.match(content, at)
    return _decode(found).strip().replace("\\", "/") if found else ""


def _decode(found: re.Match[bytes]) -> str:
    """UTF-16 with its mark, else nearly Latin."""
    raw = ESCAPE.sub(_unescape, found[1]) if found[1] is not None else _from_hex(found[2])
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("utf-8", "replace")


def _unescape(escape: re.Match[bytes]) -> bytes:
    if escape[1].isspace():  # the string goes on in the next line
        return b""
    return bytes([int(escape[1], 8) & 255]) if escape[1].isdigit() else escape[1]


def _from_hex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())
