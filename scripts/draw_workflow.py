"""Draws docs/workflow.md from the rows of states and acts; `--check` fails when the committed one differs.

Only what stands between the two marks is drawn; the words around it are written by hand.
"""

import os
import sys
from collections.abc import Iterator

import django

from scripts.drawn_page import draw_or_check


def draw_diagram() -> Iterator[str]:
    from reports.models import Status
    from reports.workflow import TRANSITIONS

    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {status.value}: {status.label}<br/>{status.value}" for status in Status)
    yield f"    [*] --> {next(iter(Status)).value}"
    for row in TRANSITIONS:
        yield from (f"    {source.value} --> {target.value}: {row.label}" for source in row.sources for target in row.targets)
    yield "```"


def draw_states() -> Iterator[str]:
    from reports.models import Status

    yield "| state | 中文 | on the desk of | whose turn | the department may edit | the department reads | the bureau reads |"
    yield "|---|---|---|---|---|---|---|"
    for status in Status:
        row = status.state
        desk = f"{row.desk.value} {row.desk.label}" if row.desk else "nobody"
        editable = "yes" if row.is_editable else ""
        cells = (f"`{status.value}`", status.label, desk, row.turn.label, editable, row.waiting or row.step, row.at_bureau)
        yield f"| {' | '.join(cells)} |"


def draw_words() -> Iterator[str]:
    from reports.workflow import TRANSITIONS
    from reports.workflow.events import WITHOUT_STEP

    yield "| act | before | afterwards | for many at once | the notice |"
    yield "|---|---|---|---|---|"
    for act in {row.name: row for row in (*WITHOUT_STEP, *TRANSITIONS)}.values():
        said = act.words
        notice = said.notification.title if said.notification else ""
        yield f"| `{act.name}` {act.label} | {said.hint} | {said.done} | {said.in_bulk} | {notice} |"


def draw_steps() -> Iterator[str]:
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
            "; ".join(get_first_line(guard.__doc__) for guard in row.guards),
        )
        yield f"| {' | '.join(cells)} |"


def get_first_line(text: str | None) -> str:
    return (text or "").strip().splitlines()[0]


def main() -> int:
    """Django must be set up; a second time in one process would tie its log to the output of one test."""
    return draw_or_check("workflow.md", "draw_workflow", [*draw_diagram(), "", *draw_states(), "", *draw_steps(), "", *draw_words()])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
    django.setup()
    sys.exit(main())
