"""What LibreOffice makes of our .docx, beside our PDF. Run by scripts/prove.sh word, which brings LibreOffice and the demonstration.

python -m scripts.word_pages FOLDER [PICTURES]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
django.setup()

from reports.domain import completeness  # noqa: E402
from reports.domain.rendering import pages, pdf  # noqa: E402
from reports.domain.rendering.page_blocks import FormTable, Note, Paragraph, ReportPage, Signature, Table  # noqa: E402
from reports.domain.rendering.word.report_docx import EditMark, print_word  # noqa: E402
from reports.domain.rendering.word.word_text import clean_word_page  # noqa: E402
from reports.filing import drafts  # noqa: E402
from reports.models import Report  # noqa: E402
from tests.reports.domain.rendering import builders  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
LINES, LETTERS = 22, 28  # on a page, in a line (GB/T 9704)
ROWS = 60
SPACE = re.compile(r"[\s\u200b]+")
# What a bureau has installed, played by our own fonts.
FAMILIES = {
    "仿宋_GB2312": ("GW Fang", "GW Fang Ext", "GW Serif"),
    "楷体_GB2312": ("GW Kai", "GW Kai Ext", "GW Serif"),
    "方正小标宋简体": ("GW BiaoSong", "GW BiaoSong Ext", "GW Serif"),
    "黑体": ("GW Sans",),
    "宋体": ("GW Serif",),
    "Times New Roman": ("GW Latin",),
}


@dataclass(frozen=True)
class Sample:
    name: str
    page: ReportPage


def main() -> int:
    folder = Path(sys.argv[1])
    samples = [*iter_demonstration(), make_grid_sample(), make_table_sample(), make_hostile_sample()]
    for sample in samples:
        (folder / f"{sample.name}.docx").write_bytes(print_word(sample.page, EditMark("0" * 12, builders.MOMENT)))
        (folder / f"{sample.name}-ours.pdf").write_bytes(pdf.print_pdf(sample.page, builders.DRAFT, builders.DATA))
    convert(folder, [sample.name for sample in samples])
    faults = [fault for sample in samples for fault in compare_sample(folder, sample)]
    faults += [*check_grid(folder), *check_head(folder)]
    for fault in faults:
        print("不符：", fault)
    if len(sys.argv) > 2:
        take_pictures(folder, Path(sys.argv[2]), [sample.name for sample in samples])
    return 1 if faults else 0


def iter_demonstration() -> Iterator[Sample]:
    """Every complete report of the demonstration."""
    for report in Report.objects.with_context().order_by("cycle__year", "department__code"):
        document = drafts.load_document(report)
        if not any(any(completeness.find_missing(document, section.key)) for section in document.outline.section):
            name = f"{document.outline.id}-{document.year}-{document.code}"
            yield Sample(name, pages.build_report_page(document))


def make_grid_sample() -> Sample:
    return Sample("grid", builders.report(builders.section(1, "一、版面", Paragraph("国" * 3000))))


def make_table_sample() -> Sample:
    return Sample("table", builders.report(builders.section(1, "一、长表", builders.works(ROWS))))


def make_hostile_sample() -> Sample:
    """Rare letters, signs, blank cells, a form, a sheet across, what a control character leaves."""
    texts = ("喆堃珺镕赟𠮷㛃，￥1,234.56，①☑→℃㎡，😀", "甲\x07乙\x0b丙", "a" * 200, "“引号”——破折号……省略号")
    blank = Table(
        "t", "空白表", "单位：万元", builders.heads("项目", "数"), (builders.row("", ""), builders.row("其中：𠮷", "￥0.00", indent=True))
    )
    across = builders.section(1, "二、横排", builders.indicators(3, 4), Signature(("填表人：", "负责人（签字）：")))
    upright = builders.section(1, "一、少见的字", *builders.paragraphs(*texts), blank, builders.contact())
    again = builders.section(1, "三、又竖排", *builders.paragraphs(builders.DUTY))
    return Sample("hostile", builders.report(upright, replace(across, landscape=True), again, contents=True))


def convert(folder: Path, names: list[str]) -> None:
    """One call of LibreOffice a format, with our fonts under the names that the files ask for."""
    conf = folder / "fonts.conf"
    aliases = "".join(map(describe_family, FAMILIES.items()))
    conf.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{ROOT}/static/fonts</dir>'
        f"<cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(conf)}
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(folder)]
        files = [str(folder / f"{name}.docx") for name in names]
        subprocess.run([*command, *files], env=environment, check=True, capture_output=True)


def describe_family(named: tuple[str, tuple[str, ...]]) -> str:
    family, ours = named
    wanted = "".join(f"<family>{each}</family>" for each in ours)
    return f'<alias binding="same"><family>{family}</family><prefer>{wanted}</prefer></alias>'


def compare_sample(folder: Path, sample: Sample) -> Iterator[str]:
    theirs, ours = (count_pages(folder / f"{sample.name}{ending}.pdf") for ending in ("", "-ours"))
    print(f"{sample.name}：Word {theirs} 页，PDF {ours} 页")
    if sample.name != "table" and abs(theirs - ours) > 1:
        yield f"{sample.name}：Word {theirs} 页，PDF {ours} 页"
    text = squeeze((folder / f"{sample.name}.txt").read_text(encoding="utf-8-sig"))
    expected = squeeze("".join(iter_page_texts(clean_word_page(sample.page))))
    body = text[text.index(squeeze(sample.page.title)) :]
    if body != expected:
        at = next((at for at, pair in enumerate(zip(body, expected, strict=False)) if pair[0] != pair[1]), min(len(body), len(expected)))
        yield f"{sample.name}：文字不同，在“{expected[max(at - 10, 0) : at + 20]}”处读到“{body[max(at - 10, 0) : at + 20]}”"


def iter_page_texts(page: ReportPage) -> Iterator[str]:
    """All that the page prints, in its order."""
    yield page.title
    for section in page.sections:
        yield section.title
        yield f"（{section.hint}）" if section.title and section.hint else ""
        for block in section.blocks:
            yield from iter_block_texts(block)


def iter_block_texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.lead + block.text
        case Note():
            yield block.text
        case Signature():
            yield "".join(block.items)
        case Table():
            yield block.caption + block.unit
            yield from (cell.text for row in (*block.head, *block.body) for cell in row)
        case FormTable():
            yield from (cell.text for row in block.rows for cell in row)
        case _:
            raise TypeError(f"no texts known of {block!r}")


def check_grid(folder: Path) -> Iterator[str]:
    """The second page of nothing but text; its head and number not counted."""
    lines = [len(line.strip()) for line in read_page(folder / "grid.pdf", 2).splitlines() if "国" in line]
    print(f"版面：{len(lines)} 行，每行 {max(lines)} 字")
    if lines != [LETTERS] * LINES:
        yield f"每页 {len(lines)} 行，每行 {set(lines)} 字"


def check_head(folder: Path) -> Iterator[str]:
    """Every page that shows rows of the table shows its head."""
    file = folder / "table.pdf"
    shown = [read_page(file, number) for number in range(1, count_pages(file) + 1)]
    heads = [("项目名称" in page, "号山塘" in page) for page in shown]
    print(f"六十行的表：{sum(rows for _, rows in heads)} 页有行，{sum(head for head, _ in heads)} 页有表头")
    if any(rows and not head for head, rows in heads) or sum(rows for _, rows in heads) < 2:
        yield "六十行的表没有在每页重复表头"


def take_pictures(folder: Path, target: Path, names: list[str]) -> None:
    """Page beside page, to be looked at."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        for ending in ("", "-ours"):
            subprocess.run(
                ["pdftoppm", "-r", "60", "-png", str(folder / f"{name}{ending}.pdf"), str(target / f"{name}{ending}")], check=True
            )


def count_pages(file: Path) -> int:
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    found: Mapping[str, str] = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    return int(found["Pages"])


def read_page(file: Path, number: int) -> str:
    command = ["pdftotext", "-f", str(number), "-l", str(number), "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def squeeze(text: str) -> str:
    return SPACE.sub("", text)


if __name__ == "__main__":
    sys.exit(main())
