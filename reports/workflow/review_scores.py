"""财政评分 of a submission: read, written, carried over from the round before, frozen at approval."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F

from departments.models import User
from reports.domain import Document, Figure, Given, interchange, normalise_amount, records, round_amount, scoring
from reports.domain.scoring.review_sheets import iter_every_row
from reports.models import ReviewScore, Submission

thawed = records.load_sheet_records
LARGEST = 10**5  # points: a column of Approval holds no more


@dataclass(frozen=True)
class Round:
    """What the bureau gave in one round, by place; `rows` tell who and when."""

    number: int = 0
    rows: Mapping[str, ReviewScore] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, Given]:
        return {place: _read_given_row(row) for place, row in self.rows.items()}

    @property
    def digest(self) -> str:
        """Changes with anything that was given; a page repeats it, so that a save over a colleague's is noticed."""
        said = sorted((place, *_list_given_texts(given)) for place, given in self.given.items())
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rounds:
    now: Round
    before: Round  # the latest earlier round in which the bureau scored; empty where it never did

    def is_repeated(self, place: str) -> bool:
        """上轮评分: the same as in the round before."""
        given = self.now.given.get(place)
        return given is not None and given == self.before.given.get(place)


@dataclass(frozen=True)
class Frozen:
    """What an approval keeps: all of it in `scores`; of the main assessment both totals (points) and the bureau's grade."""

    scores: dict[str, Any] = field(default_factory=dict)  # empty where the outline gives no points
    self_points: Decimal | None = None
    points: Decimal | None = None
    grade: str = ""


def load_score_rounds(submission: Submission) -> Rounds:
    """This round and the one before, in one query."""
    upto = ReviewScore.objects.filter(submission__report=submission.report_id, submission__number__lte=submission.number)
    found: dict[int, dict[str, ReviewScore]] = {}
    for row in upto.annotate(number=F("submission__number")).select_related("by"):
        found.setdefault(row.number, {})[row.place] = row
    earlier = max((number for number in found if number < submission.number), default=0)
    return Rounds(Round(submission.number, found.get(submission.number, {})), Round(earlier, found.get(earlier, {})))


def write_scores(submission: Submission, now: Round, given: Mapping[str, Given], *, by: User | None) -> bool:
    """Stores what differs; whether anything did. Two statements at most, for any number of rows."""
    before = now.given
    changed = {place: one for place, one in given.items() if before.get(place) != one}
    taken_back = before.keys() - given.keys()
    _store_scores(submission, changed, dict.fromkeys(changed, by))
    if taken_back:
        ReviewScore.objects.filter(submission=submission, place__in=taken_back).delete()
    return bool(changed or taken_back)


def carry_scores_over(submission: Submission) -> int:
    """Takes over what the bureau gave in the round before, of lines in which nothing changed; how many. Its authors stay."""
    found = load_score_rounds(submission)
    if found.now.rows or not found.before.rows:
        return 0
    previous = Submission.objects.select_related("outline").get(report=submission.report_id, number=found.before.number)
    same = _list_sent_lines(previous).items() & _list_sent_lines(submission).items()
    kept = {place: found.before.given[place] for place, _ in same if place in found.before.rows}
    _store_scores(submission, kept, {place: found.before.rows[place].by for place in kept})
    return len(kept)


def freeze_scores(submission: Submission, document: Document) -> Frozen:
    """The scores as they are approved. `document`: what was submitted."""
    sheets = scoring.build_review_sheets(document, load_score_rounds(submission).now.given)
    if not sheets:
        return Frozen()
    main = sheets[0]
    return Frozen(records.record_sheets(sheets), hold_points(main.own.points), hold_points(main.bureau.points), main.bureau.grade)


def load_sent_document(submission: Submission) -> Document:
    """What was submitted."""
    return interchange.load_document(submission.document, submission.outline.definition)


def _list_sent_lines(submission: Submission) -> dict[str, scoring.AssessmentRow]:
    return {line.place: line for _, line in iter_every_row(load_sent_document(submission))}


def _store_scores(submission: Submission, given: Mapping[str, Given], by: Mapping[str, User | None]) -> None:
    rows = [
        ReviewScore(submission=submission, place=place, value=one.value, points=one.points, reason=one.reason, by=by[place])
        for place, one in given.items()
    ]
    told = ["value", "points", "reason", "by", "at"]
    ReviewScore.objects.bulk_create(rows, update_conflicts=True, unique_fields=["submission", "place"], update_fields=told)


def _read_given_row(row: ReviewScore) -> Given:
    return Given(row.value, None if row.points is None else normalise_amount(row.points), row.reason)


def _list_given_texts(given: Given) -> tuple[str, str, str]:
    return given.value, "" if given.points is None else f"{normalise_amount(given.points):f}", given.reason


def hold_points(figure: Figure) -> Decimal | None:
    """With two places; None where it is blank, or absurdly large."""
    if figure.amount is None or abs(figure.amount) >= LARGEST:
        return None
    return round_amount(figure.amount, 2)
