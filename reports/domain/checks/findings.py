"""What a check says: outcome, places, the arithmetic in words, the difference."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal


class Outcome(enum.Enum):
    MUST_FIX = "E"
    MUST_EXPLAIN = "R"
    HINT = "W"
    INFO = "info"  # inside the rounding envelope
    NOT_EVALUATED = "not_evaluated"  # an operand is blank; never the same as passed

    @property
    def label(self) -> str:
        return {"E": "必须修改", "R": "须说明", "W": "提示", "info": "尾差", "not_evaluated": "未能核对"}[self.value]

    @property
    def rank(self) -> int:
        return list(Outcome).index(self)

    @property
    def has_severity(self) -> bool:
        """Whether a cycle may weigh it otherwise."""
        return self in (Outcome.MUST_FIX, Outcome.MUST_EXPLAIN, Outcome.HINT)


Fix = tuple[tuple[str, ...], Decimal]  # these cells, all with this value


@dataclass(frozen=True)
class Finding:
    check: str  # C06
    label: str  # 项目之和 = 项目支出
    outcome: Outcome
    places: tuple[str, ...]
    message: str
    difference: Decimal | None = None
    figures: tuple[tuple[str, str], ...] = field(default=())  # (place, as shown): numbers of the message that link to their cells
    subject: str = ""  # what is asked, where it is not just the places: a sum over a list keeps it when a row comes or goes
    explained: str = ""  # the department's reason
    is_outdated: bool = False  # 需重新确认: the reason was given for other figures
    version: str = ""  # of the check and its rule (versions.build_version); another one may have judged or worded otherwise
    pointed: tuple[str, ...] = ()  # of the places, where to look first: what the one mending figure, or the rule itself, tells
    value: Decimal | None = None  # C39: the one figure, alone in question, that mends the sums
    fixes: tuple[Fix, ...] = ()  # C39: the changes that mend them, the best first; others are alternatives
    parts: int = 1  # how many findings it stands for: said once for a group, folded on the page
    neighbour: str = ""  # C29: the department whose text it is; for the bureau alone, no message names it
    rests_on: str = ""  # figures outside the report that it compares with
    evidence: str = ""  # hash of the figures that it rests on (evidence.add_evidence); "" of what was frozen before there was one
    cause: str = ""  # key of the hint of C39 whose change closes it; "" where none does

    @property
    def named(self) -> tuple[str, ...]:
        """The cells that the finding names; every other place is an operand of its arithmetic."""
        return self.pointed or self.places

    @property
    def operands(self) -> tuple[str, ...]:
        return tuple(place for place in self.places if place not in self.named)

    @property
    def key(self) -> str:
        """The same question of the same places: what an explanation answers."""
        asked = self.subject or "|".join(self.places)
        return f"{self.check}:{hashlib.sha256(asked.encode()).hexdigest()[:12]}"

    @property
    def fingerprint(self) -> str:
        """Changes when the figures change, so that an old reason must be confirmed again; not when a rule finds other words for them."""
        return hashlib.sha256(f"{self.key}|{self.evidence}".encode()).hexdigest()[:16] if self.evidence else self.former_fingerprint

    @property
    def former_fingerprint(self) -> str:
        """As it was kept before findings had evidence."""
        return hashlib.sha256(f"{self.key}|{self.message}".encode()).hexdigest()[:16]

    def is_answered_by(self, fingerprint: str) -> bool:
        """Whether what was said of the finding with this fingerprint was said of the same figures."""
        return fingerprint in (self.fingerprint, self.former_fingerprint)
