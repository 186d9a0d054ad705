"""States and acts are spelled at one place: whoever needs one asks its row. Read from the source tree itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from reports.models import Status
from reports.workflow import TRANSITIONS, events
from reports.workflow.events import Act

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("departments", "perfeval", "reports", "scripts", "static", "templates")
KINDS = {".css", ".html", ".js", ".py", ".txt"}
HOMES = ("reports/migrations/", "reports/models/", "reports/workflow/transitions.py", "static/vendor/")
SPELLED = re.compile(rf"Status\.(?:{'|'.join(Status.names)})\b|[\"'](?:{'|'.join(Status.values)})[\"']|tag-(?:{'|'.join(Status.values)})\b")
# The same words for other things.
OTHERS = {
    ("reports/web/admin/cycle/settings_page.py", '"second_review"'),  # a setting of the cycle
    ("reports/web/admin/cycle/settings_page.py", '"approved"'),  # 批复日期
    ("reports/web/admin/desk/waiting_reports.py", '"returned"'),  # a list of the 工作台
    ("reports/web/admin/year/panels.py", '"approved"'),  # columns of a chart
    ("reports/web/admin/year/panels.py", '"returned"'),
    ("reports/filing/cycles.py", '"second_review"'),
    ("reports/demo/load.py", '"second_review"'),
    ("reports/domain/rendering/pdf.py", '"draft"'),  # 草稿, a kind of paper
    ("reports/release/statistics/filing_progress.py", '"approved"'),  # numbers of a 股室
    ("reports/release/statistics/filing_progress.py", '"returned"'),
    ("reports/workflow/submissions.py", '"second_review"'),
    ("templates/print/report.html", '"draft"'),
}
SHORT = 6  # letters; shorter words are said of other things as well


def sources() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*")):
            name = file.relative_to(ROOT).as_posix()
            if file.suffix in KINDS and not name.startswith(HOMES):
                yield name, file.read_text(encoding="utf-8")


def words(act: Act) -> set[str]:
    said = act.words
    title = said.notification.title if said.notification else ""
    return {text for text in (said.hint, said.done, said.note, said.pledge, title) if len(text) >= SHORT}


def test_no_state_is_named_outside_of_its_row_and_the_table() -> None:
    assert {(name, found) for name, text in sources() for found in SPELLED.findall(text)} == OTHERS


def test_no_words_of_an_act_stand_outside_of_its_row() -> None:
    said = set().union(*(words(act) for act in (*TRANSITIONS, *events.WITHOUT_STEP)))
    assert len(said) > 20
    found = {(name, text) for name, source in sources() if name != "reports/workflow/events.py" for text in said if text in source}
    assert found == set()
