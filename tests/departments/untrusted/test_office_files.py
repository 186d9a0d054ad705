"""Which Word and Excel files are taken as evidence, and what is said of the others."""

import io
import struct
import zipfile

import pytest

from departments.untrusted import evidence_files
from departments.untrusted.archives import Archive, BrokenArchive
from departments.untrusted.budgets import Budget, TooLarge
from departments.untrusted.refusals import Refused
from tests.departments.untrusted import offices
from tests.reports.filing.attachments import files


@pytest.mark.parametrize("kind", offices.REFUSED)
def test_what_nobody_can_look_into_is_refused(kind: str):
    content, words = offices.REFUSED[kind]

    with pytest.raises(Refused) as refused:
        evidence_files.check(content)
    assert words in str(refused.value)


@pytest.mark.parametrize("kind", offices.TAKEN)
def test_what_only_looks_like_it_is_taken(kind: str):
    content, expected = offices.TAKEN[kind]

    assert evidence_files.check(content) == expected


def test_a_list_of_contents_that_never_closes_is_read_once():
    """1.2 kB that stopped the site: an expression tried every beginning to the end."""
    with pytest.raises(Refused, match="已损坏"):
        evidence_files.check(files.packed({"[Content_Types].xml": b"<Override" * 100_000}))


def overlapping() -> bytes:
    """Two lines of the directory for the same bytes."""
    content = files.packed({"a": b"x" * 50, "b": b"y" * 50})
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 42] + struct.pack("<L", 0) + content[at + 46 :]


def with_directory(size: int) -> bytes:
    """The end of the directory says that it is so large."""
    content = bytearray(files.docx())
    content[-10:-6] = struct.pack("<L", size)
    return bytes(content)


def with_long_end(content: bytes) -> bytes:
    """With the longer record at its end that some programs always write: APPNOTE 4.3.14."""
    number, size, at = struct.unpack("<HLL", content[-12:-2])
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, size, at)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(content) - 22, 1)
    return content[:-22] + record + locator + content[-22:-12] + struct.pack("<HLL", number, 2**32 - 1, 2**32 - 1) + content[-2:]


@pytest.mark.parametrize(
    ("content", "expected"),
    [(overlapping(), BrokenArchive), (with_directory(3_000_000), TooLarge), (b"PK", BrokenArchive), (b"", BrokenArchive)],
    ids=["overlapping", "large", "short", "empty"],
)
def test_a_directory_that_lies_is_refused(content: bytes, expected: type[Exception]):
    with pytest.raises(expected):
        Archive(content, Budget(1_000), 10)


def test_a_directory_of_the_longer_kind_is_read():
    assert evidence_files.check(with_long_end(files.docx())) == "DOCX"


def test_what_is_unpacked_is_counted_also_in_what_is_packed_inside():
    archive = Archive(files.packed({"a": bytes(600), "b": bytes(600)}), Budget(1_200), 10)
    archive.budget.left = 1_000

    assert b"".join(archive.blocks("a")) == bytes(600)
    with pytest.raises(TooLarge):
        list(archive.blocks("b"))


def test_a_part_is_read_no_further_than_asked():
    archive = Archive(files.packed({"a": bytes(600)}), Budget(1_200), 10)

    with pytest.raises(TooLarge):
        archive.read("a", 500)
    with pytest.raises(BrokenArchive):
        archive.read("b", 500)


def test_the_longer_kind_is_what_zipfile_reads_too():
    with zipfile.ZipFile(io.BytesIO(with_long_end(files.docx()))) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("blank", [b" ", b" \0"], ids=["in one byte", "in two bytes"])
def test_nothing_hides_behind_a_page_of_blanks(blank: bytes):
    with pytest.raises(Refused, match="已损坏或不完整"):
        evidence_files.check(files.docx(**{"word/header1.xml": blank * 5_000 + b"<w:hdr><w:instrText>DDEAUTO cmd</w:instrText></w:hdr>"}))
