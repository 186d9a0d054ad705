"""TOML text → raw data. What keeps a text from being TOML is said plainly, Chinese marks first: they are the commonest slip."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reports.domain.outlines.errors import Mistake, Mistakes

PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
MOST_NAMED = 20  # marks; who gets one wrong gets all of them wrong
QUOTES = {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'"}
CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "”": "”", "’": "’"}
MARKS = {**QUOTES, "、": ",", "【": "[", "】": "]", "〔": "[", "〕": "]", "《": "", "》": "", "。": "", "…": "", "—": "-"}
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
# One step through the text: what may hold any mark, then a text that was begun and not ended on its line, then a single character.
TOKEN = re.compile(
    r'(?P<long>"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\')'
    r"|(?P<comment>\#[^\n]*)"
    r"""|(?P<text>"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
    r"""|(?P<open>"[^\n]*|'[^\n]*)"""
    r"|(?P<letter>.)",
    re.DOTALL,
)
# What tomllib says, and what we say.
REASONS = (
    ("Expected '=' after a key", "数据项名后面缺少等号 =，或者名字里有字母、数字、_ 和 - 以外的字符（要加英文引号）"),
    ("Unclosed array", "方括号 [ ] 没有成对，或者各项之间缺少英文逗号 ,"),
    ("Unclosed inline table", "大括号 { } 没有成对，或者各项之间缺少英文逗号 ,（大括号要写在同一行里）"),
    ("Illegal character", '文字没有在这一行结束：缺少后一个英文引号 "，或者引号里有换行（要换行的用三个引号 """）'),
    ("Unclosed string", '缺少后一个英文引号 "'),
    ("Unterminated string", '缺少后一个英文引号 "'),
    ("Unescaped '\\'", "反斜线 \\ 要写成 \\\\，或者把文字放在单引号 ' 里"),
    ("Invalid value", '等号后面的值不对：文字要加英文引号 "，是非写 true 或 false'),
    ("Cannot overwrite", "这一项前面已经设置过"),
    ("Cannot declare", "这个小标题前面已经有了；可以有多个的要写两层方括号 [[ ]]"),
    ("Cannot mutate", "这一项前面已经设置过"),
    ("Cannot redefine", "这一项前面已经设置过"),
    ("Duplicate inline table key", "大括号里有一项写了两次"),
    ("Cannot append", "这个名字前面已经用作别的设置"),
    ("Expected newline or end of document", "一行只能写一项设置，这里多了内容"),
    ("Invalid initial character for a key", "这里应是一项设置的名字"),
    ("Invalid statement", "这里应是一项设置（名字 = 值）或者小标题 [[ ]]"),
    ("Expected ']", "小标题的方括号 ] 没有写完"),
    ("Invalid date", "日期或时间不对"),
)
OTHERWISE = "请检查引号、括号、等号，以及是否重复设置"


@dataclass(frozen=True)
class Mark:
    """A character that TOML does not know, with its line and column from 1."""

    line: int
    column: int
    told: str

    @property
    def place(self) -> str:
        return f"第 {self.line} 行第 {self.column} 列"


def parse_toml(file: str, text: str) -> dict[str, Any]:
    """Raises Mistakes: every Chinese mark outside of texts with its place, else what tomllib stumbled over."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        marks = list(find_chinese_marks(text))
        found = [Mistake(file, mark.place, mark.told) for mark in marks[:MOST_NAMED]]
        if len(marks) > MOST_NAMED:
            found.append(Mistake(file, marks[MOST_NAMED].place, f"从这里起还有 {len(marks) - MOST_NAMED} 处中文标点或全角字符，请一并改正"))
        raise Mistakes(found or [_describe_error(file, str(error))]) from error
    except RecursionError as error:
        raise Mistakes([Mistake(file, "", "括号套得太深，不能读取")]) from error


def _describe_error(file: str, said: str) -> Mistake:
    at = PLACE.search(said)
    place = f"第 {at[1]} 行第 {at[2]} 列" if at and at[1] else "末尾"
    reason = next((words for begin, words in REASONS if said.startswith(begin)), OTHERWISE)
    return Mistake(file, place, f"不是有效的 TOML：{reason}")


def find_chinese_marks(text: str) -> Iterator[Mark]:
    """Outside of texts and comments, in linear time."""
    line, begin, skip = 1, 0, 0
    for token in TOKEN.finditer(text):
        at = token.start()
        if at >= skip:
            if token.lastgroup == "letter" and (told := _describe_letter(token[0])):
                end = _find_closing_quote(text, at)
                yield Mark(line, at - begin + 1, told if not end else f"{told} （第 {end - begin + 1} 列的 {text[end]} 也是）")
                skip = end + 1 if end else 0
            elif token.lastgroup == "open" and (mark := _find_wrong_closing(token[0])):
                yield Mark(
                    line, at - begin + mark + 1, f"文字以英文引号开头，却以中文引号 {token[0][mark]} 结尾，请改成英文引号 {token[0][0]}"
                )
        if breaks := token[0].count("\n"):
            line, begin = line + breaks, token.start() + token[0].rindex("\n") + 1


def _describe_letter(letter: str) -> str:
    """Why the character cannot stand here; "" for one that tomllib itself judges."""
    if letter in QUOTES:
        return f"这里是中文引号 {letter} ，请改成英文引号 {QUOTES[letter]}"
    if letter in INVISIBLE:
        return "这里有一个看不见的字符，请删去后重新输入"
    narrow = unicodedata.normalize("NFKC", letter)
    if letter != narrow and narrow.isascii():
        if narrow == " ":
            return "这里是全角空格，请改成英文空格"
        return f"这里是中文的 {letter} ，请改成英文的{'逗号' if narrow == ',' else ''} {narrow}"
    if letter in MARKS:
        return f"这里是中文标点 {letter} ，" + (f"请改成英文的 {MARKS[letter]}" if MARKS[letter] else "请删去，或者放进英文引号里")
    return ""


def _find_closing_quote(text: str, at: int) -> int:
    """Where the Chinese quotation that begins here ends on its line; 0 for no end: what stands in it is no slip of its own."""
    closing = CLOSING.get(text[at])
    if closing is None:
        return 0
    line_end = text.find("\n", at)
    return max(0, text.find(closing, at + 1, line_end if line_end >= 0 else len(text)))


def _find_wrong_closing(text: str) -> int:
    """Where in a text that never ends a Chinese quotation mark was meant to end it; 0 for nowhere."""
    return max((text.rfind(mark) for mark in QUOTES), default=0) if any(mark in text for mark in QUOTES) else 0
