"""Word and Excel files as evidence: whole, without macros, programs, objects that nobody can look into, and calls to other machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

from departments.untrusted import dde_links, packages, signatures
from departments.untrusted.archives import MB, Archive, BrokenArchive
from departments.untrusted.budgets import Budget, TooComplex, TooLarge
from departments.untrusted.packages import TYPES, ContentTypes, Relation
from departments.untrusted.refusals import Refused
from departments.untrusted.xml_elements import BrokenXml

MOST_PARTS = 5_000
MOST_UNPACKED = 150 * MB
MOST_OF_OBJECT = 20 * MB  # an embedded file
HEAD = 4_096  # bytes of a part that are looked at
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "PPTX",
}
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "vbadata")
MACRO_NAMES = ("vbaproject", "macroenabled", "vbadata", "macrosheets/")
MACRO_RELATIONS = frozenset({"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"})
# ISO 29500-1, 15.2: relations to parts that another program would open.
OBJECT_RELATIONS = frozenset({"oleobject", "package", "control", "activexcontrol", "activexcontrolbinary", "afchunk", "attachedtoolbars"})
MACRO_SHEET = re.compile(rb"<(?:\w{1,20}:)?macrosheet\b")
VBA = "_VBA_PROJECT".encode("utf-16-le")  # the stream that every macro project has: MS-OVBA 2.2.1

BROKEN = "文件已损坏或不完整，请用 Word、Excel 或 WPS 打开后另存再上传。"
TOO_LARGE = f"文件解压后过大（最多 {MOST_UNPACKED // MB} MB），请精简内容或另存为 PDF 后再上传。"
COMPLEX = "文件已损坏，或内部结构过于复杂（部件、链接或嵌入的文件太多），请精简内容或另存为 PDF 后再上传。"
MACROS = "文件里有宏，请另存为不含宏的 .docx 或 .xlsx 后再上传。"
NO_OFFICE = "不是 Word 或 Excel 文件，压缩包请解开后逐个上传。"
NO_MAIN = "不是完整的 Word 或 Excel 文件，请打开后另存为 .docx 或 .xlsx 再上传。"
OBJECT = "文件里嵌有“{}”，它不是不含宏的 Office 文件，没有办法查看里面的内容。请在原软件中删去这个对象，需要的话另存为单独的文件上传。"
PROGRAM = "文件里藏有程序或压缩包“{}”，请删去后另存再上传。"
REMOTE = "文件要从别的地方取内容：“{}”（模板、图片或链接的文件）。请在原软件中断开链接、改为嵌入，或另存为 PDF 后再上传。"
DDE = "文件里有打开时会启动别的程序的链接（DDE），请在原软件中断开链接或删去这个域，另存后再上传。"
PROPERTIES, ORIGIN = "docProps/custom.xml", b"perfeval_report"  # kept by Word and WPS when they save the file again
LookInto = Callable[[str, bytes], None]


def check(content: bytes, budget: Budget, look_into: LookInto) -> str:
    """DOCX, XLSX or PPTX. `look_into(name, content)` refuses an embedded package that is not taken. Raises Refused."""
    try:
        archive = Archive(content, budget, MOST_PARTS)
        return _Office(archive, look_into).check()
    except (BrokenArchive, BrokenXml) as broken:
        raise Refused(BROKEN) from broken
    except TooLarge as large:
        raise Refused(TOO_LARGE) from large
    except TooComplex as complicated:
        raise Refused(COMPLEX) from complicated


def is_editing_copy(content: bytes) -> bool:
    """Whether a file that `check` took says of itself that it is an 编辑稿 of a report (docs/adr/0035). With a budget of its own: of a
    large file the one of the check is used up."""
    archive = Archive(content, Budget(MOST_UNPACKED), MOST_PARTS)
    return PROPERTIES in archive and ORIGIN in next(archive.blocks(PROPERTIES), b"")


class _Office:
    def __init__(self, archive: Archive, look_into: LookInto) -> None:
        self.archive, self.look_into = archive, look_into
        if TYPES not in archive:
            raise Refused(NO_OFFICE)
        self.types = packages.load_types(archive)

    def check(self) -> str:
        _check_macros(self.archive.names, self.types)
        objects = {name.lower() for name in self._related()}
        for name in self.archive.names:
            self._check_part(name, is_object=name.lower() in objects or "embeddings/" in name.lower())
        return self._main()

    def _main(self) -> str:
        """By the list of contents; where the package names its main part, that one."""
        named = [each for each in packages.load_relations(self.archive, packages.ROOT) if each.type.lower() == "officedocument"]
        parts = [packages.resolve(self.archive, "", each.target) for each in named] or list(self.types.by_name)
        kinds = [MAIN[self.types.of(part)] for part in parts if part in self.archive and self.types.of(part) in MAIN]
        if not kinds:
            raise Refused(NO_MAIN)
        return kinds[0]

    def _related(self) -> Iterator[str]:
        """The embedded objects; relations that nobody may have are refused on the way."""
        for listed in self.archive.names:
            if listed.lower().endswith(".rels"):
                source = listed.replace("_rels/", "")[: -len(".rels")]
                for relation in packages.load_list(self.archive, listed):
                    _check_relation(relation)
                    if relation.type.lower() in OBJECT_RELATIONS and not relation.outside:
                        yield packages.resolve(self.archive, source, relation.target)

    def _check_part(self, name: str, *, is_object: bool) -> None:
        """To its end: what the ZIP says of its size may be a lie, and a damaged part shows itself."""
        blocks = self.archive.blocks(name)
        first = next(blocks, b"")
        head = first[:HEAD]
        if head.startswith((signatures.OLD_OFFICE, *signatures.PACKED)):
            self._check_object(name, _join(first, blocks))
        elif head.startswith(signatures.CONTAINERS) or signatures.is_program(head):
            raise Refused(PROGRAM.format(name))
        elif (is_object and not name.endswith("/")) or head.startswith(b"%PDF-") or signatures.is_web_page(head):
            raise Refused(OBJECT.format(name))
        if _looks_like_xml(head):
            _check_text(head, self.types.of(name))
            if dde_links.LOOKED_THROUGH.search(self.types.of(name)) and dde_links.has_dde_links(
                chain([first], blocks), self.archive.budget
            ):
                raise Refused(DDE)
        for _ in blocks:
            pass

    def _check_object(self, name: str, content: bytes) -> None:
        if content.startswith(signatures.OLD_OFFICE):
            raise Refused(MACROS if VBA in content else OBJECT.format(name))
        self.look_into(name, content)


def _check_macros(names: list[str], types: ContentTypes) -> None:
    by_type = any(sign in each for each in types.all() for sign in MACRO_TYPES)
    if by_type or any(sign in name.lower() for name in names for sign in MACRO_NAMES):
        raise Refused(MACROS)


def _check_relation(relation: Relation) -> None:
    """A link that a person clicks may lead anywhere; whatever is fetched when the file is opened may not."""
    kind = relation.type.lower()
    if kind in MACRO_RELATIONS:
        raise Refused(MACROS)
    if kind != "hyperlink" and packages.is_remote(relation.target):
        raise Refused(REMOTE.format(relation.target[:80]))


def _looks_like_xml(head: bytes) -> bool:
    """In any encoding that Office writes; anything else no program reads as a document. Raises Refused."""
    text = signatures.without_bom(head.replace(b"\0", b""))
    if len(head) == HEAD and text and not text.strip():
        raise Refused(BROKEN)  # no program writes a page of blanks before the first tag; what follows them would go unseen
    return text.lstrip().startswith(b"<")


def _check_text(head: bytes, content_type: str) -> None:
    """No document type, with which a few letters may stand for gigabytes; and no sheet of the old macros under another name."""
    plain = head.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain and "svg" not in content_type:
        raise Refused(BROKEN)
    if MACRO_SHEET.search(plain):
        raise Refused(MACROS)


def _join(first: bytes, blocks: Iterator[bytes]) -> bytes:
    pieces = [first, *islice(blocks, MOST_OF_OBJECT // len(first) if first else 0)]
    if next(blocks, b""):
        raise TooLarge
    return b"".join(pieces)
