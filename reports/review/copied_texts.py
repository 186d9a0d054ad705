"""Both texts of what was copied, and whose the other is: for the bureau, which alone reads the neighbour's name."""

from __future__ import annotations

from collections.abc import Iterable

from reports.domain import Document, Finding
from reports.domain.checks.likeness import sample_pieces
from reports.domain.checks.rules.plagiarism import extract_passages, split_sentences
from reports.domain.rendering.finding_texts import CopiedText
from reports.models import Narrative, Report, Turn

REWORDED = "C62"  # what is alike in other words is shown whole


def find_copied_texts(report: Report, document: Document, found: Iterable[Finding]) -> dict[str, CopiedText]:
    """By key of the finding. What a neighbour has not sent is not shown. One query, none where nothing was copied."""
    copied = [finding for finding in found if finding.neighbour]
    if not copied:
        return {}
    texts = _load_neighbours_texts(report, {finding.neighbour for finding in copied})
    return {finding.key: _pair_texts(finding, document, texts.get(finding.neighbour, ())) for finding in copied}


def _load_neighbours_texts(report: Report, names: set[str]) -> dict[str, list[str]]:
    written = Narrative.objects.filter(report__cycle=report.cycle_id, report__department__name__in=names).exclude(report=report.pk)
    texts: dict[str, list[str]] = {}
    for name, text in written.exclude(report__turn=Turn.DEPARTMENT).values_list("report__department__name", "text"):
        texts.setdefault(name, []).append(text)
    return texts


def _pair_texts(finding: Finding, document: Document, theirs: Iterable[str]) -> CopiedText:
    """The own sentences that stand in the neighbour's text, and those beside them."""
    own = document.text(finding.places[0].partition(".")[2])
    marks, pieces = split_sentences(own).keys(), sample_pieces(own)
    shared = max(theirs, key=lambda text: (len(marks & split_sentences(text).keys()), len(pieces & sample_pieces(text))), default="")
    both = marks & split_sentences(shared).keys()
    if finding.check == REWORDED:
        return CopiedText(finding.neighbour, own, shared if pieces & sample_pieces(shared) else "")
    return CopiedText(finding.neighbour, "".join(extract_passages(own, both or marks)), "".join(extract_passages(shared, both)))
