"""Templates lay out and decide little: what depends on a state is a property of the row. Read from the templates themselves."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
CONTROL = re.compile(r"{%\s*(?:if|for|with)\b")
INCLUDED = re.compile(r"{% (?:include|extends) \"([^\"]+)\"")
MOST = 15  # in a hundred lines
# Of Django and what Python names: pages, error pages, the admin's own templates, shapes and inputs by their kind.
ENTRIES = re.compile(
    r"^(?:\d{3}(?:_csrf)?\.html|(?:admin|registration|public|print)/|reports/(?:[\w-]+\.html|\w+/page\.html)|reports/blocks/|reports/shapes/)"
)


def test_control_words_are_few():
    text = {file: file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")}
    lines = sum(1 for each in text.values() for line in each.splitlines() if line.strip())
    words = sum(len(CONTROL.findall(each)) for each in text.values())
    assert 100 * words / lines <= MOST


def test_a_fragment_is_included_somewhere_and_what_is_included_is_there():
    names = {file.relative_to(TEMPLATES).as_posix(): file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")}
    included = {name for text in names.values() for name in INCLUDED.findall(text)}
    assert {name for name in names if not ENTRIES.match(name)} - included == set()
    assert {name for name in included - names.keys() if not name.startswith("admin/")} == set()
