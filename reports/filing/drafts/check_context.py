"""What the checks may know beyond the report: the department's answers and where its sentences also stand. One query."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, F, Subquery, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from departments.compiled_queries import CompiledUnion, Found, compile_union
from departments.models import FormerName
from reports.domain import Context, Document, Outline, cycle_settings, verdict
from reports.domain.checks.context import Explanation
from reports.domain.checks.rules.plagiarism import split_sentences
from reports.filing.district_texts import hash_text
from reports.filing.drafts import stored_facts
from reports.filing.drafts.stored_facts import DEPARTMENT, REPORT
from reports.models import Comparison, Report, Submission
from reports.models import Explanation as Answer

SEPARATOR = " "
ANSWER, OVERRIDE, OTHERS, SENT, FORMER = ":answer", ":override", ":others", ":sent", ":former"  # kinds of rows
ContextQueries = tuple[Callable[[], Found], ...]


@dataclass(frozen=True)
class CheckContext(Context):
    overrides: frozenset[str] = frozenset()  # keys of findings for which the leader lets the figures go


def fingerprint_text(text: str) -> str:
    """Fingerprints of the sentences of a text, as a Narrative keeps them for its neighbours."""
    return SEPARATOR.join(split_sentences(text))


def load_check_context(report: Report, document: Document, last: Document | None) -> CheckContext:
    """The context of the report's checks. One query."""
    queries = list_context_queries(document.outline)
    rows = stored_facts.run_union(_compile_context(queries), report, report.cycle.year)
    return build_check_context(report, document, last, [(kind, key, *texts) for kind, _, _, key, _, *texts in rows])


@lru_cache
def _compile_context(queries: ContextQueries) -> CompiledUnion:
    return compile_union([build() for build in queries])


def build_check_context(report: Report, document: Document, last: Document | None, told: Iterable[tuple[Any, ...]]) -> CheckContext:
    """The context out of what `told` says: rows (kind, key or department, text or marks, fingerprint …)."""
    mine = {mark for text in document.texts.values() for mark in split_sentences(text)}
    own = cycle_settings.sort_settings(report.cycle.check_settings)
    rows = list(told)
    compared: dict[str, Any] = next((json.loads(text) for kind, _, text, *_ in rows if kind == OTHERS), {})
    return CheckContext(
        last_year=last,
        compared=compared.get("at", ""),
        units=compared.get("units", {}),
        alike=_select_unchanged(document, compared.get("alike", {})),
        medians=compared.get("medians", {}),
        fingerprints={mark: name for mark, name in compared.get("copies", {}).items() if mark in mine},
        aliases=(*report.department.list_aliases(), *(name for kind, name, *_ in rows if kind == FORMER)),
        severities=own.severities,
        thresholds=own.thresholds,
        switched_off=own.switched_off,
        explanations={key: (text, fingerprint) for kind, key, text, fingerprint, *_ in rows if kind in (ANSWER, OVERRIDE)},
        sent={key: said for kind, _, text, *_ in rows if kind == SENT for key, said in _extract_reasons(text)},
        overrides=frozenset(key for kind, key, *_ in rows if kind == OVERRIDE and report.cycle.allow_override),
    )


def _select_unchanged(document: Document, alike: Mapping[str, tuple[str, str, int]]) -> dict[str, tuple[str, int]]:
    """Of the texts that are still what was compared."""
    return {key: (name, share) for key, (mark, name, share) in alike.items() if hash_text(document.text(key)) == mark}


def list_context_queries(outline: Outline) -> ContextQueries:
    """What makes the queries behind `load_check_context`."""
    sent = (select_sent_reasons,) if any(check.reason for check in outline.check) else ()
    return (select_answers, select_former_names, select_comparison, *sent)


def select_answers() -> Found:
    """What the department said of findings."""
    kind = Case(When(override=True, then=Value(OVERRIDE)), default=Value(ANSWER), output_field=CharField())
    return _select_beside_facts(Answer.objects.filter(report=REPORT), kind, "text", "fingerprint", key=F("finding"))


def select_former_names() -> Found:
    """What the department was called before."""
    return _select_beside_facts(FormerName.objects.filter(department=DEPARTMENT), FORMER, key=F("name"))


def select_comparison() -> Found:
    """What the worker found of the report's sentences in the other departments' texts."""
    rows = Comparison.objects.filter(report=REPORT)
    return _select_beside_facts(rows, OTHERS, Cast(F("found"), TextField()), key=F("report__department__code"))


def select_sent_reasons() -> Found:
    """What was frozen beside the latest submission: the reasons that stood in the paper's own text were given for those figures."""
    latest = Submission.objects.filter(report=REPORT).order_by("-number").values("number")[:1]
    rows = Submission.objects.filter(report=REPORT, number=Subquery(latest))
    return _select_beside_facts(rows, SENT, Cast(F("findings"), TextField()), key=F("reference"))


def _extract_reasons(frozen: str) -> Iterator[tuple[str, Explanation]]:
    return (
        (finding.key, (finding.explained, finding.fingerprint))
        for finding in verdict.restore_findings(json.loads(frozen))
        if finding.explained
    )


def _select_beside_facts(rows: Found, kind: str | Combinable, *texts: str | Combinable, key: F) -> Found:
    return stored_facts.select_padded_columns(
        rows, kind, *texts, year=stored_facts.YEARS[0], at=stored_facts.NOWHERE, key=key, answers=stored_facts.EMPTY
    )
