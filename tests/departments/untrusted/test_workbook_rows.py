"""The guard of Excel lists measures what the reader reads: by the relations of the workbook, whatever the parts are called."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from xlsxwriter import Workbook

from departments.untrusted import workbook_rows
from departments.untrusted.refusals import Refused
from departments.untrusted.workbook_rows import read_rows
from departments.workbook import build_workbook
from tests.departments.workbooks import HEAD, SHEET

FAR = f'{HEAD}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'.encode()
LIST = [["编码", "名称"], ["001", "档案馆"]]


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """An ordinary list, its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build_workbook(LIST, 2))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def moved_sheet(name: str, content: bytes | None = None, target: str = "") -> bytes:
    """The sheet under another name, which only the relations know."""

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content or parts[SHEET]
        del parts[SHEET]
        relations = "xl/_rels/workbook.xml.rels"
        parts[relations] = parts[relations].replace(b"worksheets/sheet1.xml", (target or "/" + name).encode())

    return changed(change)


def moved_workbook() -> bytes:
    """Everything under `book/`, with backslashes."""

    def change(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.startswith("xl/")]:
            parts[name.replace("xl/", "book/").replace("/", "\\")] = parts.pop(name)
        for name in ("_rels/.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"xl/", b"book/")

    return changed(change)


def sheets(*states: str, date_1904: bool = False) -> bytes:
    """One sheet for each state, its number in its only cell."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "date_1904": date_1904}) as book:
        for number, state in enumerate(states):
            sheet = book.add_worksheet()
            sheet.write_number(0, 0, number)
            {"hidden": sheet.hide, "veryHidden": sheet.very_hidden}.get(state, sheet.select)()
        book.worksheets()[-1].activate()
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [moved_sheet("blatt.bin", FAR), moved_sheet("xl/x/y.txt", FAR, "x/y.txt"), moved_sheet("a b.xml", FAR, "..\\a%20b.xml")],
    ids=["at the root", "in a folder", "with a blank"],
)
def test_one_cell_far_away_is_found_under_any_name(content: bytes):
    with pytest.raises(Refused, match="超出 5000 行或 100 列"):
        read_rows(content)


def test_a_sheet_is_read_under_any_name():
    assert [read_rows(moved_sheet("blatt.bin")), read_rows(moved_workbook())] == [LIST, LIST]


def test_only_what_was_measured_reaches_the_reader():
    decoy = changed(lambda parts: parts.update({"xl/worksheets/sheet2.xml": FAR, "xl/worksheets/Sheet9.xml": FAR}))

    assert read_rows(decoy) == LIST


@pytest.mark.parametrize("hidden", ["hidden", "veryHidden"])
def test_the_first_visible_sheet_is_read(hidden: str):
    assert read_rows(sheets(hidden, "visible", "visible")) == [[1.0]]


def test_dates_are_told_as_the_workbook_counts_them():
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "date_1904": True}) as book:
        day = datetime(2024, 3, 31)  # noqa: DTZ001 - Excel knows no zones
        book.add_worksheet().write_datetime(0, 0, day, book.add_format({"num_format": "yyyy-mm-dd"}))

    assert read_rows(made.getvalue())[0][0][:10] == "2024-03-31"


def many(piece: str) -> bytes:
    return changed(lambda parts: parts.update({SHEET: f"{HEAD}{piece * 600_000}</sheetData></worksheet>".encode()}))


def make_binary(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"sheet.main+xml", b"sheet.binary.main")


def without(name: str) -> bytes:
    return changed(lambda parts: parts.pop(name))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (many("<c/>"), workbook_rows.TOO_MANY),
        (changed(lambda parts: parts.update({"xl/sharedStrings.xml": b"<sst>%b</sst>" % (b"<si/>" * 600_000)})), workbook_rows.TOO_MANY),
        (changed(lambda parts: parts.update({SHEET: b"<a>" * 300 + b"</a>" * 300})), workbook_rows.NOT_XLSX),
        (without("_rels/.rels"), workbook_rows.NOT_XLSX),
        (without(SHEET), workbook_rows.NOT_XLSX),
        (without("xl/_rels/workbook.xml.rels"), workbook_rows.NO_SHEET),
        (changed(make_binary), workbook_rows.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), workbook_rows.NOT_XLSX),
    ],
    ids=["cells", "texts", "depth", "no relations", "no sheet", "no sheet related", "binary", "older Excel"],
)
def test_what_is_no_sensible_list_is_refused(content: bytes, words: str):
    with pytest.raises(Refused) as refused:
        read_rows(content)
    assert str(refused.value) == words


def test_a_text_kept_once_is_charged_in_every_cell_that_shows_it():
    """The reader copies it into each; without this the child's memory ran out."""
    cells = '<c t="s"><v>0</v></c>' * 40
    rows = f"<row>{cells}</row>" * 1_000
    texts = f"<sst><si><t>{'长' * 500}</t></si></sst>".encode()
    content = changed(lambda parts: parts.update({SHEET: f"{HEAD}{rows}</sheetData></worksheet>".encode(), "xl/sharedStrings.xml": texts}))

    with pytest.raises(Refused) as refused:
        read_rows(content)

    assert str(refused.value) == workbook_rows.TOO_LARGE
