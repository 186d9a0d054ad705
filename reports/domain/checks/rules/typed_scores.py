"""C20: the score that was typed is the one that the rule gives; a score that a person decides has its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.domain import scoring
from reports.domain.checks import numbers
from reports.domain.checks.rules.registry import (
    Check,
    Context,
    Document,
    Finding,
    Outcome,
    Watched,
    report_finding,
    report_unevaluated,
    rule,
)
from reports.domain.scoring import Basis, Score


@rule(
    "C20",
    name="得分与评分规则算出的一致，人工评分写明原因",
    severity="R",
    source="财预〔2020〕10号",
    explanation="按提纲的评分规则重新计算每一行的得分。",
    listing=Watched.PRESETS,
    columns=("score",),
    also=("R",),
)
def check_scores(document: Document, check: Check, context: Context) -> Iterator[Finding]:
    """Of the list that the check names, else of every list with rules."""
    listing = check.settings.get("list", "")
    for score in scoring.score_document(document):
        if not listing or score.row.startswith(f"{listing}."):
            yield from _check_score(document, check, score)


def _check_score(document: Document, check: Check, score: Score) -> Iterator[Finding]:
    place = f"{score.row}.score"
    typed = document.figure(place).amount
    if score.basis is Basis.NOT_APPLICABLE and not score.of:
        return
    if score.basis is Basis.NOT_EVALUATED or typed is None:
        yield report_unevaluated(check, (place, *score.places), score.working if typed is not None else f"“{score.name}”的得分未填")
    elif not score.allows(typed):
        bounds = "" if "→" in score.working else f"，得分在 {numbers.show_amount(score.least)} 至 {numbers.show_amount(score.most)} 之间"
        words = f"{score.working}{bounds}，填报 {numbers.show_amount(typed)} 分"
        shown = ((place, numbers.show_amount(typed)), *score.inputs)
        difference = typed - (score.most if typed > score.most else score.least)
        yield replace(report_finding(check, (place, *score.places), words), difference=difference, figures=shown, pointed=(place,))
    elif score.basis is Basis.RANGE and typed < score.of and not _find_reason(document, score):
        words = f"“{score.name}”得分 {numbers.show_amount(typed)}，低于分值 {numbers.show_amount(score.of)}，没有写明原因"
        yield report_finding(check, (place, f"{score.row}.reason"), words, Outcome.MUST_EXPLAIN)


def _find_reason(document: Document, score: Score) -> str:
    listing, _, key = score.row.partition(".")
    return next((row.text("reason") for row in document.rows(listing) if row.key == key), "")
