"""Reports as Word files: the two published ones dressed up as such, and every one of the demonstration taken away and read again."""

import tomllib
from pathlib import Path

import pytest

from departments import clean_text
from departments.untrusted.word_files import read_word
from reports.demo import load, sample_reports
from reports.domain import interchange
from reports.domain.outlines import outline_loader
from reports.domain.rendering import pages
from reports.domain.rendering.word.report_docx import EditMark, print_word
from reports.domain.text_import import read_report_text
from reports.filing import read_changes
from tests.acceptance import seeds
from tests.reports.domain.rendering import builders
from tests.word_files import dress_text

DISTRICT = tomllib.loads((Path(load.__file__).parent / "district.toml").read_text(encoding="utf-8"))
SAMPLES = [
    (entry, year)
    for entry in DISTRICT["department"]
    for year in DISTRICT["years"]
    if entry["state"] != "exempt" and ("projects" in entry or "outline" in entry)
]


def build_sample(entry, year):
    raw = sample_reports.build_sample_report(entry, DISTRICT, year)
    return interchange.load_document(raw, outline_loader.load_outline(raw["outline"]))


def print_copy(document):
    """The editing copy, as it is downloaded."""
    return print_word(pages.build_report_page(document), EditMark("0" * 12, builders.MOMENT))


def read_file(outline, content):
    text = "\n".join(line for line, _ in read_word(content)["lines"])
    return read_report_text(outline, clean_text(text))


@pytest.mark.parametrize("seed", seeds.SEEDS, ids=lambda seed: seed.outline)
def test_a_published_report_dressed_up_as_a_word_file_reads_as_its_text(seed, folder):
    published = seeds.text_of(seed, folder)
    outline = outline_loader.load_outline(seed.outline)
    expected = read_report_text(outline, clean_text(published))
    found = read_file(outline, dress_text(published))
    assert found.document == expected.document
    assert (found.unplaced, found.missing, found.doubts) == (expected.unplaced, expected.missing, expected.doubts) == ((), (), ())


@pytest.mark.parametrize("seed", seeds.SEEDS, ids=lambda seed: seed.outline)
def test_every_letter_of_a_published_word_file_is_placed_or_told(seed, folder):
    told = read_word(dress_text(seeds.text_of(seed, folder)))
    assert told["letters"]["found"] == told["letters"]["taken"] + told["letters"]["left_out"]
    assert told["letters"]["left_out"] == sum(note["letters"] for note in told["notes"] if not note["taken"])
    kinds = {note["what"].partition("，")[0] for note in told["notes"]}
    assert kinds == {"文本框里的文字", "修订：已删除的文字", "修订：插入的文字", "批注"}


@pytest.mark.parametrize(("entry", "year"), SAMPLES, ids=lambda value: value["code"] if isinstance(value, dict) else str(value))
def test_a_report_of_the_demonstration_comes_back_from_word_as_it_was(entry, year):
    document = build_sample(entry, year)
    found = read_file(document.outline, print_copy(document))
    own = read_changes.read_own_print(document).document
    assert read_changes.apply_read_changes(document, own, found.document) == document
    assert found.unplaced == ()
