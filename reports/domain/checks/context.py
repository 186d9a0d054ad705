"""What a check may know beyond the report itself; loaded by drafts in at most two queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.domain.document import Document

Explanation = tuple[str, str]  # the reason, and the fingerprint of the finding that it was given for


@dataclass(frozen=True)
class Context:
    last_year: Document | None = None
    compared: str = ""  # when the worker compared the texts of the district: ISO; "" where it has not yet
    fingerprints: Mapping[str, str] = field(default_factory=dict)  # fingerprint of a sentence → the department that wrote it
    units: Mapping[str, str] = field(default_factory=dict)  # a registered name that the own texts say → the department of that name
    alike: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # a text → the department with a like one, per cent of its pieces
    medians: Mapping[str, str] = field(default_factory=dict)  # a cell → the district's median of it a head (万元)
    aliases: tuple[str, ...] = ()  # other registered names of the unit: 原名, 简称, 挂牌
    severities: Mapping[str, str] = field(default_factory=dict)  # a cycle's own severity by check id
    thresholds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # a cycle's own within, near or settings by check id
    switched_off: Mapping[str, str] = field(default_factory=dict)  # a check that the cycle does not ask for, and why
    explanations: Mapping[str, Explanation] = field(default_factory=dict)  # by key of the finding
    sent: Mapping[str, Explanation] = field(default_factory=dict)  # the same, as they stood when the report was sent last


NOTHING = Context()
