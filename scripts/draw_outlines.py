"""Draws the end of docs/outlines.md: every sentence that the checking of an outline may say, and the vocabulary; `--check` fails when
the committed one differs."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.domain.outlines import outline_loader
from scripts.drawn_page import ROOT, draw_or_check

PACKAGE = ROOT / "reports/domain/outlines"
# In the order in which a file is read; what these say of an outline, its author reads.
SOURCES = {
    "文件": [PACKAGE / "toml_reading.py", PACKAGE / "outline_loader.py", PACKAGE / "folder_problems.py"],
    "设置": [PACKAGE / "errors.py", PACKAGE / "key_rules.py", PACKAGE / "vocabulary.py"],
    "章节、表格和句子": [
        *(PACKAGE / "references" / name for name in ("outline_names.py", "published_rules.py")),
        PACKAGE / "circularity.py",
        ROOT / "reports/domain/patterns/parsing.py",
        ROOT / "reports/domain/formulas.py",
    ],
    "核对": [PACKAGE / "references/check_names.py", ROOT / "reports/domain/checks/coverage.py"],
    "评分": [PACKAGE / "references/scoring_names.py"],
    "读回时的提醒": [PACKAGE / "readability.py"],
}
LEAST = 4  # Chinese characters of a sentence; less is a part of one
KINDS = {"field": "栏目", "text": "文字", "list": "列表", "grid": "表格"}
LINES = {"list": ("fields",), "grid": ("rows", "columns")}
NAMES = {"fields": "列", "rows": "行", "columns": "列"}


def draw_messages() -> Iterator[str]:
    for title, files in SOURCES.items():
        yield from (f"**{title}**", "")
        yield from (f"* {said}" for said in dict.fromkeys(said for file in files for said in list_sentences(file)))
        yield ""


def list_sentences(file: Path) -> Iterator[str]:
    """The sentences of a module with … for what is filled in; no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in parts:
            said = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (parts | told):
            said = re.sub(r"\{\w+\}", "…", node.value)
        else:
            continue
        if len(re.findall(r"[\u4e00-\u9fff]", said)) >= LEAST:
            yield re.sub(r"…+", "…", said).strip("，；").replace("|", "\\|").replace("*", "\\*")


def draw_vocabulary() -> Iterator[str]:
    """Every fact by its name; of lists and grids their lines."""
    vocabulary: dict[str, Any] = tomllib.loads((PACKAGE / outline_loader.VOCABULARY).read_text(encoding="utf-8"))
    yield from ("## 附：词汇表", "", "| 种类 | 名字 | 叫什么 | 行和列 |", "|---|---|---|---|")
    for kind, title in KINDS.items():
        for fact in vocabulary[kind]:
            lines = "；".join(f"{NAMES[name]}：{_name_lines(fact[name])}" for name in LINES.get(kind, ()) if name in fact)
            yield f"| {title} | `{fact['key']}` | {fact['label']}{'（系统自动填）' if fact.get('built_in') else ''} | {lines} |"


def _name_lines(lines: list[dict[str, Any]]) -> str:
    return "、".join(f"`{line['key']}` {line['label']}" for line in lines)


def main() -> int:
    return draw_or_check("outlines.md", "draw_outlines", [*draw_messages(), *draw_vocabulary()])


if __name__ == "__main__":
    sys.exit(main())
