"""The body of a Word file as lines of text: paragraphs with their numbers, rows of tables with a tab between their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from departments.untrusted.word_drawings import describe_drawing, find_boxes, holds_object
from departments.untrusted.word_notes import Kind, Tally
from departments.untrusted.word_numbering import Numbering
from departments.untrusted.word_styles import Styles, is_on
from departments.untrusted.xml_trees import Element, count_letters, get_text

CODE, RESULT = "code", "result"
GOES_ON = (None, "", "continue")  # of w:vMerge: the cell belongs to the one above
# Of the font Wingdings, by its code: what a person sees.
SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FC": "√", "F0A8": "□", "F06F": "□", "F0A3": "□", "F06C": "•", "F0B7": "•", "F0D8": "•"}
UNKNOWN_SYMBOL = "〓"
PASSED_OVER = frozenset(
    ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "proofErr")
)


@dataclass(frozen=True)
class Line:
    text: str
    origin: str = ""  # 第 2 张表第 3 行; "" for a usual paragraph


@dataclass
class Paragraph:
    """A paragraph as far as it has been read."""

    written: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.written)


class BodyReader:
    """`asides`: the texts of 脚注, 尾注 and 批注 by kind and number; told, and taken from it, where the body refers to them."""

    def __init__(self, numbering: Numbering, styles: Styles, tally: Tally, asides: dict[tuple[Kind, str], str]) -> None:
        self.numbering, self.styles, self.tally, self.asides = numbering, styles, tally, asides
        self.taken = 0  # letters
        self.lines: list[Line] = []  # what is being written: of the body, or of one cell
        self.above = 0  # lines of the body before those
        self.origin = ""
        self.tables = 0
        self.between_cells = False  # whether a tab would end a cell
        self.fields: list[str] = []  # where the reader stands in fields, one inside the other
        self.paragraph = Paragraph()
        self.inline: Mapping[str, Callable[[Element], None]] = {
            "t": self._read_text,
            "tab": lambda _: self._write_tab(),
            "ptab": lambda _: self._write_tab(),
            "br": lambda _: self._write("\n"),
            "cr": lambda _: self._write("\n"),
            "noBreakHyphen": lambda _: self._write("-"),
            "sym": self._read_symbol,
            "r": self._read_run,
            "ins": lambda each: self._read_change(each, Kind.INSERTED),
            "moveTo": lambda each: self._read_change(each, Kind.MOVED_HERE),
            "del": lambda each: self._leave_out(each, Kind.DELETED),
            "delText": lambda each: self._leave_out(each, Kind.DELETED),
            "moveFrom": lambda each: self._leave_out(each, Kind.MOVED_AWAY),
            "fldChar": self._read_field_mark,
            "footnoteReference": lambda each: self._tell_aside(each, Kind.FOOTNOTE),
            "endnoteReference": lambda each: self._tell_aside(each, Kind.ENDNOTE),
            "commentReference": lambda each: self._tell_aside(each, Kind.COMMENT),
            "drawing": self._read_drawing,
            "pict": self._read_drawing,
            "object": self._read_drawing,
            "ruby": self._read_ruby,
            "m:oMath": self._tell_formula,
            "m:oMathPara": self._tell_formula,
        }

    @property
    def line(self) -> int:
        """Number of the line that is being written."""
        return self.above + len(self.lines) + 1

    def read_blocks(self, parent: Element) -> None:
        """Paragraphs and tables, also inside of what only holds them: content controls, insertions, sections of XML."""
        for each in parent.children:
            if each.tag == "p":
                self._read_paragraph(each)
            elif each.tag == "tbl":
                self._read_table(each)
            elif each.tag in ("altChunk", "subDoc"):
                self.tally.tell(Kind.CHUNK, "", self.line)
            elif each.tag in ("del", "moveFrom"):
                self._leave_out(each, Kind.DELETED if each.tag == "del" else Kind.MOVED_AWAY)
            elif each.tag not in PASSED_OVER:
                self.read_blocks(each)

    def _read_paragraph(self, paragraph: Element) -> None:
        """One whose mark is deleted goes on with the next."""
        properties = paragraph.find("pPr")
        if not self.paragraph.written:
            self._write(self.numbering.count_paragraph(properties))
        if properties is not None and self.styles.hides(properties.get_value("pStyle")):
            self._leave_out(paragraph, Kind.HIDDEN)
        else:
            self._read_inline(paragraph)
        if CODE in self.fields:  # the code of a field never goes beyond its paragraph
            self.fields = [RESULT for _ in self.fields]
        if properties is None or not _is_joined(properties):
            self.end_paragraph()

    def end_body(self) -> None:
        """What a last paragraph without a mark of its own has left."""
        if self.paragraph.written or self.paragraph.boxes:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        done, self.paragraph = self.paragraph, Paragraph()
        for box in done.boxes:
            self.tally.tell(Kind.BOXED, get_text(box), self.line, 0)
            self._read_apart(box)
        self.lines += [Line(text, self.origin) for text in done.text.split("\n")]

    def _read_apart(self, box: Element) -> None:
        """A text box, whose fields are its own."""
        before, self.fields = self.fields, []
        origin, self.origin = self.origin, "文本框"
        self.read_blocks(box)
        self.end_body()
        self.fields, self.origin = before, origin

    def _read_inline(self, parent: Element) -> None:
        for each in parent.children:
            if read := self.inline.get(each.tag):
                read(each)
            elif each.tag == "txbxContent":
                self.paragraph.boxes.append(each)
            elif each.tag not in PASSED_OVER:
                self._read_inline(each)

    def _read_run(self, run: Element) -> None:
        look = run.find("rPr")
        mark = look.find("vanish") if look else None
        hidden = is_on(mark) if mark is not None else self.styles.hides(look.get_value("rStyle") if look else None)
        if hidden:
            self._leave_out(run, Kind.HIDDEN)
        else:
            self._read_inline(run)

    def _read_text(self, text: Element) -> None:
        if CODE in self.fields:
            self._leave_out(text, Kind.FIELD_CODE)
        else:
            self._write(text.text)
            self.taken += count_letters(text.text)

    def _write(self, text: str) -> None:
        if text:
            self.paragraph.written.append(text)

    def _write_tab(self) -> None:
        if CODE not in self.fields:
            self._write(" " if self.between_cells else "\t")

    def _read_symbol(self, symbol: Element) -> None:
        code, font = symbol.attributes.get("char", "").upper()[:8], symbol.attributes.get("font", "")[:40]
        shown = SYMBOLS.get(code, UNKNOWN_SYMBOL)
        self._write(shown)
        self.tally.tell(Kind.SYMBOL, f"{shown}（{font}，{code}）", self.line, 0)

    def _read_change(self, change: Element, kind: Kind) -> None:
        if text := get_text(change):
            self.tally.tell(kind, text, self.line, 0)
        self._read_inline(change)

    def _leave_out(self, element: Element, kind: Kind) -> None:
        if text := get_text(element):
            self.tally.tell(kind, text, self.line)

    def _read_field_mark(self, mark: Element) -> None:
        match mark.attributes.get("fldCharType"):
            case "begin":
                self.fields.append(CODE)
            case "separate" if self.fields:
                self.fields[-1] = RESULT
            case "end" if self.fields:
                self.fields.pop()

    def _tell_aside(self, reference: Element, kind: Kind) -> None:
        if text := self.asides.pop((kind, reference.attributes.get("id", "")), ""):
            self.tally.tell(kind, text, self.line)

    def _read_drawing(self, drawing: Element) -> None:
        """Text boxes are read; of anything else that is drawn, what it says is told."""
        boxes = list(find_boxes(drawing))
        self.paragraph.boxes += boxes
        if not boxes:
            kind = Kind.OBJECT if holds_object(drawing) else Kind.PICTURE
            self.tally.tell(kind, describe_drawing(drawing), self.line, count_letters(get_text(drawing)))

    def _read_ruby(self, ruby: Element) -> None:
        for each in ruby.children:
            if each.tag == "rt":
                self._leave_out(each, Kind.RUBY)
            else:
                self._read_inline(each)

    def _tell_formula(self, formula: Element) -> None:
        text = "".join(each.text for each in formula.iterate())
        self.tally.tell(Kind.FORMULA, text, self.line, count_letters(get_text(formula)))

    def _read_table(self, table: Element) -> None:
        self.end_body()
        outer = not self.between_cells and not self.origin.startswith("第")
        self.tables += outer
        for number, row in enumerate(_iter_inside(table, "tr"), 1):
            origin, self.origin = self.origin, f"第 {self.tables} 张表第 {number} 行" if outer else self.origin
            self._read_row(row)
            self.origin = origin

    def _read_row(self, row: Element) -> None:
        properties = row.find("trPr")
        if properties is not None and properties.find("del"):
            self.tally.tell(Kind.DELETED_ROW, get_text(row), self.line)
            return
        if properties is not None and properties.find("ins"):
            self.tally.tell(Kind.INSERTED, get_text(row), self.line, 0)
        cells = [cell for cell in _iter_inside(row, "tc") if not self._is_left_out(cell)]
        if len(cells) == 1:  # a row over the whole width: lines of their own
            self._read_cell(cells[0])
        elif cells:
            self._write_cells(cells)

    def _write_cells(self, cells: list[Element]) -> None:
        outside, self.between_cells = self.between_cells, True
        own, self.lines = self.lines, []
        self.above += len(own)
        texts = []
        for cell in cells:
            self.lines = []
            self._read_cell(cell)
            texts.append("".join(line.text.replace("\t", " ").strip() for line in self.lines))
        self.above -= len(own)
        self.lines, self.between_cells = own, outside
        self.lines.append(Line(("\t" if not outside else " ").join(texts), self.origin))

    def _read_cell(self, cell: Element) -> None:
        """Nothing where it goes on with the cell above; what is written there all the same is told."""
        merge = cell.find("tcPr", "vMerge")
        if merge is not None and merge.attributes.get("val") in GOES_ON:
            self._leave_out(cell, Kind.COVERED)
            return
        self.read_blocks(cell)
        self.end_body()

    def _is_left_out(self, cell: Element) -> bool:
        """A deleted cell, and one that an older program has merged with the one before."""
        properties = cell.find("tcPr")
        if properties is None:
            return False
        is_deleted, merge = properties.find("cellDel") is not None, properties.find("hMerge")
        is_covered = merge is not None and merge.attributes.get("val") in GOES_ON
        if is_deleted or is_covered:
            self._leave_out(cell, Kind.DELETED_ROW if is_deleted else Kind.COVERED)
        return is_deleted or is_covered


def _is_joined(properties: Element) -> bool:
    """The mark at its end is deleted, or hidden so that the next paragraph runs on."""
    mark = properties.find("rPr")
    return mark is not None and any(mark.find(name) is not None for name in ("del", "moveFrom", "specVanish"))


def _iter_inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside of content controls and the like."""
    for each in parent.children:
        if each.tag == tag:
            yield each
        elif each.tag not in PASSED_OVER:
            yield from _iter_inside(each, tag)
