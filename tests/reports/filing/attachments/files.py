"""Small files of every kind that is taken, and the ways in which each can be bad; all made here."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from xlsxwriter import Workbook

from departments.workbook import SAME_BYTES

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(*objects: bytes, trailer: bytes = b"", words: str = "") -> bytes:
    """One empty page; `objects` are further ones, numbered from 4."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    bodies += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", *objects]
    written, places = io.BytesIO(f"%PDF-1.7\n%{words}\n".encode()), []
    written.seek(0, io.SEEK_END)
    for number, body in enumerate(bodies, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = written.tell()
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    written.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(bodies) + 1, lines))
    written.write(b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start))
    return written.getvalue()


def packed_objects(content: bytes) -> bytes:
    """An object stream: what is in it cannot be read off the bytes of the file."""
    stream = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(stream)
    return head + b"\nstream\n" + stream + b"\nendstream"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8), colour: str = "white", mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, colour).save(made, kind)
    return made.getvalue()


def huge_picture() -> bytes:
    """A PNG that says it has 10,000 million pixels."""
    header = picture()
    wide = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + header[24:29]
    return header[:12] + wide + zlib.crc32(wide).to_bytes(4, "big") + header[33:]


def package(parts: dict[str, bytes], main: str = WORD, part: str = "/word/document.xml") -> bytes:
    """A ZIP with the list of contents of an Office file."""
    types = f'<Types><Override PartName="{part}" ContentType="{main}"/></Types>'.encode()
    return packed({"[Content_Types].xml": types, **parts})


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # without the clock: the bytes name test cases
    return made.getvalue()


def docx(**parts: bytes) -> bytes:
    return package({"word/document.xml": b"<w:document/>", **parts})


def xlsx() -> bytes:
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": SAME_BYTES})
        book.add_worksheet("明细").write_string(0, 0, "采购合同")
    return made.getvalue()


GOOD = {"采购合同.pdf": pdf(), "现场.jpg": picture("JPEG"), "现场.JPEG": picture("JPEG"), "截图.png": picture(), "说明.docx": docx()} | {
    "明细.xlsx": xlsx()
}
