"""Files made to keep a checker busy or to fill its memory, by kind and seed: the same seed gives the same file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from tests.departments.untrusted.offices import RELATIONS
from tests.departments.untrusted.pdfs import a_stream
from tests.departments.workbooks import HEAD
from tests.reports.filing.attachments import files

MB = 1024 * 1024
MOST = 19 * MB
EVIDENCE, ROWS, IMAGES = "evidence_files:check", "workbook_rows:read_rows", "image_files:check"
KIND = {"kind": "JPG", "most_pixels": 80_000_000}
OUTSIDE = ' TargetMode="External"'
SHARED = "sharedStrings"


@dataclass(frozen=True)
class Hostile:
    """`make(chance)` gives the bytes for the task of departments.untrusted."""

    name: str
    task: str
    make: Callable[[Random], bytes]
    options: tuple[tuple[str, object], ...] = ()


def size_of(chance: Random) -> int:
    return chance.randint(MOST // 4, MOST)


def flood(*pieces: bytes) -> Callable[[Random], bytes]:
    """A PDF of one piece, over and over."""

    def make(chance: Random) -> bytes:
        piece = chance.choice(pieces)
        return files.pdf(piece * (size_of(chance) // len(piece)))

    return make


def mixed(*pieces: bytes) -> Callable[[Random], bytes]:
    """A PDF of all of them in any order."""

    def make(chance: Random) -> bytes:
        block = b"".join(chance.choices(pieces, k=2_000))
        return files.pdf(block * (size_of(chance) // len(block)))

    return make


def packed_bombs(chance: Random) -> bytes:
    """Object streams that unpack to a thousand times their size."""
    piece = chance.choice((b"\0", b"/", b"(", b"/E#45 ", b"<< /F (a) /EF << /F 5 0 R >> >>"))
    held = zlib.compress(piece * (chance.randint(4, 30) * MB // len(piece)), 9)
    return files.pdf(*[a_stream(b"/Type /ObjStm /First 4 /Filter /FlateDecode", held)] * chance.randint(1, 20))


def tiny_streams(chance: Random) -> bytes:
    stream = a_stream(b"/Type /ObjStm /First 4 /Filter /FlateDecode", zlib.compress(b"4 0 << >>"))
    return flood(b" 5 0 obj\n" + stream + b"\nendobj\n", b" 5 0 obj << /EF << /F 5 0 R >> /F (a) >> endobj")(chance)


def noise(chance: Random) -> bytes:
    return files.pdf(a_stream(b"", chance.randbytes(size_of(chance))))


def ends(chance: Random) -> bytes:
    return files.pdf() + chance.choice((b"startxref ", b"startxref 1", b"1 ", b"\n", b" ")) * (size_of(chance) // 20) + files.pdf()


def listed(*pieces: bytes) -> Callable[[Random], bytes]:
    """A list of contents of one piece; packed, it is small."""

    def make(chance: Random) -> bytes:
        piece = chance.choice(pieces)
        return files.packed(
            {"[Content_Types].xml": b"<Types>" + piece * (chance.randint(1, 60) * MB // 4 // len(piece)), "word/document.xml": b"<d/>"}
        )

    return make


def letters(chance: Random, size: int) -> str:
    """So that they do not pack well."""
    return chance.randbytes(size // 2).hex()


def related(chance: Random) -> bytes:
    """Relations of many parts."""
    kind, inside = chance.choice(("hyperlink", "package", "image")), chance.random() < 0.5
    target = letters(chance, 40) if inside else "https://example.org/"
    one = f'<Relationship Id="r" Type="{RELATIONS}/{kind}" Target="{target}"{"" if inside else OUTSIDE}/>'
    number = chance.randint(10, 60_000)
    lists = {f"word/_rels/{at}.xml.rels": f"<R>{one * number}{letters(chance, 400_000)}</R>".encode() for at in range(chance.randint(1, 9))}
    return files.docx(**lists)


def many_parts(chance: Random) -> bytes:
    """Nearly as many as are allowed, or a directory with nothing but names."""
    number = chance.choice((4_900, 60_000))
    return files.docx(**{f"word/{at}.xml": b"<a>" * chance.randint(0, 50) for at in range(number)})


def zeros(chance: Random) -> bytes:
    """As far as the budget goes, at a ratio that is just allowed."""
    block = chance.randbytes(11 * 1024) + chance.choice((b"\0\0\0\0", b"<a/>", b"PKPK")) * (MB // 4)
    return files.docx(**{f"word/media/{at}.bin": block for at in range(chance.choice((100, 140, 300)))})


def fields(chance: Random) -> bytes:
    """Text that is nothing but pieces of fields, or only looks like it."""
    piece = chance.choice((b"<w:instrText>A</w:instrText>", b'<w:fldSimple w:instr="PAGE"/>', b"<!--a-->instr", b"<instrText "))
    noise = chance.randbytes(700 * 1024).hex().encode()
    return files.docx(**{f"word/part{at}.xml": b"<a>" + noise + piece * (40 * MB // len(piece)) for at in range(3)})


def nested(chance: Random) -> bytes:
    inner = files.docx(**{"word/media/a.bin": bytes(chance.randint(1, 9) * MB)})
    for _ in range(chance.randint(1, 3)):
        inner = files.docx(**{f"word/embeddings/{at}.docx": inner for at in range(chance.randint(2, 12))})
    return inner


def small_files(chance: Random) -> bytes:
    """Thousands of embedded files, each of which is opened."""
    inner = chance.choice((files.docx(), files.docx(**{f"word/{at}.xml": b"<a/>" for at in range(100)})))
    return files.docx(**{f"word/embeddings/{at}.docx": inner for at in range(chance.randint(100, 4_900))})


def embedded_papers(chance: Random) -> bytes:
    """PDFs inside a PDF, each full of words."""
    inner = zlib.compress(files.pdf(chance.choice((b"(a)", b" obj", b"/E#45 ")) * chance.randint(1_000, 100_000)))
    number = chance.randint(10, 2_000)
    specifications = [b"<< /F (a.pdf) /EF << /F %d 0 R >> >>" % (4 + number + at) for at in range(number)]
    return files.pdf(*specifications, *[a_stream(b"/Filter /FlateDecode", inner)] * number)


def shared_bytes(chance: Random) -> bytes:
    """Every line of the directory leads to the same packed part."""
    part = zipfile.ZipInfo("a")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, bytes(9 * MB), zipfile.ZIP_DEFLATED)
    content, number = made.getvalue(), chance.randint(10, 4_000)
    at = content.index(b"PK\x01\x02")
    line = content[at : content.index(b"PK\x05\x06")]
    return content[:at] + line * number + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, number, number, len(line) * number, at, 0)


def progressive(chance: Random) -> bytes:
    """As large as a progressive picture may be, or a little larger."""
    side = chance.choice((3_000, 3_900, 4_100))
    made = io.BytesIO()
    Image.new("RGB", (side, side), chance.choice(("red", "white"))).save(made, "JPEG", progressive=True, quality=chance.choice((5, 95)))
    content = made.getvalue()
    at = content.rindex(b"\xff\xda")
    return content[:at] + content[at:-2] * chance.randint(1, 60) + content[-2:]


def wide(chance: Random) -> bytes:
    """A small picture whose frame says it has nearly as many pixels as are allowed."""
    made = io.BytesIO()
    Image.new("RGB", (640, 640), "red").save(made, "JPEG", progressive=chance.random() < 0.5, quality=chance.choice((5, 95)))
    content = made.getvalue()
    at = next(content.index(sign) for sign in (b"\xff\xc0", b"\xff\xc2") if sign in content)
    return content[: at + 5] + struct.pack(">HH", 8_900, chance.choice((300, 1_700, 8_900))) + content[at + 9 :]


def segments(chance: Random) -> bytes:
    piece = chance.choice(
        (b"\xff\xfe\x00\x02", b"\xff", b"\xff\xdb\x00\x43\x00" + bytes(64), b"\xff\xe1\x00\x08Exif\0\0", b"\xff\xe2\x00\x02", b"\xff\x00")
    )
    return b"\xff\xd8" + piece * (chance.choice((100_000, size_of(chance))) // len(piece)) + files.picture("JPEG")[2:]


def chunks(chance: Random) -> bytes:
    name, content = chance.choice(
        ((b"teXt", b""), (b"zTXt", b"a\0\0" + zlib.compress(bytes(9 * MB))), (b"iCCP", b"a\0\0" + zlib.compress(bytes(9 * MB))))
    )
    chunk = len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
    picture = files.picture()
    return picture[:33] + chunk * (chance.choice((100_000, MOST)) // len(chunk)) + picture[33:]


def book(sheet: bytes, name: str = "xl/worksheets/sheet1.xml", **parts: bytes) -> bytes:
    workbook = f'<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    to_sheet = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="/{name}"/>'
    to_texts = "".join(f'<Relationship Id="{at}" Type="{RELATIONS}/{at}" Target="{at}.xml"/>' for at in parts)
    main = f'<R><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></R>'
    given = {"_rels/.rels": main, "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": f"<R>{to_sheet}{to_texts}</R>"}
    held = {f"xl/{at}.xml": content for at, content in parts.items()}
    return files.package({**{at: text.encode() for at, text in given.items()}, name: sheet, **held}, files.SHEET, "/xl/workbook.xml")


def far_cell(chance: Random) -> bytes:
    row, name = chance.randint(5_001, 1_048_576), f"{chance.randint(0, 99)}/{chance.randint(0, 99)}.bin"
    return book(f'{HEAD}<row r="{row}"><c r="XFD{row}"><v>1</v></c></row></sheetData></worksheet>'.encode(), name)


def sheet_flood(chance: Random) -> bytes:
    piece = chance.choice(
        ("<c/>", "<c><v>1</v></c>", "<row/>", "<a>", '<c r="A1" t="inlineStr"><is><t>x</t></is></c>', "<c t='s'><v>0</v></c>", "&lt;", "x")
    )
    ending = "</sheetData></worksheet>"
    return book(f"{HEAD}<row>{piece * (chance.randint(10_000, 37 * MB) // len(piece))}</row>{ending}".encode())


def wide_block(chance: Random) -> bytes:
    """As many cells as are allowed, the text of each as long as the budget lets it."""
    text = "长" * chance.choice((1, 10, 30_000))
    cells = f'{HEAD}<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + "".join(
        f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 40 + "</row>" for row in range(2, 5_001)
    )
    return book(f"{cells}</sheetData></worksheet>".encode(), **{SHARED: f"<sst><si><t>{text}</t></si></sst>".encode()})


def dimensions(chance: Random) -> bytes:
    told = chance.choice(("A1:XFD1048576", "A1:XFD999999999999", "XFD1048576:A1", "A1", "")).encode()
    rest = chance.choice(
        (b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', b'<row r="4294967296"/>', b'<c r="A0"><v>1</v></c>')
    )
    return book(
        b'<worksheet><dimension ref="%b"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>%b</sheetData></worksheet>' % (told, rest)
    )


def texts(chance: Random) -> bytes:
    piece = chance.choice(
        (b"<si><t>x</t></si>", b"<si/>", b"<si><r><t>x</t></r></si>", b"<numFmt numFmtId='1' formatCode='yyyy'/>", b"<xf/>")
    )
    held = b"<sst>%b</sst>" % (piece * (chance.randint(1, 30) * MB // len(piece)))
    return book(f"{HEAD}<row><c t='s'><v>0</v></c></row></sheetData></worksheet>".encode(), **{chance.choice((SHARED, "styles")): held})


HOSTILE = (
    Hostile("pdf: beginnings of texts", EVIDENCE, flood(b"(", b"(\\", b"(a", b"%\n", b"<", b"[", b"(()")),
    Hostile("pdf: names", EVIDENCE, flood(b"/", b"/E", b"/E#45", b"/" + b"a" * 23 + b"#", b"/Encrypt1", b"/EF", b"/First ", b"#4a")),
    Hostile(
        "pdf: objects and streams",
        EVIDENCE,
        flood(b" obj", b"stream\n", b"endstream ", b"1 0 obj\n", b"trailer\n", b"1 0 obj << >> stream\n"),
    ),
    Hostile("pdf: object streams without end", EVIDENCE, flood(b"/ObjStm stream\n", b"5 0 obj << /First 1 >> stream\n", b"/ObjStm\n")),
    Hostile(
        "pdf: everything at once",
        EVIDENCE,
        mixed(b"(", b")", b"%", b"\n", b" obj", b"stream\n", b"endstream", b"/First 1", b"/EF", b"<<", b">>"),
    ),
    Hostile("pdf: packed bombs", EVIDENCE, packed_bombs),
    Hostile("pdf: tiny streams", EVIDENCE, tiny_streams),
    Hostile("pdf: noise", EVIDENCE, noise),
    Hostile("pdf: ends", EVIDENCE, ends),
    Hostile(
        "docx: a list that never closes",
        EVIDENCE,
        listed(b"<Override", b"<Override ", b"<a>", b"<a b='", b"<a b='1' ", b"&a;", b"<!--", b"<![CDATA["),
    ),
    Hostile(
        "docx: a list of everything",
        EVIDENCE,
        listed(b"<a/>", b'<Override PartName="/a" ContentType="b"/>', b"<Default Extension='%d'/>" % 1),
    ),
    Hostile("docx: relations", EVIDENCE, related),
    Hostile("docx: parts", EVIDENCE, many_parts),
    Hostile("docx: zeros", EVIDENCE, zeros),
    Hostile("docx: fields", EVIDENCE, fields),
    Hostile("pdf: papers in a paper", EVIDENCE, embedded_papers),
    Hostile("docx: thousands of small files", EVIDENCE, small_files),
    Hostile("docx: files in files", EVIDENCE, nested),
    Hostile("docx: shared bytes", EVIDENCE, shared_bytes),
    Hostile("jpg: progressive", IMAGES, progressive, tuple(KIND.items())),
    Hostile("jpg: wide", IMAGES, wide, tuple(KIND.items())),
    Hostile("jpg: segments", IMAGES, segments, tuple(KIND.items())),
    Hostile("png: chunks", IMAGES, chunks, (*KIND.items(), ("kind", "PNG"))),
    Hostile("xlsx: a far cell", ROWS, far_cell),
    Hostile("xlsx: a flood of cells", ROWS, sheet_flood),
    Hostile("xlsx: a wide block", ROWS, wide_block),
    Hostile("xlsx: dimensions", ROWS, dimensions),
    Hostile("xlsx: texts and styles", ROWS, texts),
)
