"""The rows of an .xlsx file's first visible sheet, as plain values. Run in the limited child.

The reader (calamine) sets memory aside for the whole block from the first to the last cell, and finds the sheets by the
relations of the workbook, under whatever names they have. So the same relations are followed here, the parts that they
lead to are measured, and the reader is given a package made of those parts alone.
"""

from __future__ import annotations

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
from departments.untrusted.sheet_facts import SharedTexts, SheetFacts, ZeroFormats
from departments.untrusted.xml_elements import BrokenXml, local_attribute, read_elements

MAX_FILE = 5 * MB
MAX_UNPACKED = 40 * MB
MAX_PARTS = 200
MOST_ELEMENTS = 500_000  # of a sheet and the list of texts; 5,000 rows of 40 filled columns have 400,000
NOT_XLSX = "这不是 .xlsx 格式的 Excel 文件，请在 Excel 中另存为“Excel 工作簿（.xlsx）”后再导入。"
TOO_LARGE = "文件太大，请只保留要导入的一张表，不超过 5 MB。"
TOO_MANY = "表格里的行和单元格太多（空的、只有格式的也算），请把要导入的内容复制到新的工作簿里，另存后再导入。"
NO_SHEET = "文件里没有看得见的工作表，请取消隐藏要导入的工作表后再导入。"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# The names under which the reader is given the parts, by the type of their relation.
GIVEN = {"worksheet": "worksheets/sheet1.xml", "sharedstrings": "sharedStrings.xml", "styles": "styles.xml"}


@dataclass
class _Book:
    """What the workbook part says. `sheets`: ids of the relations of the visible ones with their names, in order."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # names
    counts_from_1904: str = "0"

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append((local_attribute(attributes, "id"), attributes.get("name", "")))
        elif name == "sheet":
            self.hidden.append(attributes.get("name", ""))
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0")


def read_rows(content: bytes) -> list[list[Any]]:
    """The rows of `read_sheet` alone. Raises Refused."""
    rows: list[list[Any]] = read_sheet(content)["rows"]
    return rows


def read_sheet(content: bytes) -> dict[str, Any]:
    """`rows`: texts, numbers, true and false; dates as ISO 8601; "" for an empty cell; the first row is row 1.

    Beside them the name of the sheet, of the other visible and of the hidden ones, and what SheetFacts tells. Raises Refused.
    """
    try:
        archive = Archive(content, Budget(MAX_UNPACKED, MOST_ELEMENTS * ELEMENT), MAX_PARTS)
        book, parts, facts = _measure_parts(archive)
        sheet = CalamineWorkbook.from_filelike(_pack(parts)).get_sheet_by_index(0)
        rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        return {"rows": rows, **_describe_sheets(book), **_describe_facts(facts)}
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


def _describe_sheets(book: _Book) -> dict[str, Any]:
    names = [name for _, name in book.sheets]
    return {"sheet": names[0], "other_sheets": names[1:], "hidden_sheets": book.hidden}


def _describe_facts(facts: SheetFacts) -> dict[str, Any]:
    told = ("hidden_rows", "hidden_columns", "merged", "errors", "uncomputed", "zeros")
    return {name: list(getattr(facts, name)) for name in told}


def _measure_parts(archive: Archive) -> tuple[_Book, dict[str, bytes], SheetFacts]:
    """What the book says; part name for the reader → content; what the sheet says."""
    workbook = _workbook(archive)
    book = _Book()
    read_elements(archive.read(workbook, MAX_UNPACKED), book.take, archive.budget)
    related = packages.load_relations(archive, workbook)
    sheet = _find_sheet(book, related)
    found = {"worksheet": sheet, **{each.type.lower(): each for each in related if each.type.lower() in ("sharedstrings", "styles")}}
    parts = {GIVEN[kind]: archive.read(packages.resolve(archive, workbook, each.target), MAX_UNPACKED) for kind, each in found.items()}
    facts = _check_parts(parts, archive.budget)
    return book, {"workbook.xml": _describe_book(book).encode(), **parts}, facts


def _workbook(archive: Archive) -> str:
    """The main part, and it is that of an .xlsx file."""
    types = packages.load_types(archive)
    for relation in packages.load_relations(archive, packages.ROOT):
        if relation.type.lower() == "officedocument" and not relation.outside:
            part = packages.resolve(archive, "", relation.target)
            if MAIN.get(types.of(part)) == "XLSX":
                return part
    raise BrokenArchive


def _find_sheet(book: _Book, related: list[Relation]) -> Relation:
    """The first visible one; the book keeps no other kind of sheet, such as one that is a chart."""
    sheets = {each.id: each for each in related if each.type.lower() == "worksheet" and not each.outside}
    book.sheets = [(key, name) for key, name in book.sheets if key in sheets]
    if not book.sheets:
        raise Refused(NO_SHEET)
    return sheets[book.sheets[0][0]]


def _check_parts(parts: Mapping[str, bytes], budget: Budget) -> SheetFacts:
    """Refuses a sheet with a filled cell outside the block that we read, and endless lists of texts or styles."""
    formats = ZeroFormats()
    read_elements(parts.get(GIVEN["styles"], b"<styleSheet/>"), formats.take, budget)
    texts = SharedTexts(budget)
    read_elements(parts.get(GIVEN["sharedstrings"], b"<sst/>"), texts.take, budget, texts.take_text)
    facts = SheetFacts(formats.widths, texts)
    read_elements(parts[GIVEN["worksheet"]], facts.take, budget, facts.take_text)
    return facts


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
