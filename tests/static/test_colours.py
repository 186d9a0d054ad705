"""Colours stand in one file. Read from the style sheets, scripts and templates themselves."""

import re
from pathlib import Path

from reports.domain.rendering.stylesheet import build_stylesheet

ROOT = Path(__file__).resolve().parents[2]
COLOURS = ROOT / "static/css/colours.css"
WORDS = "white|black|gr[ae]y|silver|red|green|blue|yellow|orange|purple|brown|pink|navy|teal|maroon"
SPELLED = re.compile(
    rf"(?<!&)#(?:[0-9a-f]{{3,4}}){{1,2}}\b(?=[^{{}}<>]*[;}}\"'])|\b(?:rgb|hsl)a?\(|:\s*\d+, \d+, \d+;|[:\s](?:{WORDS})(?=[;\s])(?=[^{{}}/]*[;}}])",
    re.I,
)
PROPERTY = re.compile(r"^  (--[\w-]+): (.+);$", re.MULTILINE)
# WeasyPrint shows no style sheet to a drawing.
OTHERS = {("templates/print/draft_mark.html", "#e6e6e6")}


def test_no_other_file_spells_a_colour():
    sheets = [file for file in (ROOT / "static/css").glob("*.css") if file != COLOURS]
    others = [*(ROOT / "static/js").glob("*.js"), *(ROOT / "templates").rglob("*.html")]
    found = {(file.relative_to(ROOT).as_posix(), spelt) for file in sheets for spelt in spelled_in(file)}
    found |= {(file.relative_to(ROOT).as_posix(), spelt) for file in others for spelt in spelled_in(file) if spelt.startswith(("#", "rgb"))}
    assert found == OTHERS


def test_a_spelled_colour_is_seen(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text("a { color: #FFF; background: rgb(0 0 0 / 10%); --x: 1, 2, 3; border: 1px solid red; }\n#add { color: var(--red); }\n")
    assert sorted(spelled_in(sheet)) == [" red", "#FFF", ": 1, 2, 3;", "rgb("]


def test_every_colour_has_one_name_and_is_used():
    named = PROPERTY.findall(COLOURS.read_text(encoding="utf-8"))
    used = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "static/css").glob("*.css"))
    assert len({value for _, value in named}) == len(named)
    assert [name for name, _ in named if f"var({name})" not in used] == []


def test_every_name_in_a_style_sheet_is_declared():
    """A misspelt name would draw nothing and say nothing."""
    text = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "static/css").glob("*.css")}
    declared = set(re.findall(r"(--[\w-]+):", "".join(text.values())))
    used = {(sheet, name) for sheet, rules in text.items() for name in re.findall(r"var\((--[\w-]+)\)", rules)}
    djangos = {("admin", "--darkened-bg"), ("desk", "--body-bg")}
    assert {(sheet, name) for sheet, name in used if name not in declared} == djangos


def test_the_printed_report_takes_its_colours_from_the_same_file():
    assert "color: #767676;" in build_stylesheet("28.99")


def spelled_in(file: Path) -> list[str]:
    return SPELLED.findall(file.read_text(encoding="utf-8"))
