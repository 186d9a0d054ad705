"""What the checks may know beyond the report: the department's answers and where its sentences also stand. One query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, CharField, Value, When

from reports.checks import Context, settings
from reports.checks.rules.copied import sentences
from reports.document import Document
from reports.models import Narrative, Report

SEPARATOR = " "
ANSWER, OVERRIDE, OTHERS = "answer", "override", "others"


@dataclass(frozen=True)
class Known(Context):
    overrides: frozenset[str] = frozenset()  # keys of findings for which the leader lets the figures go


def marks(text: str) -> str:
    """Fingerprints of the sentences of a text, as a Narrative keeps them for its neighbours."""
    return SEPARATOR.join(sentences(text))


def context(report: Report, document: Document, last: Document | None) -> Known:
    """The context of the report's checks."""
    mine = {mark for text in document.texts.values() for mark in sentences(text)}
    rows = _rows(report, with_others=bool(mine))
    own = settings.own(report.cycle.check_settings)
    return Known(
        last_year=last,
        fingerprints={mark: name for kind, name, text, _ in rows if kind == OTHERS for mark in mine.intersection(text.split(SEPARATOR))},
        severities=own.severities,
        thresholds=own.thresholds,
        switched_off=own.switched_off,
        explanations={key: (text, fingerprint) for kind, key, text, fingerprint in rows if kind != OTHERS},
        overrides=frozenset(key for kind, key, _, _ in rows if kind == OVERRIDE and report.cycle.allow_override),
    )


def _rows(report: Report, *, with_others: bool) -> list[tuple[str, str, str, str]]:
    """(kind, key or department, text or marks, fingerprint): both tables in one union."""
    kind = Case(When(override=True, then=Value(OVERRIDE)), default=Value(ANSWER), output_field=CharField())
    answers = report.explanations.order_by().annotate(kind_=kind)
    found = answers.values_list("kind_", "finding", "text", "fingerprint")
    if with_others:
        written = Narrative.objects.filter(report__cycle=report.cycle_id).exclude(report=report.pk).exclude(marks="")
        named = written.order_by().annotate(kind_=Value(OTHERS), none_=Value(""))
        found = found.union(named.values_list("kind_", "report__department__name", "marks", "none_"), all=True)
    return list(found)
