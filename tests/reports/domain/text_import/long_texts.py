"""Long texts, some of them made to be slow to read: every line almost fits."""

from __future__ import annotations

from reports.domain import text_import
from reports.domain.outlines import outline_loader
from reports.domain.text_import import Reading
from tests.reports.domain.text_import.papers import ARCHIVE, LIBRARY

OUTLINE = "tianxin-2018"
HEAD, TAIL = "望溪区部门整体支出（2023年度）绩效自评报告\n一、部门概况\n1、部门基本情况\n", "\n二、部门整体支出管理及使用情况\n"


def read_long_text(text: str) -> Reading:
    outline = "daxiang-2021" if text.startswith("2023年江城市") else OUTLINE
    return text_import.read_report_text(outline_loader.load_outline(outline), text)


def make_report(lines: int) -> str:
    """The archive's report with many key tasks."""
    tasks = "\n".join("接收到期档案1200卷，完成库房改造，温湿度全年达标。" for _ in range(lines))
    return ARCHIVE.replace("改造后温湿度全年达标。", tasks)


def make_list(lines: int) -> str:
    return LIBRARY.replace("（二）开展阅读推广。", "".join(f"（{at}）开展阅读推广第{at}期。\n" for at in range(2, lines)))


def make_headings(lines: int) -> str:
    return HEAD + "1、部门基本情况\n一、部门概况\n" * (lines // 2) + TAIL


def make_near_headings(lines: int) -> str:
    return HEAD + "\n".join(f"（{at}）项目资金使用及管理有关情况第{at}段" for at in range(lines)) + TAIL


def make_near_sentences(lines: int) -> str:
    line = "某馆为某局直属事业单位，核定全额拨款事业编制名。2023年实有在职干部人。内设个科室，分别是"
    return HEAD + "\n".join(line for _ in range(lines)) + TAIL


def make_cells(lines: int) -> str:
    return ARCHIVE.replace("\t项目\n", "\t项目\n" + "\t支出合计\n" * lines)


TEXTS = {
    "a long report": make_report,
    "a long list": make_list,
    "the same headings": make_headings,
    "words like headings": make_near_headings,
    "words like sentences": make_near_sentences,
    "cells of one column": make_cells,
}
