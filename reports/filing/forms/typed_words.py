"""Words typed beside findings and return items: on any page of a report they have the same names, so one post carries them all.

Beside each stands what was kept when the page was made: only what differs from it was typed. So no page writes over what it only showed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from departments import clean_text

REASON, SEEN, GIVEN = ":reason:", ":seen:", ":given:"  # of a finding: its reason as typed, what was read, the reason as kept
ANSWER, KIND, ANSWERED = ":answer:", ":kind:", ":answered:"  # of a return item: the answer and its kind as typed, both as kept
PREFIXES = (REASON, SEEN, GIVEN, ANSWER, KIND, ANSWERED)
BETWEEN = "|"  # kind and text of an answer as kept


@dataclass(frozen=True)
class Reason:
    """Why a finding stands, as typed beside it."""

    key: str
    text: str
    seen: str  # fingerprint of the finding that the person read


@dataclass(frozen=True)
class TypedAnswer:
    """What the department did about a return item, as typed beside it."""

    item: str  # its number as posted
    kind: str
    text: str


def list_reasons(data: QueryDict, asked: str = "") -> Iterator[Reason]:
    """Reasons that were typed or changed; that of the finding `asked` also where it was only confirmed."""
    for name in data:
        key, text = name.removeprefix(REASON), clean_text(str(data[name]))
        if name.startswith(REASON) and (key == asked or text != clean_text(str(data.get(GIVEN + key, "")))):
            yield Reason(key, text, str(data.get(SEEN + key, "")))


def list_answers(data: QueryDict) -> Iterator[TypedAnswer]:
    """Answers that were typed or changed."""
    for item in dict.fromkeys(name.partition(prefix)[2] for name in data for prefix in (ANSWER, KIND) if name.startswith(prefix)):
        kind, text = str(data.get(KIND + item, "")), clean_text(str(data.get(ANSWER + item, "")))
        before, _, words = str(data.get(ANSWERED + item, "")).partition(BETWEEN)
        if (kind, text) != (before, clean_text(words)):
            yield TypedAnswer(item, kind, text)
