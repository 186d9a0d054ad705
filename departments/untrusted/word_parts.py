"""The parts of a Word file: which are read, and why a file is none that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from departments.untrusted import packages, signatures
from departments.untrusted.archives import MB, Archive
from departments.untrusted.budgets import ELEMENT, Budget
from departments.untrusted.office_files import MAIN
from departments.untrusted.packages import Relation
from departments.untrusted.refusals import Refused
from departments.untrusted.xml_elements import read_elements
from departments.untrusted.xml_trees import Element, TreeReader

MOST_PARTS = 2_000
MOST_OF_PART = 30 * MB
MOST_UNPACKED = 150 * MB  # pictures are among it, which are not unpacked
MOST_ELEMENTS = 250_000  # a report of 200 pages with its tables has 100,000
# Of the look of the text, what is needed to read it.
KEPT: Mapping[str, frozenset[str]] = {
    "rPr": frozenset({"vanish", "specVanish", "rStyle", "del", "moveFrom"}),
    "pPr": frozenset({"numPr", "pStyle", "rPr"}),
    "tblPr": frozenset(),
    "tblGrid": frozenset(),
    "tblPrEx": frozenset(),
    "sdtPr": frozenset(),
    "sectPr": frozenset(),
    "trPr": frozenset({"ins", "del"}),
    "tcPr": frozenset({"vMerge", "hMerge", "cellDel"}),
    "lvl": frozenset({"start", "numFmt", "lvlText", "lvlRestart", "isLgl", "pStyle", "mc:AlternateContent"}),
    "style": frozenset({"basedOn", "pPr", "rPr"}),
    "spPr": frozenset(),
}
PDF = "这是 PDF 文件，不能读入。请用生成它的 Word 文件；没有的话，把文字复制出来，粘贴到“读入原文”页。"
LOCKED = "这个文件加了密码，打不开。请在 Word 或 WPS 中去掉密码，另存后再上传。"
OLD = "这是旧格式的文件（.doc 或 .wps），请在 Word 或 WPS 中另存为“Word 文档（.docx）”后再上传。"
OTHER = "这是{}文件，不是 Word 文件，请选择 .docx 格式的报告。"
NOT_WORD = "这不是 Word 文件（.docx），可能只是改了文件名。请在 Word 或 WPS 中打开原文件，另存为“Word 文档（.docx）”后再上传。"
KINDS = {"XLSX": " Excel ", "PPTX": "演示文稿（PPT）"}
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds it: MS-OFFCRYPTO 2.3.1
RELATED = ("numbering", "styles", "comments", "footnotes", "endnotes", "header", "footer")
USUAL = "word/document.xml"


class WordParts:
    """Raises Refused, BrokenArchive, BrokenXml, TooLarge, TooComplex. `letters`: of all trees that were read."""

    def __init__(self, content: bytes) -> None:
        _check_signature(content)
        self.budget = Budget(MOST_UNPACKED, MOST_ELEMENTS * ELEMENT)
        self.archive = Archive(content, self.budget, MOST_PARTS)
        self.main = self._find_main()
        self.related = [each for each in packages.load_relations(self.archive, self.main) if not each.outside]
        self.letters = 0

    def _find_main(self) -> str:
        if packages.TYPES not in self.archive:
            raise Refused(NOT_WORD)
        types = packages.load_types(self.archive)
        part = next(self._iter_parts(packages.load_relations(self.archive, packages.ROOT), "officedocument", ""), USUAL)
        kind = types.of(part)
        if (other := MAIN.get(kind)) in KINDS:
            raise Refused(OTHER.format(KINDS[other]))
        if part not in self.archive or ("word" not in kind and kind):
            raise Refused(NOT_WORD)
        return part

    def read_main(self) -> Element:
        return self._read_tree(self.main)

    def read_part(self, kind: str) -> Element | None:
        """The part of that relation; None where there is none."""
        return next(self.read_parts(kind), None)

    def read_parts(self, kind: str) -> Iterator[Element]:
        yield from map(self._read_tree, dict.fromkeys(self._iter_parts(self.related, kind, self.main)))

    def read_properties(self) -> dict[str, str]:
        """自定义属性: by name."""
        found: dict[str, list[str]] = {}

        def take(element: str, attributes: Mapping[str, str]) -> None:
            if element == "property":
                found[attributes.get("name", "")] = []

        def take_text(text: str) -> None:
            if found:
                found[next(reversed(found))].append(text)

        for part in self._iter_parts(packages.load_relations(self.archive, packages.ROOT), "custom-properties", ""):
            read_elements(self.archive.read(part, MB), take, self.budget, take_text)
        return {name: "".join(pieces).strip() for name, pieces in found.items()}

    def _iter_parts(self, relations: list[Relation], kind: str, source: str) -> Iterator[str]:
        named = (
            packages.resolve(self.archive, source, each.target) for each in relations if each.type.lower() == kind and not each.outside
        )
        return (part for part in named if part in self.archive)

    def _read_tree(self, part: str) -> Element:
        reader = TreeReader(self.budget, KEPT)
        tree = reader.read(self.archive.read(part, MOST_OF_PART))
        self.letters += reader.letters
        return tree


def _check_signature(content: bytes) -> None:
    if content.lstrip()[:5] == b"%PDF-":
        raise Refused(PDF)
    if content.startswith(signatures.OLD_OFFICE):
        raise Refused(LOCKED if ENCRYPTED in content else OLD)
    if not content.startswith(signatures.PACKED):
        raise Refused(NOT_WORD)
