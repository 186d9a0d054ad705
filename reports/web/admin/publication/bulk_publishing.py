"""批量公开: each report with what was withheld before proposed again; what needs a look of its own is refused with the reason."""

from __future__ import annotations

from django.utils import timezone

from departments.models import User
from reports.domain import Document, Outline
from reports.domain.rendering import task_list
from reports.models import Publication, Report
from reports.release.publishing import public_version, publication_acts
from reports.release.publishing.leaks import find_leaks
from reports.release.publishing.proposals import Proposal, propose_withheld
from reports.review.bulk import BulkAct, Words
from reports.workflow import Attempt, Refused, events, gate, permissions

MOST = 20  # each prints a 公开版, which takes a second or two
ALONE = "请单独打开“公开”页办理。"


def publish_as_before(report: Report, by: User, words: Words) -> object:
    """Publishes on the day; without a day, as in the preview, only whether it could be is asked. Raises Refused."""
    gate.refuse_excused(report)
    permissions.check_role(Attempt(report, by), publication_acts.WHO, events.PUBLISH.label)
    if Publication.objects.standing().filter(report=report).exists():
        raise Refused(f"这份报告已经公开；要重新公开，{ALONE}")
    approval = publication_acts.get_approval(report)
    proposal = propose_withheld(report, approval.submission.outline.definition)
    if proposal.missing:
        raise Refused(f"上次不予公开的“{'”“'.join(proposal.missing)}”在这份报告的提纲里没有，{ALONE}")
    prepared = public_version.prepare_publication(approval, proposal.withheld)
    if find_leaks(approval, prepared):
        raise Refused(f"公开的部分里有不予公开的金额或名称，{ALONE}")
    if words.on is None:
        return None
    return publication_acts.publish_report(report, by=by, on=words.on, withheld=proposal.withheld, seen=prepared.seen)


def describe_publication(report: Report) -> str:
    """What of the report would not be public."""
    approval = publication_acts.get_approval(report)
    outline = approval.submission.outline.definition
    return _describe_proposal(propose_withheld(report, outline), outline, public_version.load_approved_document(approval))


def _describe_proposal(proposal: Proposal, outline: Outline, document: Document) -> str:
    if not proposal.withheld:
        return "全文公开"
    parts = [f"{task_list.get_section_heading(document, outline.sections[key])}（{reason}）" for key, reason in proposal.withheld.items()]
    return f"按 {proposal.year} 年度公开时的做法，不予公开：{'；'.join(parts)}"


PUBLISH = BulkAct(
    events.PUBLISH,
    publish_as_before,
    prompt="",
    asks="on",
    most=MOST,
    describe=describe_publication,
    initial_day=timezone.localdate,
)
