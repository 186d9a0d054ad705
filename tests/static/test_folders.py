"""What stands in static/: style sheets in css, scripts in js, and nothing that no page asks for."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
ASKED = re.compile(r"{% static ['\"]([^'\"]+)['\"] %}")
IMPORTED = re.compile(r"(?:from|import) [\"']\./([\w-]+\.js)[\"']|import\([\"']\./([\w-]+\.js)")


def test_a_style_sheet_stands_in_css_and_a_script_in_js():
    assert {file.name for file in STATIC.iterdir()} == {"css", "fonts", "icon.svg", "js", "vendor"}
    assert {file.suffix for file in (STATIC / "css").iterdir()} == {".css"}
    assert {file.suffix for file in (STATIC / "js").iterdir()} == {".js"}


def test_a_page_asks_for_every_one_of_them():
    pages = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html"))
    scripts = "".join(file.read_text(encoding="utf-8") for file in (STATIC / "js").iterdir())
    asked = set(ASKED.findall(pages)) | {f"js/{''.join(names)}" for names in IMPORTED.findall(scripts)}
    ours = {file.relative_to(STATIC).as_posix() for folder in ("css", "js") for file in (STATIC / folder).iterdir()}
    assert ours - asked == {"css/print.css"}  # for WeasyPrint
