"""docs/outlines.md: every example is run, every setting is named, and what it says of slips is what the check says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from reports.domain import Document, checks, coverage, text_import
from reports.domain.outlines import (
    Assessment,
    Block,
    Check,
    Grade,
    Level,
    Mistakes,
    Outline,
    Part,
    Rule,
    Section,
    outline_loader,
    readability,
)
from reports.domain.outlines.rules import Band, Cap, Item
from reports.domain.outlines.toml_reading import parse_toml
from reports.domain.rendering import blank_form, pages
from reports.domain.rendering.page_blocks import Note, Paragraph, Signature, Table
from reports.domain.shapes import Field, Grid, GridLine, ListField, Listing, Narrative, Preset
from scripts import drawn_page

PAGE = (drawn_page.ROOT / "docs/outlines.md").read_text(encoding="utf-8")
HAND = PAGE.partition("<!-- drawn by")[0]
COUNTY = "\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
[PRINTED] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
SLIPS = re.findall(r"^\| `([^|]*)` \| ([^|]*) \|$", HAND.partition("## 十二")[2], re.MULTILINE)
DEFINITIONS = (
    *(Outline, Section, Block, Part, Field, Narrative, Listing, ListField, Preset, Grid, GridLine),
    *(Check, Rule, Band, Level, Item, Grade, Cap, Assessment),
)
UNTOLD = {"version", "built_in", "rule", "check", "field", "text", "grid", "section"}  # of the program itself, or blocks named as such


@pytest.fixture(scope="module")
def county() -> Outline:
    vocabulary = outline_loader.find_source("tianxin-2018").vocabulary
    return outline_loader.parse_outline_text("yunting-2025", COUNTY, vocabulary)


def test_the_examples_are_one_outline_without_a_mistake(county: Outline) -> None:
    assert (coverage.list_unwatched(county), list(readability.list_unreadable(county))) == ([], [])
    assert len(county.section) == 7


def print_lines(document: Document) -> list[str]:
    """The paper line by line, as the page shows it."""
    lines = [document.title]
    for section in pages.build_report_page(document).sections:
        lines.append(section.title + (f"（{section.hint}）" if section.hint else ""))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append(block.lead + block.text)
            elif isinstance(block, Note):
                lines.append(block.text)
            elif isinstance(block, Signature):
                lines.append("　".join(block.items))
            elif isinstance(block, Table):
                lines += [*filter(None, (block.caption, block.unit))]
                lines += ["\t".join(cell.text for cell in row) for row in (*block.head, *block.body)]
    return lines


def test_the_printed_page_reads_back_whole_and_prints_again_as_it_stands(county: Outline) -> None:
    found = text_import.read_report_text(county, PRINTED)
    assert [piece for piece in found.pieces if piece.kind.value not in ("placed", "fixed")] == []
    assert print_lines(found.document) == PRINTED.splitlines()
    assert not [finding for finding in checks.run(found.document) if finding.outcome.value == "E"]


def test_the_empty_paper_and_the_form_of_the_example_ask_for_everything(county: Outline) -> None:
    paper, form = blank_form.build_preview_pages(county, 2025)
    assert [section.key for section in paper.sections] == list(county.sections)
    assert "填写表" in form.title
    told = repr(form)
    assert [name in told for name in ("单位级别", "节水措施", "绿化用水", "入户走访", "社会效益")] == [True] * 5


@pytest.mark.parametrize(("slip", "told"), SLIPS)
def test_what_the_page_says_of_a_slip_is_what_the_check_says(slip: str, told: str) -> None:
    with pytest.raises(Mistakes) as refusal:
        parse_toml("a.toml", slip)
    assert told in str(refusal.value)


def test_there_are_slips_on_the_page() -> None:
    assert len(SLIPS) == 5


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.__name__)
def test_the_page_names_every_setting(definition: type[Outline]) -> None:
    names = {field.alias or name for name, field in definition.model_fields.items()} - UNTOLD
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", HAND)] == []


def test_the_page_names_commands_that_exist() -> None:
    assert set(re.findall(r"manage\.py (\w+)", HAND)) <= set(get_commands())


def test_the_drawn_part_is_that_of_today() -> None:
    command = [sys.executable, "-m", "scripts.draw_outlines", "--check"]
    answer = subprocess.run(command, cwd=Path(drawn_page.ROOT), capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
