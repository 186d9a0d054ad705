"""What the first bytes of a file say, and which names Windows would run."""

from __future__ import annotations

import re

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: DOC, XLS, objects, macros, and DOCX or XLSX with a password
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
PROGRAMS = (
    b"MZ",  # EXE, DLL, SCR
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # Java, Mach-O
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",  # LNK
    b"dex\n",
    b"FWS",  # Flash
    b"CWS",
    b"ZWS",
)
# Other containers: what is in them cannot be seen here.
CONTAINERS = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"MSCF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"ITSF", b"{\\rtf", b"{\\RTF")
# HTML is shown with its scripts by whatever opens it.
WEB_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|script|hta:|svg\b[^>]*\bonload)", re.IGNORECASE)
PROGRAM_NAME = re.compile(
    r"accd[ber]|ad[ep]|app|application|appref-ms|appx|bat|chm|cmd|com|cpl|diagcab|dll|do[ct]m|[dior]qy|exe|gadget|hlp|hta|html?|img|inf|iso|"
    r"jar|jnlp|jse?|jsp|library-ms|lnk|md[abe]|mht|mhtml|ms[cip]|msix|ocx|one|pif|potm|pp[as]m|pptm|ps[dm]?1|ps1xml|pyw?|rdp|reg|sc[frt]|"
    r"search(?:connector)?-ms|settingcontent-ms|sh|sldm|slk|svg|swf|sys|theme|udl|url|vb[es]?|vhdx?|wll|ws[cfh]?|xbap|xht|xhtml|xlam|xll|xls[bm]|"
    r"xltm"
)
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_program(head: bytes) -> bool:
    return head.startswith(PROGRAMS)


def is_web_page(head: bytes) -> bool:
    """Also in UTF-16, as far as its letters are plain."""
    return bool(WEB_PAGE.match(without_bom(head).replace(b"\0", b"")))


def without_bom(head: bytes) -> bytes:
    return next((head[len(bom) :] for bom in BOMS if head.startswith(bom)), head)


def is_program_name(name: str) -> bool:
    """By its extension, as Windows reads it: blanks and dots at the end do not count, nor what cannot be seen.

    Some programs take a name to end at a zero, and Windows takes `a.exe:b` for a part of a.exe.
    """
    return any(map(_has_program_extension, (name, name.partition("\0")[0], name.partition(":")[0])))


def _has_program_extension(name: str) -> bool:
    seen = "".join(letter for letter in name if letter.isprintable()).rstrip(" .").lower()
    return PROGRAM_NAME.fullmatch(seen.rpartition(".")[2].strip()) is not None
