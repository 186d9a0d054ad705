"""Draws docs/workflow.md from the rows of states and acts; `--check` fails when the committed one differs.

Only what stands between the two marks is drawn; the words around it are written by hand.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "workflow.md"
BEGIN, END = "<!-- drawn by scripts/draw_workflow.py -->", "<!-- end -->"


def diagram() -> Iterator[str]:
    from reports.models import Status
    from reports.workflow import TRANSITIONS

    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {status.value}: {status.label}<br/>{status.value}" for status in Status)
    yield f"    [*] --> {next(iter(Status)).value}"
    for row in TRANSITIONS:
        yield from (f"    {source.value} --> {target.value}: {row.label}" for source in row.sources for target in row.targets)
    yield "```"


def states() -> Iterator[str]:
    from reports.models import Status

    yield "| state | 中文 | on the desk of | whose turn | the department may edit | the department reads | the bureau reads |"
    yield "|---|---|---|---|---|---|---|"
    for status in Status:
        row = status.state
        desk = f"{row.desk.value} {row.desk.label}" if row.desk else "nobody"
        editable = "yes" if row.is_editable else ""
        cells = (f"`{status.value}`", status.label, desk, row.turn.label, editable, row.waiting or row.step, row.at_bureau)
        yield f"| {' | '.join(cells)} |"


def words() -> Iterator[str]:
    from reports.workflow import TRANSITIONS
    from reports.workflow.events import WITHOUT_STEP

    yield "| act | before | afterwards | for many at once | the notice |"
    yield "|---|---|---|---|---|"
    for act in {row.name: row for row in (*WITHOUT_STEP, *TRANSITIONS)}.values():
        said = act.words
        notice = said.notification.title if said.notification else ""
        yield f"| `{act.name}` {act.label} | {said.hint} | {said.done} | {said.in_bulk} | {notice} |"


def table() -> Iterator[str]:
    from reports.workflow import TRANSITIONS
    from reports.workflow.transition import Target

    yield "| act | 中文 | from | to | who | needs |"
    yield "|---|---|---|---|---|---|"
    for row in TRANSITIONS:
        rule = f" ({row.target.rule})" if isinstance(row.target, Target) else ""
        cells = (
            f"`{row.name}`",
            row.label,
            ", ".join(row.sources),
            ", ".join(row.targets) + rule,
            ", ".join(f"{role.value} {role.label}" for role in row.who),
            "; ".join(first_line(guard.__doc__) for guard in row.guards),
        )
        yield f"| {' | '.join(cells)} |"


def first_line(text: str | None) -> str:
    return (text or "").strip().splitlines()[0]


def drawn(text: str) -> str:
    """The page with everything between the marks drawn anew."""
    head, _, rest = text.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        sys.exit(f"{FILE.relative_to(ROOT)} 里没有标记 {BEGIN} … {END}")
    return "\n".join([head + BEGIN, "", *diagram(), "", *states(), "", *table(), "", *words(), "", END + tail])


def set_up() -> None:
    """Django, which a test has already: a second time would tie its log to the output of one test."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
    import django

    django.setup()


def main() -> int:
    committed = FILE.read_text(encoding="utf-8")
    fresh = drawn(committed)
    if "--check" not in sys.argv:
        FILE.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != committed:
        print("docs/workflow.md 与办理流程表不一致，请运行：.venv/bin/python scripts/draw_workflow.py")
    return int(fresh != committed)


if __name__ == "__main__":
    set_up()
    sys.exit(main())
