"""Before an act that goes on with open findings: the page that lists them and asks, once for what then stands there."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from reports.domain import Findings, completeness
from reports.filing import drafts, live_findings
from reports.models import Report
from reports.web.findings_panel import build_findings_panel, to_sections
from reports.web.request_helpers import get_return_address
from reports.web.views import page_words
from reports.workflow import Transition

SEEN = "seen_findings"


def ask_about_findings(request: HttpRequest, report: Report, row: Transition) -> HttpResponse | None:
    """The question; None where the act asks none, nothing waits, or the person has just answered for these very findings.

    While something required is blank, the act is refused anyway: then nothing is asked.
    """
    if not row.words.doubt:
        return None
    document, last = drafts.load_with_last_year(report)
    found = live_findings.find_live_findings(report, document, last)
    mark = _mark_waiting_findings(found)
    if not mark or mark == request.POST.get(SEEN) or completeness.find_all_missing(document):
        return None
    pairs = [(name, value) for name, value in page_words.list_other_pairs(request) if name != SEEN]
    panel = build_findings_panel(report, document, found, to_sections(report, document))
    context = {"report": report, "row": row, "panel": panel, "pairs": pairs, "mark": mark, "back": get_return_address(request, report)}
    return TemplateResponse(request, "reports/open_findings.html", context)


def _mark_waiting_findings(found: Findings) -> str:
    """Another one as soon as other findings wait, or say something else; "" while none does."""
    waiting = sorted(finding.fingerprint for finding in (*found.blocking, *found.unexplained))
    return hashlib.sha256("|".join(waiting).encode()).hexdigest()[:16] if waiting else ""
