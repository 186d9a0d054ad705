"""What is in a Word file beside its plain text, and what became of it: nothing is dropped without a line here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum

from departments.untrusted.xml_trees import count_letters

LONGEST_QUOTE = 200  # letters of what is quoted; all of them are counted
MOST_NOTES = 300  # told one by one
MORE = "此外还有 {} 处同类情况，没有逐一列出"


class Kind(Enum):
    """The sentence for the person, and whether the letters were taken all the same."""

    INSERTED = "修订：插入的文字，已读入", True
    MOVED_HERE = "修订：移到这里的文字，已读入", True
    BOXED = "文本框里的文字，已读入，排在所在段落的前面", True
    RUBY = "注音的正文已读入，注音没有读入", False
    DELETED = "修订：已删除的文字，没有读入", False
    MOVED_AWAY = "修订：已移走的文字，这里没有读入", False
    DELETED_ROW = "修订：已删除的表格行或单元格，没有读入", False
    COMMENT = "批注，没有读入", False
    FOOTNOTE = "脚注，没有读入", False
    ENDNOTE = "尾注，没有读入", False
    COVERED = "合并的单元格里看不见的文字，没有读入", False
    HEADER = "页眉或页脚，没有读入", False
    HIDDEN = "隐藏文字，没有读入", False
    FIELD_CODE = "域代码里的文字，没有读入", False
    FORMULA = "公式，没有读入", False
    PICTURE = "图片或图形，没有读入", False
    OBJECT = "嵌入的对象（如 Excel 表格），没有读入", False
    CHUNK = "嵌入的另一个文件，没有读入", False
    SYMBOL = "符号字体里的字，可能不是原来的样子", True
    NUMBER_FORMAT = "这种自动编号的格式不认识，按“1、2、3”读入", True
    LOST = "这些字数在文件里，但不知道在哪里，没有读入，请对照原文件", False

    def __init__(self, sentence: str, is_taken: bool) -> None:
        self.sentence, self.is_taken = sentence, is_taken


@dataclass(frozen=True)
class Note:
    what: str
    quote: str
    line: int  # of the text that comes out, counted from 1; 0: of none
    letters: int
    taken: bool


class Tally:
    """Notes as they come; `left_out`: letters of texts that were not taken."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.more = 0
        self.left_out = 0

    def tell(self, kind: Kind, quote: str, line: int = 0, letters: int | None = None) -> None:
        """`letters`: those of the texts of the file, where they are not all that is quoted."""
        count = count_letters(quote) if letters is None else letters
        self.left_out += 0 if kind.is_taken else count
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(kind.sentence, " ".join(quote.split())[:LONGEST_QUOTE], line, count, kind.is_taken))
        else:
            self.more += 1

    def list_notes(self) -> Iterable[dict[str, object]]:
        yield from map(asdict, self.notes)
        if self.more:
            yield asdict(Note(MORE.format(self.more), "", 0, 0, taken=False))
