"""The demonstration holds whatever its outlines require: a column, a list or a text more does not break it."""

import tomllib
from copy import deepcopy
from pathlib import Path

import pytest

from reports.demo import load
from reports.demo.required_facts import MADE_UP, fill_required_facts
from reports.demo.sample_reports import build_sample_report
from reports.domain import completeness, interchange
from reports.domain.outlines import outline_loader

DISTRICT = tomllib.loads((Path(load.__file__).parent / "district.toml").read_text(encoding="utf-8"))
CODES = {"tianxin-2018": "088001", "daxiang-2021": "066001", "hunan-standard": "9001"}
SECTION = """

[[section]]
key = "more"
level = 1
heading = "补充"

[[section.show]]
"""
# Outline, passage, what stands there instead, what stands at the end.
ADDED = {
    "a column": ("hunan-standard", 'columns = ["final", "share"]', 'columns = ["budget", "final", "share"]', ""),
    "a row": (
        "tianxin-2018",
        'rows = [{ key = "total", label = "人数", parts = [] }]',
        'rows = ["total", "worker", "institution", "administrative", "modelled"]',
        "",
    ),
    "a column of a list": ("tianxin-2018", '"use", "organisation"]', '"use", "organisation", "budget", "last_final"]', ""),
    "a field": ("hunan-standard", '{ key = "contact.name", required = true }', '{ key = "unit.superior" }, { key = "contact.name" }', ""),
    "a text": ("tianxin-2018", '{ key = "output" },', '{ key = "output" }, { key = "publication" },', f'{SECTION}text = "publication"\n'),
    "a list": (
        "tianxin-2018",
        '[[list]]\nkey = "goals"',
        '[[list]]\nkey = "indicators"\n\n[[list]]\nkey = "goals"',
        f'{SECTION}table = "indicators"\n',
    ),
}


@pytest.fixture
def edit_outline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Replaces a passage of a built-in outline."""
    monkeypatch.setattr(outline_loader, "list_outline_folders", lambda: [tmp_path, outline_loader.HERE])

    def edit(outline: str, old: str, new: str, end: str) -> None:
        text = (outline_loader.HERE / f"{outline}.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / f"{outline}.toml").write_text(text.replace(old, new, 1) + end, encoding="utf-8")

    return edit


def build(outline: str) -> dict:
    entry = next(entry for entry in DISTRICT["department"] if entry["code"] == CODES[outline])
    return build_sample_report(entry, DISTRICT, 2025)


def find_missing(raw: dict) -> list[str]:
    document = interchange.load_document(raw, outline_loader.load_outline(raw["outline"]))
    return [gap.message for gap in completeness.find_all_missing(document)]


@pytest.mark.parametrize("what", ADDED)
def test_what_an_outline_requires_more_is_filled_in(what, edit_outline):
    outline, *edit = ADDED[what]
    before = build(outline)
    edit_outline(outline, *edit)
    assert find_missing(before) != []
    after = build(outline)
    assert (find_missing(after), after) == ([], {**before, **after})


def test_a_figure_is_nothing_and_words_say_that_they_are_made_up(edit_outline):
    edit_outline(*ADDED["a column of a list"])
    assert {(row["budget"], row["last_final"]) for row in build("tianxin-2018")["lists"]["projects"]} == {("0", "0")}
    edit_outline(*ADDED["a text"])
    assert build("tianxin-2018")["texts"]["publication"] == MADE_UP
    edit_outline(*ADDED["a list"])
    [row] = build("tianxin-2018")["lists"]["indicators"]
    assert (row["level1"], row["sign"], row["weight"]) == (MADE_UP, "≥", "0")


@pytest.mark.parametrize("outline", CODES)
def test_what_is_whole_is_left_as_it_is(outline):
    whole = build(outline)
    assert fill_required_facts(deepcopy(whole)) == whole
    assert MADE_UP not in str(whole)
