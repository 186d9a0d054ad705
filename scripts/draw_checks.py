"""Draws docs/checks.md from the declared rules, the vocabulary and the outlines; `--check` fails when the committed one differs.

Only what stands between the two marks is drawn; the words around it are written by hand.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- drawn by scripts/draw_checks.py -->", "<!-- end -->"
SEVERITIES = {"E": "E 必须修改", "R": "R 须说明", "W": "W 提示"}


def rules() -> Iterator[str]:
    """Every check, sum or rule: number, name, how it is checked, severity, source, and which outlines ask for it."""
    from reports.domain.outlines import outline_loader
    from reports.domain.outlines.rule_discovery import find_rule

    outlines = [outline_loader.load_outline(name) for name in outline_loader.list_outline_ids()]
    yield "| 编号 | 名称 | 怎样核对 | 类别 | 依据 | 提纲 |"
    yield "|---|---|---|---|---|---|"
    for check in vocabulary():
        rule = find_rule(check["id"])
        users = [outline.id for outline in outlines if any(one.id == check["id"] for one in outline.check)]
        where = "全部" if rule and rule.is_everywhere else "、".join(users)
        how = rule.explanation if rule else ""
        cells = (check["id"], check["label"], how, SEVERITIES[check["severity"]], check.get("source", ""), where)
        yield f"| {' | '.join(cells)} |"


def vocabulary() -> list[dict[str, str]]:
    """The checks of the vocabulary and the rules that declare themselves, by their number."""
    from reports.domain.outlines import outline_loader
    from reports.domain.outlines.rule_discovery import load_rules

    texts = [
        outline_loader.find_source(outline_loader.list_outline_ids()[0]).vocabulary,
        *(rule.to_toml() for rule in load_rules().values()),
    ]
    return sorted({check["id"]: check for text in texts for check in tomllib.loads(text)["check"]}.values(), key=lambda check: check["id"])


def ledgers() -> Iterator[str]:
    """For every outline: which checks watch each table, list and required text."""
    from reports.domain.checks import coverage
    from reports.domain.outlines import outline_loader

    for name in outline_loader.list_outline_ids():
        yield f"### {name}"
        yield ""
        yield "| 内容 | | 核对 |"
        yield "|---|---|---|"
        for line in coverage.list_coverage(outline_loader.load_outline(name)):
            yield f"| {line.label} | {line.kind} `{line.key}` | {'、'.join(line.checks) or line.unchecked} |"
        yield ""


def drawn(text: str) -> str:
    """The page with everything between the marks drawn anew."""
    head, _, rest = text.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        sys.exit(f"{FILE.relative_to(ROOT)} 里没有标记 {BEGIN} … {END}")
    return "\n".join([head + BEGIN, "", *rules(), "", "## 核对台账 (ledger)", "", *ledgers(), END + tail])


def main() -> int:
    sys.path.insert(0, str(ROOT))
    committed = FILE.read_text(encoding="utf-8")
    fresh = drawn(committed)
    if "--check" not in sys.argv:
        FILE.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != committed:
        print("docs/checks.md 与核对规则不一致，请运行：.venv/bin/python scripts/draw_checks.py")
    return int(fresh != committed)


if __name__ == "__main__":
    sys.exit(main())
