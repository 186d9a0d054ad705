"""Blocks on the clipboard: clean ones whose meaning a clerk knows beforehand, and odd ones."""

from __future__ import annotations

from random import Random

WORDS = "档案收集整理保管利用编研开放数字查阅征集鉴定移交安全经费预算决算绩效目标项目管理服务培训调研宣传"
NUMBERED = ("（{}）", "{}、", "{}．")
CHINESE = "一二三四五六七八九十"
ODD = (
    "—",
    "-",
    " -   ",
    "无",
    "12万元",
    "(1,234.56)",
    "¥3.5",
    "1\u2009234",
    "１２３",
    "3%",
    "备注",
    "#REF!",
    "",
    "",
    "\u202e12.5",
    "7\u200b8",
)


class Words:
    """No two words and no two figures are the same, so that each can be found again."""

    def __init__(self, random: Random) -> None:
        self.random, self.count = random, 0

    def word(self) -> str:
        self.count += 1
        letters = "".join(self.random.choice(WORDS) for _ in range(self.random.randint(3, 8)))
        return f"{letters}甲{self.count}乙"

    def figure(self) -> str:
        self.count += 1
        return f"{self.random.randint(1, 899)}.{self.random.randint(1, 9)}{self.count % 9 + 1}"


def make_grid_block(words: Words, lines: int, columns: int) -> list[list[str]]:
    return [[words.figure() for _ in range(columns)] for _ in range(lines)]


def write_block(cells: list[list[str]]) -> str:
    """As Excel puts it on the clipboard."""
    return "".join("\t".join(line) + "\r\n" for line in cells)


def make_lines(words: Words, number: int) -> tuple[list[str], str]:
    """The sentences of a numbered list, and how it stands on the clipboard."""
    texts = [words.word() for _ in range(number)]
    form = words.random.choice(("{}", *NUMBERED))
    marks = CHINESE if form == "（{}）" else [str(at) for at in range(1, 11)]
    ends = ["；"] * (number - 1) + ["。"] if form != "{}" else [""] * number
    lines = [form.format(mark) + text + end if form != "{}" else text for mark, text, end in zip(marks, texts, ends, strict=False)]
    return texts, "".join(f"{line}\r\n" for line in lines)


def make_odd_block(words: Words) -> str:
    """Heads, notes, blanks, units, marks, too many columns, ragged lines."""
    random = words.random

    def cell() -> str:
        return random.choice((words.figure, words.word, lambda: random.choice(ODD)))()

    lines = [[cell() for _ in range(random.randint(1, 7))] for _ in range(random.randint(2, 6))]
    if random.random() < 0.3:
        lines.insert(0, ["科目", "年初预算数", "决算数", "备注"])
    return random.choice(("\n", "\r\n")).join("\t".join(line) for line in lines)


def list_words(block: str) -> list[str]:
    """Words of `Words.word` in it: none of them may be gone unsaid."""
    return [part for part in block.replace("\r", "\n").replace("\n", "\t").split("\t") if part.endswith("乙")]
