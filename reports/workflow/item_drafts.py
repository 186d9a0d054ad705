"""未发出的意见: kept on the server while a reviewer reads, until 退回 sends them. Everybody keeps the own ones only.

They are kept whatever the report's state: words typed while a colleague returned the report are not lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from departments import clean_text
from departments.models import Role, User
from reports.domain import Document, places
from reports.models import DraftItem, ItemKind, Report, ReturnItem
from reports.workflow.act_context import Attempt, Refused
from reports.workflow.permissions import check_role

MOST = 200  # of one person on one report
MOST_LETTERS = 5_000
LONGEST_KEY = 32
WRITERS = (Role.REVIEWER, Role.SECOND_REVIEWER)


@dataclass(frozen=True)
class Draft:
    """`key` tells one item from another on every computer; an empty one is given a key when it is kept."""

    place: str
    kind: str
    text: str
    key: str = ""
    follows: int | None = None


def keep_items(report: Report, *, by: User, items: Sequence[Draft], removed: Collection[str] = ()) -> None:
    """Writes the items by their keys and takes out the removed ones; what is not named stays. Raises Refused."""
    if not items and not removed:
        return
    check_role(Attempt(report, by), WRITERS, "退回意见")
    mine = DraftItem.objects.filter(report=report, author=by)
    gone = {clean_text(key) for key in removed}
    if gone:
        mine.filter(key__in=gone).delete()
    named = {item.key: item for item in (replace(item, key=clean_text(item.key)[:LONGEST_KEY] or make_key()) for item in items)}
    kept = [item for key, item in named.items() if key not in gone]
    _check_size(kept, mine.exclude(key__in=[item.key for item in kept]).count())
    known = set(report.return_items.filter(pk__in=[item.follows for item in kept if item.follows]).values_list("pk", flat=True))
    rows = [_build_row(report, by, at, item, known) for at, item in enumerate(kept)]
    changed = ["place", "kind", "text", "follows", "position", "updated"]
    DraftItem.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "author", "key"], update_fields=changed)


def make_key() -> str:
    return secrets.token_hex(8)


def _build_row(report: Report, by: User, at: int, item: Draft, known: Collection[int]) -> DraftItem:
    return DraftItem(
        report=report,
        author=by,
        key=item.key,
        place=clean_text(item.place)[:200],
        kind=item.kind if item.kind in ItemKind.values else ItemKind.MUST,
        text=clean_text(item.text),
        follows_id=item.follows if item.follows in known else None,
        position=at,
    )


def _check_size(items: Sequence[Draft], others: int) -> None:
    if len(items) + others > MOST:
        raise Refused(f"一份报告最多写 {MOST} 条意见，请合并后再添加。")
    for item in items:
        if len(item.text) > MOST_LETTERS:
            raise Refused(f"一条意见最多 {MOST_LETTERS:,} 字，请精简后再保存。")


def raise_again(item: ReturnItem, document: Document, *, by: User) -> None:
    """再次提出: a draft at the same place that quotes what was asked and answered; once for each person. Raises Refused."""
    own = DraftItem.objects.filter(author=by, follows=item)
    if own.exists():
        return
    section = places.find_section(document.outline, item.place) or document.outline.section[0].key
    place = item.place if places.is_place(document, item.place) else f"section.{section}"
    position = DraftItem.objects.filter(report=item.report_id, author=by).count()
    keep_items(item.report, by=by, items=[Draft(place, item.kind, _quote_item(item), follows=item.pk)])
    own.update(position=position)


def _quote_item(item: ReturnItem) -> str:
    answered = f"，单位答复“{item.get_answer_kind_display()}{'：' if item.answer else ''}{item.answer}”" if item.answer_kind else ""
    return f"上次意见“{item.text}”{answered}。仍须修改："
