"""Asked beside changed: which changes between two versions lie at which place, and which were made without being asked for."""

from __future__ import annotations

from collections.abc import Iterable

from reports.domain import places
from reports.domain.diff import Change, ChangeKind
from reports.domain.document import Document
from reports.domain.rendering import pages
from reports.domain.rendering.page_blocks import Block, FormTable, Note, Paragraph, Signature


def select_changes_at(document: Document, place: str, changes: Iterable[Change]) -> list[Change]:
    """The changes at the place or inside it; the row that a cell stood in counts as well."""
    return [change for change in changes if _is_touched(document, change.place, place)]


def find_reworded_section(old: Document, new: Document, place: str) -> list[Change]:
    """A section whose printed words differ although nothing that is filled in there does: its figures come from elsewhere."""
    kind, _, key = place.partition(".")
    if kind != "section" or key not in old.outline.sections or key not in new.outline.sections:
        return []
    before, after = (_print_section_text(document, key) for document in (old, new))
    return [Change(place, places.label_place(new, place), ChangeKind.CHANGED, before, after)] if before != after else []


def _print_section_text(document: Document, key: str) -> str:
    return "\n".join(text for block in pages.build_section_page(document, key).blocks for text in _list_block_texts(block))


def _list_block_texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.lead + block.text]
    if isinstance(block, Note):
        return [block.text]
    if isinstance(block, Signature):
        return list(block.items)
    rows = block.rows if isinstance(block, FormTable) else block.body
    return ["　".join(cell.text for cell in row) for row in rows]


def select_changes_beyond(document: Document, asked: Iterable[str], changes: Iterable[Change]) -> list[Change]:
    """The changes that lie at none of the places."""
    named = tuple(asked)
    return [change for change in changes if not any(_is_touched(document, change.place, place) for place in named)]


def _is_touched(document: Document, changed: str, asked: str) -> bool:
    return places.is_within(document.outline, changed, asked) or asked.startswith(f"{changed}.")
