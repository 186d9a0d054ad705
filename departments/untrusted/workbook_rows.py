"""The rows of an .xlsx file's first visible sheet, as plain values. Run in the limited child.

The reader (calamine) sets memory aside for the whole block from the first to the last cell, and finds the sheets by the
relations of the workbook, under whatever names they have. So the same relations are followed here, the parts that they
lead to are measured, and the reader is given a package made of those parts alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from departments.untrusted import packages
from departments.untrusted.archives import MB, Archive, BrokenArchive
from departments.untrusted.budgets import ELEMENT, Budget, TooComplex, TooLarge
from departments.untrusted.office_files import MAIN
from departments.untrusted.packages import Relation
from departments.untrusted.refusals import Refused
from departments.untrusted.xml_elements import BrokenXml, local_attribute, read_elements

MAX_FILE = 5 * MB
MAX_UNPACKED = 40 * MB
MAX_PARTS = 200
MAX_ROWS, MAX_COLUMNS = 5_000, 100
MOST_ELEMENTS = 500_000  # of a sheet and the list of texts; 5,000 rows of 40 filled columns have 400,000
ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
NOT_XLSX = "这不是 .xlsx 格式的 Excel 文件，请在 Excel 中另存为“Excel 工作簿（.xlsx）”后再导入。"
TOO_LARGE = "文件太大，请只保留要导入的一张表，不超过 5 MB。"
TOO_MANY = "表格里的行和单元格太多（空的、只有格式的也算），请把要导入的内容复制到新的工作簿里，另存后再导入。"
TOO_WIDE = f"表格超出 {MAX_ROWS} 行或 {MAX_COLUMNS} 列，请删去多余的内容后再导入。"
NO_SHEET = "文件里没有看得见的工作表，请取消隐藏要导入的工作表后再导入。"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# The names under which the reader is given the parts, by the type of their relation.
GIVEN = {"worksheet": "worksheets/sheet1.xml", "sharedstrings": "sharedStrings.xml", "styles": "styles.xml"}


@dataclass
class _Book:
    """What the workbook part says. `sheets`: ids of the relations of the visible ones, in order."""

    sheets: list[str] = field(default_factory=list)
    counts_from_1904: str = "0"

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append(local_attribute(attributes, "id"))
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0")


def read_rows(content: bytes) -> list[list[Any]]:
    """Texts, numbers, true and false; dates as ISO 8601; "" for an empty cell. The first row is row 1. Raises Refused."""
    try:
        archive = Archive(content, Budget(MAX_UNPACKED, MOST_ELEMENTS * ELEMENT), MAX_PARTS)
        parts = _measured_parts(archive)
        sheet = CalamineWorkbook.from_filelike(_pack(parts)).get_sheet_by_index(0)
        return [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except TooLarge as large:
        raise Refused(TOO_LARGE) from large
    except TooComplex as many:
        raise Refused(TOO_MANY) from many
    except (BrokenArchive, BrokenXml, CalamineError, ValueError, IndexError, OSError) as broken:
        raise Refused(NOT_XLSX) from broken


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool | float | int | str):
        return cell
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


def _measured_parts(archive: Archive) -> dict[str, bytes]:
    """Part name for the reader → content."""
    workbook = _workbook(archive)
    book = _Book()
    read_elements(archive.read(workbook, MAX_UNPACKED), book.take, archive.budget)
    related = packages.load_relations(archive, workbook)
    sheet = _sheet(book, related)
    found = {"worksheet": sheet, **{each.type.lower(): each for each in related if each.type.lower() in ("sharedstrings", "styles")}}
    parts = {GIVEN[kind]: archive.read(packages.resolve(archive, workbook, each.target), MAX_UNPACKED) for kind, each in found.items()}
    _check_parts(parts, archive.budget)
    return {"workbook.xml": _describe_book(book).encode(), **parts}


def _workbook(archive: Archive) -> str:
    """The main part, and it is that of an .xlsx file."""
    types = packages.load_types(archive)
    for relation in packages.load_relations(archive, packages.ROOT):
        if relation.type.lower() == "officedocument" and not relation.outside:
            part = packages.resolve(archive, "", relation.target)
            if MAIN.get(types.of(part)) == "XLSX":
                return part
    raise BrokenArchive


def _sheet(book: _Book, related: list[Relation]) -> Relation:
    sheets = {each.id: each for each in related if each.type.lower() == "worksheet" and not each.outside}
    visible = [sheets[each] for each in book.sheets if each in sheets]
    if not visible:
        raise Refused(NO_SHEET)
    return visible[0]


def _check_parts(parts: Mapping[str, bytes], budget: Budget) -> None:
    """Refuses a sheet with a filled cell outside the block that we read, and endless lists of texts or styles."""
    for name, content in parts.items():
        read_elements(content, _Cells().take if name == GIVEN["worksheet"] else _ignore, budget)


def _ignore(*_: object) -> None:
    """The elements are only counted."""


class _Cells:
    """Where the parser stands in the sheet. Rows and cells without an address follow the one before."""

    row = column = 0

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "row":
                self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            case "c":
                self.row, self.column = _position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            case "v" | "is" | "t" | "f" if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
                raise Refused(TOO_WIDE)


def _position(address: str) -> tuple[int, int]:
    """Row and column, from 1; raises ValueError."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(address)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _pack(parts: Mapping[str, bytes]) -> BytesIO:
    """A workbook of one sheet."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(
            packages.TYPES, f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="text/xml"/></Types>'
        )
        archive.writestr("_rels/.rels", _describe_relations({"officeDocument": "xl/workbook.xml"}))
        kept = {"worksheet": GIVEN["worksheet"], "sharedStrings": GIVEN["sharedstrings"], "styles": GIVEN["styles"]}
        archive.writestr("xl/_rels/workbook.xml.rels", _describe_relations({kind: name for kind, name in kept.items() if name in parts}))
        for name, content in parts.items():
            archive.writestr(f"xl/{name}", content)
    packed.seek(0)
    return packed


def _describe_book(book: _Book) -> str:
    dates = f"<workbookPr date1904={quoteattr(book.counts_from_1904)}/>"
    sheets = '<sheets><sheet name="1" sheetId="1" r:id="worksheet"/></sheets>'
    return f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">{dates}{sheets}</workbook>'


def _describe_relations(targets: Mapping[str, str]) -> str:
    each = (f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{name}"/>' for kind, name in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'
