"""What stands in the database twice although it is one thing: nothing is merged here, a person decides.

Rows are read as they are stored: a migration leaves a spelling alone that is somebody else's already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from departments.models import Department, Desk, District, User
from departments.spelling import fold_name, spell_name, strip_zeros


@dataclass(frozen=True)
class Double:
    """`kind` says what is alike; `rows` are named as the admin names them; "" where no district is meant."""

    district: str
    kind: str
    rows: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.district or '全系统'}｜{self.kind}｜{'；'.join(self.rows)}"


@dataclass(frozen=True)
class _Likeness:
    """Rows of `model` are alike where `key` gives the same for the texts of a column."""

    kind: str
    model: Any
    column: str
    within: str  # path to the name of the district, "" where the whole system counts
    key: Callable[[str], str]


LIKENESSES = (
    _Likeness("区县名称只差写法", District, "name", "", fold_name),
    _Likeness("业务股室名称只差写法", Desk, "name", "district__name", fold_name),
    _Likeness("预算编码只差写法", Department, "code", "district__name", lambda code: spell_name(code).casefold()),
    _Likeness("预算编码只差前面的 0", Department, "code", "district__name", strip_zeros),
    _Likeness("单位同名", Department, "name", "district__name", fold_name),
    _Likeness("账号只差写法或大小写", User, "username", "", lambda account: spell_name(account).casefold()),
)


def find_doubles() -> Iterator[Double]:
    """One query for each likeness; a pair is told under the first that it shares."""
    told: set[tuple[str, frozenset[int]]] = set()
    for likeness in LIKENESSES:
        for district, rows in _group_rows(likeness):
            pair = (likeness.model.__name__, frozenset(pk for pk, _ in rows))
            if pair not in told:
                told.add(pair)
                yield Double(district, likeness.kind, tuple(name for _, name in rows))


def find_unspelled() -> Iterator[str]:
    """Rows whose text is not in the one spelling: only where that is somebody else's, or too long."""
    for likeness in LIKENESSES:
        for pk, text in likeness.model.objects.order_by("pk").values_list("pk", likeness.column):
            if spell_name(text) != text:
                yield f"{likeness.model._meta.verbose_name}（第 {pk} 号）的“{text}”应写作“{spell_name(text)}”"


def _group_rows(likeness: _Likeness) -> Iterable[tuple[str, list[tuple[int, str]]]]:
    places = [likeness.within] if likeness.within else []
    named = ["code", "name"] if likeness.model is Department else [likeness.column]
    groups: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for pk, text, *rest in likeness.model.objects.order_by("pk").values_list("pk", likeness.column, *named, *places):
        key = likeness.key(text)
        if key:
            groups[rest[-1] if places else "", key].append((pk, " ".join(rest[: len(named)])))
    return [(place, rows) for (place, _), rows in groups.items() if len(rows) > 1]
