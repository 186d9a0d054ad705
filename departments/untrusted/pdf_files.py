"""PDF as evidence: whole, not encrypted, without scripts, actions that start or send something, and files nobody can look into.

Looked through as words and never opened: a thorough parser would be one more program that a hostile file could keep busy.
ISO 32000-1: 7.5.5 startxref and %%EOF, 7.5.7 object streams, 7.6 /Encrypt, 7.11.4 embedded files, 12.6.4 actions, 12.7.8 XFA.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from departments.untrusted import pdf_file_names, pdf_streams, signatures
from departments.untrusted.archives import MB
from departments.untrusted.budgets import OBJECT, STREAM, Budget, TooComplex, TooLarge
from departments.untrusted.pdf_streams import Hidden
from departments.untrusted.pdf_tokens import Begins, has_mark, plain_name, read_tokens
from departments.untrusted.refusals import Refused

BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?[\x00\t\n\x0c\r ]{0,1000}+%PDF-[12]\.\d")  # a line end or a byte order mark may stand first
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
TAIL = 2048  # bytes at the end in which readers look for %%EOF
CROSS = re.compile(rb"\s*(?:xref\b|\d{1,10}\s+\d{1,10}\s+obj\b)")
MOST_UNPACKED = 24 * MB  # of all object streams and embedded files
NUMBER = re.compile(rb"(\d{1,10})[\s\0]+\d{1,10}[\s\0]*\Z")
FIRST, PAIRS = re.compile(rb"/First\s+(\d{1,9})(?!\s+\d+\s+R)"), re.compile(rb"\d+\s+(\d+)")
EF = re.compile(rb"\s*<<([^<>]{0,400})>>")
REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,10}\s+R\b")
REASONS = {
    b"/Encrypt": "PDF 加了密码或权限限制，请另存为不加密的 PDF 后再上传。",
    b"/JavaScript": "PDF 里有脚本，请打印成新的 PDF 后再上传。",
    b"/Launch": "PDF 里有启动程序的动作，请打印成新的 PDF 后再上传。",
    b"/SubmitForm": "PDF 里有把内容发送到别处的动作，请打印成新的 PDF 后再上传。",
    b"/ImportData": "PDF 里有从别处导入数据的动作，请打印成新的 PDF 后再上传。",
    b"/OnInstantiate": "PDF 里有脚本，请打印成新的 PDF 后再上传。",  # 13.6.2: of a 3D drawing
    b"/XFA": "PDF 是可以运行脚本的动态表单（XFA），请打印成新的 PDF 后再上传。",
}
BROKEN = "PDF 已损坏或不完整，请重新导出或另存后再上传。"
REMOTE = "PDF 打开时要从共享文件夹或网上取别的文件，请打印成新的 PDF 后再上传。"
COMPLEX = "PDF 的内部结构过于复杂，请打印成新的 PDF 后再上传。"
HIDDEN = "PDF 里有一部分内容经过特殊处理，没有办法查看，请打印成新的 PDF 后再上传。"
PROGRAM = "PDF 里嵌有程序“{}”，请去掉附带的文件，或打印成新的 PDF 后再上传。"
LookInto = Callable[[str, bytes], None]
Names = set[bytes]


def check(content: bytes, budget: Budget, look_into: LookInto) -> None:
    """`look_into(name, content)` refuses an embedded file that is not taken. Raises Refused."""
    _check_whole(content)
    try:
        _Pdf(content, budget, look_into).check()
    except Hidden as hidden:
        raise Refused(HIDDEN) from hidden
    except (TooComplex, TooLarge) as much:
        raise Refused(COMPLEX) from much


def _check_whole(content: bytes) -> None:
    head, ends = BEFORE.match(content), list(END.finditer(content, max(0, len(content) - TAIL)))
    if not head or not ends:
        raise Refused(BROKEN)
    at, shift = int(ends[-1][1]), content.index(b"%PDF-")
    if not any(CROSS.match(content[place : place + 64]) for place in (at, at + shift)):
        raise Refused(BROKEN)


@dataclass
class _Part:
    """An indirect object: where its content begins, the names seen in it so far."""

    number: int | None
    begin: int
    names: Names = field(default_factory=set)


class _Pdf:
    def __init__(self, content: bytes, budget: Budget, look_into: LookInto) -> None:
        self.content, self.budget, self.look_into = content, budget, look_into
        self.streams: dict[int | None, list[tuple[int, int]]] = {}  # by number of the object: begin of its dictionary, of its data
        self.embedded: dict[int | None, str] = {}  # by number of the object: what the file is called

    def check(self) -> None:
        part = _Part(None, 0)
        for token in read_tokens(self.content, has_mark(self.content), self.budget):
            if token.kind == "object":
                self._finish(part, token.start)
                part = _Part(self._number(token.start), token.end)
            elif token.kind == "stream":
                self._note_stream(part, token.start, token.end)
            else:
                part.names.add(name := plain_name(token.text))
                _check_names(name, part.names, self.content, token.end)
        self._finish(part, len(self.content))
        self._check_embedded()

    def _number(self, at: int) -> int | None:
        found = NUMBER.search(self.content[max(0, at - 32) : at])
        return int(found[1]) if found else None

    def _note_stream(self, part: _Part, at: int, data: int) -> None:
        self.streams.setdefault(part.number, []).append((part.begin, data))
        if b"/EmbeddedFile" in part.names:
            self.embedded.setdefault(part.number, "")
        if part.names & {b"/ObjStm", b"/First"}:
            dictionary = self._describe(part.begin, at)
            self._check_packed(dictionary, pdf_streams.read_stream(self.content, dictionary, data, self.budget))

    def _describe(self, begin: int, end: int) -> bytes:
        """A hostile file lets a thousand streams share one dictionary, so it is charged as often as it is read."""
        self.budget.count(STREAM)
        self.budget.spend(end - begin)
        return pdf_streams.describe(self.content[begin:end])

    def _check_packed(self, dictionary: bytes, content: bytes) -> None:
        """Objects that are kept together, where a look at the bytes of the file would find nothing. They have no streams."""
        starts = _starts(dictionary, content)
        seen: dict[int, Names] = {}
        for token in read_tokens(content, _begins_at(starts), self.budget):
            if token.kind == "name":
                number, name = bisect_left(starts, token.end), plain_name(token.text)
                seen.setdefault(number, set()).add(name)
                _check_names(name, seen[number], content, token.end)
        for start in starts:
            _check_string(content, start)
        for number, names in seen.items():
            if b"/EF" in names:
                self._note_embedded(_slice(content, starts, number))

    def _finish(self, part: _Part, end: int) -> None:
        self.budget.count(OBJECT)
        _check_string(self.content, part.begin)
        if b"/EF" in part.names:
            self._note_embedded(self.content[part.begin : end])

    def _note_embedded(self, specification: bytes) -> None:
        """7.11.3: the names of the file and the objects that hold it."""
        self.budget.count(STREAM)
        plain = pdf_streams.describe(specification)
        names = pdf_file_names.list_file_names(plain)
        if not names:
            raise Hidden
        for name in names:
            if signatures.is_program_name(name):
                raise Refused(PROGRAM.format(name[:60]))
        for piece in plain.split(b"/EF")[1:]:
            held = EF.match(piece)
            if not held:
                raise Hidden
            self.embedded.update({int(found[1]): names[-1] for found in REFERENCE.finditer(held[1])})

    def _check_embedded(self) -> None:
        for number, name in self.embedded.items():
            for begin, data in self.streams.get(number, []):
                dictionary = self._describe(begin, data)
                self.look_into(name, pdf_streams.read_stream(self.content, dictionary, data, self.budget))


def _check_names(name: bytes, others: Names, content: bytes, end: int) -> None:
    """`end` of the name in `content`."""
    if name in REASONS:
        raise Refused(REASONS[name])
    if {b"/Rendition", b"/JS"} <= others:  # 12.6.4.13: the one action with a script that is not called JavaScript
        raise Refused(REASONS[b"/JavaScript"])
    if name in (b"/F", b"/UF") and pdf_file_names.names_a_machine(content, end):
        raise Refused(REMOTE)  # by whatever action: looking for the file there hands over the reader's password hash


def _check_string(content: bytes, start: int) -> None:
    """The name of a file may be an object of its own; the address of a link may be one too, and is no harm."""
    if pdf_file_names.names_a_shared_folder(content, start):
        raise Refused(REMOTE)


def _starts(dictionary: bytes, content: bytes) -> list[int]:
    """Where the objects of an object stream begin, by its own list; none where it cannot be read."""
    first = FIRST.search(dictionary)
    if not first:
        return []
    return sorted({0, *(int(first[1]) + int(offset) for offset in PAIRS.findall(content[: int(first[1])]))})


def _begins_at(starts: list[int]) -> Begins:
    """Where nobody knows, everywhere."""
    return lambda start, end: not starts or bisect_left(starts, start + 1) < bisect_left(starts, end)


def _slice(content: bytes, starts: list[int], number: int) -> bytes:
    """The object before the start of that number."""
    if not starts:
        return content
    return content[starts[number - 1] : starts[number] if number < len(starts) else len(content)]
