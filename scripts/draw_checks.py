"""Draws docs/checks.md from the declared rules, the vocabulary and the outlines; `--check` fails when the committed one differs.

Only what stands between the two marks is drawn; the words around it are written by hand.
"""

import sys
import tomllib
from collections.abc import Iterator

from reports.domain.checks import coverage
from reports.domain.outlines import outline_loader
from reports.domain.outlines.rule_discovery import find_rule, load_rules
from scripts.drawn_page import draw_or_check

SEVERITIES = {"E": "E 必须修改", "R": "R 须说明", "W": "W 提示"}


def draw_rules() -> Iterator[str]:
    """Every check, sum or rule: number, name, how it is checked, severity, source, and which outlines ask for it."""
    outlines = [outline_loader.load_outline(name) for name in outline_loader.list_outline_ids()]
    yield "| 编号 | 名称 | 怎样核对 | 类别 | 依据 | 提纲 |"
    yield "|---|---|---|---|---|---|"
    for check in list_known_checks():
        rule = find_rule(check["id"])
        users = [outline.id for outline in outlines if any(one.id == check["id"] for one in outline.check)]
        where = "全部" if rule and rule.is_everywhere else "、".join(users)
        how = rule.explanation if rule else ""
        cells = (check["id"], check["label"], how, SEVERITIES[check["severity"]], check.get("source", ""), where)
        yield f"| {' | '.join(cells)} |"


def list_known_checks() -> list[dict[str, str]]:
    """The checks of the vocabulary and the rules that declare themselves, by their number."""
    texts = [
        outline_loader.find_source(outline_loader.list_outline_ids()[0]).vocabulary,
        *(rule.to_toml() for rule in load_rules().values()),
    ]
    return sorted({check["id"]: check for text in texts for check in tomllib.loads(text)["check"]}.values(), key=lambda check: check["id"])


def draw_ledgers() -> Iterator[str]:
    """For every outline: which checks watch each table, list and required text."""
    for name in outline_loader.list_outline_ids():
        yield from ("", f"### {name}", "", "| 内容 | | 核对 |", "|---|---|---|")
        for line in coverage.list_coverage(outline_loader.load_outline(name)):
            yield f"| {line.label} | {line.kind} `{line.key}` | {'、'.join(line.checks) or line.unchecked} |"


def main() -> int:
    return draw_or_check("checks.md", "draw_checks", [*draw_rules(), "", "## 核对台账 (ledger)", *draw_ledgers()])


if __name__ == "__main__":
    sys.exit(main())
