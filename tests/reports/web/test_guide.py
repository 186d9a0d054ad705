"""帮助 shows docs/guide.md whole, by chapters, and finds its sections."""

import re
from urllib.parse import unquote

from reports.web import guide
from reports.web.views.help_pages import CHAPTERS


def test_every_role_has_its_chapter():
    assert set(CHAPTERS.values()) <= {chapter.head.title for chapter in guide.read_guide()}


def test_no_heading_of_the_guide_is_left_out():
    text = (guide.FOLDER / "guide.md").read_text(encoding="utf-8")
    shown = [section.title for chapter in guide.read_guide() for section in chapter.sections]
    assert shown == re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)


def test_every_link_inside_the_guide_leads_somewhere():
    sections = [section for chapter in guide.read_guide() for section in chapter.sections]
    anchors = [section.anchor for section in sections]
    linked = {link for section in sections for link in re.findall(r'href="#([^"]+)"', section.html)}
    assert {unquote(link) for link in linked} <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_sections_are_found_by_their_words_and_headings_come_first():
    titles = [section.title for section in guide.find_sections("保存")]
    assert titles[0] == "保存"
    assert len(titles) > 3
    assert "从 Excel 粘贴" in [section.title for section in guide.find_sections("excel 粘贴")]
    assert guide.find_sections("没有这样的词") == []
