"""Reports of our own invention, printed and then put into other words by rules, the same for the same seed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random

from reports.domain import text_import
from reports.domain.document import Document, Row
from reports.domain.figures import Figure
from reports.domain.outlines import outline_loader
from reports.domain.rendering import page_blocks, pages
from reports.domain.text_import import PieceKind, Reading
from reports.domain.text_import.text_lines import squeeze
from tests.reports.demo.test_bureau import document as make_hunan_document
from tests.reports.domain.text_import.papers import ARCHIVE, LIBRARY
from tests.reports.domain.text_import.test_round_trip import of_block

OUTLINES = ("tianxin-2018", "daxiang-2021", "hunan-standard")
BASES = {
    "tianxin-2018": ARCHIVE.replace("约五万", "0").replace("本页另附照片两张。\n", ""),
    "daxiang-2021": LIBRARY.replace("附件：无关的一页说明\n", ""),
}
OFFICES = (
    "办公室",
    "财务股",
    "业务股（含机要室、档案室）",
    "人事股",
    "督查室",
    "政策法规股",
    "综合股",
    "“放管服”工作股",
    "信息中心",
    "后勤科",
)
NAMES = ("教育支出", "社会保障和就业支出", "住房保障支出", "卫生健康支出", "文化旅游支出", "城乡社区支出", "农林水支出")
PROJECTS = ("库房改造", "档案数字化", "政务公开", "设备更新（二期）", "人员培训", "网络维护", "“阳光”工程")
SENTENCES = (
    "按月通报进度，督促及时结算",
    "承办上级交办的其他事项",
    "组织实施年度工作计划",
    "接收到期档案1200卷",
    "完成库房改造，温湿度全年达标",
    "举办讲座24场，接待读者12万人次",
    "预算编制不够细",
    "加强业务培训",
    "健全《财务管理办法》等制度，规范支出",
    "负责辖区内的指导、协调和监督",
)
POSTS = ("馆长", "副馆长", "主任", "副主任", "科长")
PLAIN = r"(?<![\d,.．])([0-9][0-9.]*)万元"
SCORED = ("scoring", "indicators")  # lists whose rows the outline or the scores bind


@dataclass(frozen=True)
class Reworded:
    """A text in other words, and what the report says."""

    document: Document
    text: str
    rules: tuple[str, ...]


@dataclass
class Tally:
    """How a text was read: facts in their right places, and facts in wrong ones that nobody doubts."""

    places: int = 0
    right: int = 0
    doubts: int = 0
    silent: list[str] = field(default_factory=list)


def make_reworded(outline: str, seed: int) -> Reworded:
    random = Random(f"{outline} {seed}")  # the same texts again
    document = make_document(outline, random)
    lines = print_lines(document, by_row=random.random() < 0.5)
    used = []
    for rule in random.sample(RULES, random.randint(1, 3)):
        changed = rule(lines, random)
        if changed is not None and changed != lines:
            lines = changed
            used.append(rule.__name__)
    return Reworded(document, "\n".join(lines), tuple(used))


@lru_cache
def read_base(outline: str) -> Document:
    return (
        make_hunan_document()
        if outline == "hunan-standard"
        else text_import.read_report_text(outline_loader.load_outline(outline), BASES[outline]).document
    )


def make_document(outline: str, random: Random) -> Document:
    base = read_base(outline)
    figures = (
        {place: _vary(figure, random) for place, figure in base.figures.items()} if outline != "hunan-standard" else dict(base.figures)
    )
    lists = {key: rows if key in SCORED else make_rows(base, key, random) for key, rows in base.lists.items()}
    return replace(base, figures=figures, lists=lists, statements=(), wordings={})


def _vary(figure: Figure, random: Random) -> Figure:
    return (
        figure
        if not figure.amount
        else Figure.of(f"{random.randint(1, 99999) / 100:.2f}" if random.random() < 0.7 else str(random.randint(1, 3000)))
    )


def make_rows(base: Document, key: str, random: Random) -> tuple[Row, ...]:
    listing = base.outline.lists[key]
    pool = {"offices": OFFICES, "projects": PROJECTS, "functions": NAMES, "leaders": POSTS}.get(key, SENTENCES)
    names = random.sample(pool, random.randint(2, min(5, len(pool))))
    numbers = {one.key: f"{random.randint(1, 9999) / 100:.2f}" for one in listing.fields}
    return tuple(
        Row(
            f"r{at}",
            {
                one.key: Figure.of(random.randint(1, 9) if one.kind == "integer" else f"{float(numbers[one.key]) + at:.2f}")
                if one.is_figure
                else (name if not index else random.choice(SENTENCES).replace("，", "和"))
                for index, one in enumerate(listing.fields)
                if one.is_typed
            },
        )
        for at, name in enumerate(names)
    )


def print_lines(document: Document, *, by_row: bool) -> list[str]:
    """The paper as it is published: a paragraph a line; of a table a cell or a row a line."""
    page = pages.build_report_page(document)
    lines = [page.title]
    for section in page.sections:
        lines += [section.title + (f"（{section.hint}）" if section.hint else "")] if section.title else []
        lines += [line for block in section.blocks for line in _print_block(block, by_row)]
    return lines


def _print_block(block: page_blocks.Block, by_row: bool) -> list[str]:
    if not by_row or not isinstance(block, page_blocks.Table):
        return of_block(block)
    above = [f"\t{line}" for line in (block.caption, block.unit) if line]
    return [*above, *("\t" + "\t".join(cell.text for cell in row) for row in (*block.head, *block.body))]


Rule = Callable[[list[str], Random], list[str] | None]


def _change_line(lines: list[str], random: Random, change: Callable[[str], str], fits: Callable[[str], bool]) -> list[str] | None:
    """One line of prose that fits, changed."""
    known = [at for at, line in enumerate(lines) if at and "\t" not in line and fits(line)]
    if not known:
        return None
    at = random.choice(known)
    return [*lines[:at], *change(lines[at]).split("\n"), *lines[at + 1 :]]


def change_measures(lines: list[str], random: Random) -> list[str] | None:
    return [
        re.sub(r"(?<=\d)[名人](?=[，、。；])", lambda _: random.choice("名人个位"), line) if "\t" not in line else line for line in lines
    ]


def change_all_separators(lines: list[str], random: Random) -> list[str] | None:
    mark = random.choice("，；")
    return _change_line(
        lines,
        random,
        lambda line: _replace_outside(line, "、", mark),
        lambda line: "分别是" in line or "包括：" in line or "万元、" in line,
    )


def change_one_separator(lines: list[str], random: Random) -> list[str] | None:
    def change(line: str) -> str:
        places = [found.start() for found in re.finditer("、", _mask(line))]
        at = random.choice(places)
        return line[:at] + random.choice("，；") + line[at + 1 :]

    return _change_line(
        lines, random, change, lambda line: "、" in _mask(line) and ("分别是" in line or "包括：" in line or "万元、" in line)
    )


def swap_clauses(lines: list[str], random: Random) -> list[str] | None:
    def change(line: str) -> str:
        head, lead, rest = line.partition("其中")
        clauses = re.split(r"(?<=万元)[，；、]|(?<=%)；", rest.rstrip("。"))
        random.shuffle(clauses)
        return head + lead + "，".join(clauses) + "。"

    return _change_line(
        lines,
        random,
        change,
        lambda line: "其中" in line and "项目资金共" not in line and len(re.findall(r"万元[，；、]", line.partition("其中")[2])) > 1,
    )


def wrap_lines(lines: list[str], random: Random) -> list[str] | None:
    width = random.randint(24, 38)
    return [
        part
        for line in lines
        for part in ([line] if "\t" in line else [line[at : at + width] for at in range(0, len(line), width)] or [""])
    ]


def change_headings(lines: list[str], random: Random) -> list[str] | None:
    def change(line: str) -> str:
        bare = re.sub(r"（[^）]*）$", "", line)
        return random.choice(
            [bare.replace("情况", "及有关情况", 1), bare + "说明", bare.replace("部门", "单位", 1), re.sub(r"(.{3})$", r"的\1", bare)]
        )

    return _change_line(
        lines,
        random,
        change,
        lambda line: bool(re.match(r"[一二三四五]、|（[一二三四五]）|\d[、.]", line)) and len(line) < 50 and not line.endswith("。"),
    )


def drop_heading(lines: list[str], random: Random) -> list[str] | None:
    known = [
        at
        for at, line in enumerate(lines)
        if at > 1 and re.match(r"（[一二三四五]）|\d[、.]", line) and len(line) < 30 and not line.endswith("。")
    ]
    at = random.choice(known) if known else None
    return None if at is None else [*lines[:at], *lines[at + 1 :]]


def change_units(lines: list[str], random: Random) -> list[str] | None:
    def change(found: re.Match[str]) -> str:
        amount = Figure.of(found[1]).amount
        unit, scale = random.choice([("元", 10000), ("千元", 10), ("亿元", "0.0001")])
        return f"{Figure.of(amount * Figure.of(scale).amount).amount:f}{unit}"

    return _change_line(lines, random, lambda line: re.sub(PLAIN, change, line), lambda line: bool(re.search(PLAIN, line)))


def widen_digits(lines: list[str], random: Random) -> list[str] | None:
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    return [line.translate(wide) if "万元" in line and "\t" not in line and random.random() < 0.5 else line for line in lines]


def group_digits(lines: list[str], random: Random) -> list[str] | None:
    return [re.sub(r"(?<![\d.])(\d)(\d{3})(?=[.\d]*万元)", r"\1,\2", line) if "\t" not in line else line for line in lines]


def say_per_cent(lines: list[str], random: Random) -> list[str] | None:
    return [re.sub(r"占(\d[\d.]*)%", r"占百分之\1", line) for line in lines]


def put_filler(lines: list[str], random: Random) -> list[str] | None:
    filler = random.choice(["为", "共", "约", "达"])

    def change(line: str) -> str:
        places = [found.start() for found in re.finditer(r"(?<=[^\d.，。；、：])\d[\d.]*万元", line)]
        at = random.choice(places)
        return line[:at] + filler + line[at:]

    return _change_line(lines, random, change, lambda line: bool(re.search(r"[^\d.，。；、：]\d[\d.]*万元", line)))


def change_words(lines: list[str], random: Random) -> list[str] | None:
    old, new = random.choice([("其中", "包括"), ("合计", "总计"), ("主要用于", "用于"), ("分别是", "为"), ("我单位", "本单位")])
    return _change_line(lines, random, lambda line: line.replace(old, new, 1), lambda line: old in line and line.endswith("。"))


def put_clause(lines: list[str], random: Random) -> list[str] | None:
    clause = random.choice(["与上年基本持平，", "较上年增长3.5%，", "（不含下属单位）", "按批复执行，"])

    def change(line: str) -> str:
        at = random.choice([found.end() for found in re.finditer("[，；]", line)])
        return line[:at] + clause + line[at:]

    return _change_line(lines, random, change, lambda line: "万元" in line and "主要用于" not in line and bool(re.search("[，；]", line)))


def put_other_year(lines: list[str], random: Random) -> list[str] | None:
    return _change_line(
        lines, random, lambda line: re.sub(r"^20\d\d", lambda year: str(int(year[0]) - 1), line), lambda line: line.startswith("20")
    )


def put_preamble(lines: list[str], random: Random) -> list[str] | None:
    return [lines[0], "根据上级文件要求，我单位认真开展自评，现报告如下。", *lines[1:]]


def put_paragraph(lines: list[str], random: Random) -> list[str] | None:
    at = random.randrange(2, len(lines))
    return [*lines[:at], "另据统计，全年共支出12.34万元用于其他事项。", *lines[at:]]


RULES: list[Rule] = [
    change_measures, change_all_separators, change_one_separator, swap_clauses, wrap_lines, change_headings, drop_heading, change_units,
    widen_digits, group_digits, say_per_cent, put_filler, change_words, put_clause, put_other_year, put_preamble, put_paragraph,
]  # fmt: skip


def _mask(line: str) -> str:
    return re.sub(r"（[^）]*）|“[^”]*”|《[^》]*》", lambda found: "\0" * len(found[0]), line)


def _replace_outside(line: str, old: str, new: str) -> str:
    mask = _mask(line)
    return "".join(new if mask[at] == old else sign for at, sign in enumerate(line))


def read_tally(reworded: Reworded) -> Tally:
    """Reads the text and compares every figure and row that the paper prints."""
    wanted = reworded.document
    base = text_import.read_report_text(wanted.outline, "\n".join(print_lines(wanted, by_row=False))).document  # what the paper shows
    try:
        found = text_import.read_report_text(wanted.outline, reworded.text)
    except text_import.Unreadable:
        return Tally(places=len(base.figures) + sum(map(len, base.lists.values())))
    return compare(base, found)


def compare(wanted: Document, found: Reading) -> Tally:
    doubted = {piece.place for piece in found.pieces if piece.kind is PieceKind.DOUBTFUL}
    tally = Tally(doubts=len(found.doubts))
    for place in wanted.figures.keys() | found.document.figures.keys():
        said, right = found.document.figures.get(place), wanted.figures.get(place)
        tally.places += right is not None
        tally.right += said == right
        if said is not None and said != right and place not in doubted:
            tally.silent.append(f"{place}: {said} instead of {right}")
    for key in wanted.lists.keys() | found.document.lists.keys():
        _compare_rows(key, wanted, found, doubted, tally)
    if found.document.year != wanted.year and "year" not in doubted:
        tally.silent.append(f"year: {found.document.year}")
    return tally


def _compare_rows(key: str, wanted: Document, found: Reading, doubted: set[str], tally: Tally) -> None:
    left = Counter(map(_spell_row, wanted.lists.get(key, ())))
    tally.places += left.total()
    for row in found.document.lists.get(key, ()):
        if left[_spell_row(row)] > 0:
            left[_spell_row(row)] -= 1
            tally.right += 1
        elif f"{key}.{row.key}" not in doubted and not _is_part_of_any(row, wanted.lists.get(key, ())):
            tally.silent.append(f"{key}: {dict(row.values)}")


def _is_part_of_any(row: Row, wanted: tuple[Row, ...]) -> bool:
    """A table with fewer columns, whose other table was not found: nothing of it stands wrong."""
    return any(set(_spell_row(row)) <= set(_spell_row(one)) for one in wanted)


def _spell_row(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, squeeze(unicodedata.normalize("NFKC", str(value)))) for name, value in row.values.items() if str(value)))


def iter_tallies(outline: str, count: int) -> Iterator[tuple[Reworded, Tally]]:
    for seed in range(count):
        reworded = make_reworded(outline, seed)
        yield reworded, read_tally(reworded)
