"""What the checks may know beyond the report: the department's answers and where its sentences also stand. One query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable

from reports.checks import Context, settings
from reports.checks.rules.copied import sentences
from reports.document import Document
from reports.drafts import reading
from reports.drafts.reading import Found
from reports.models import Narrative, Report

SEPARATOR = " "
ANSWER, OVERRIDE, OTHERS = ":answer", ":override", ":others"  # kinds of rows


@dataclass(frozen=True)
class Known(Context):
    overrides: frozenset[str] = frozenset()  # keys of findings for which the leader lets the figures go


def marks(text: str) -> str:
    """Fingerprints of the sentences of a text, as a Narrative keeps them for its neighbours."""
    return SEPARATOR.join(sentences(text))


def context(report: Report, document: Document, last: Document | None) -> Known:
    """The context of the report's checks. One query."""
    return of(report, document, last, [(kind, key, *texts) for kind, _, _, key, _, *texts in reading.united(list(_told(report, document)))])


def of(report: Report, document: Document, last: Document | None, told: Iterable[tuple[Any, ...]]) -> Known:
    """The context out of what `told` says: rows (kind, key or department, text or marks, fingerprint …)."""
    mine = {mark for text in document.texts.values() for mark in sentences(text)}
    own = settings.own(report.cycle.check_settings)
    rows = list(told)
    return Known(
        last_year=last,
        fingerprints={mark: name for kind, name, text, *_ in rows if kind == OTHERS for mark in mine.intersection(text.split(SEPARATOR))},
        severities=own.severities,
        thresholds=own.thresholds,
        switched_off=own.switched_off,
        explanations={key: (text, fingerprint) for kind, key, text, fingerprint, *_ in rows if kind in (ANSWER, OVERRIDE)},
        overrides=frozenset(key for kind, key, *_ in rows if kind == OVERRIDE and report.cycle.allow_override),
    )


def _told(report: Report, document: Document) -> Iterator[Found]:
    yield answers(report)
    if any(document.texts.values()):
        yield others(report)


def answers(report: Report) -> Found:
    """What the department said of findings."""
    kind = Case(When(override=True, then=Value(OVERRIDE)), default=Value(ANSWER), output_field=CharField())
    return _beside(report, report.explanations.all(), kind, "text", "fingerprint", key=F("finding"))


def others(report: Report) -> Found:
    """Fingerprints of what the other departments of the cycle wrote."""
    written = Narrative.objects.filter(report__cycle=report.cycle_id).exclude(report=report.pk).exclude(marks="")
    return _beside(report, written, OTHERS, "marks", key=F("report__department__name"))


def _beside(report: Report, rows: Found, kind: str | Combinable, *texts: str, key: F) -> Found:
    return reading.padded(rows, kind, *texts, year=Value(report.cycle.year), at=reading.NOWHERE, key=key, answers=reading.EMPTY)
