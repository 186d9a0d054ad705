"""公开 and 撤回公开: acts of the 管理员 that leave the report's state as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from departments import clean_text
from departments.models import Role, User
from reports.domain import Outline, act_time
from reports.models import Approval, Publication, Report, public_search_index
from reports.release.publishing import leaks, public_version
from reports.release.publishing.public_version import Prepared
from reports.workflow import Attempt, Refused, events, gate, paper_orders, permissions
from reports.workflow.submissions import make_reference

LONGEST_REASON, LONGEST_NOTE = 200, 500  # characters
MOST_NAMED = 10  # leaks of a refusal
WHO = (Role.MANAGER,)
Withheld = Mapping[str, str]  # section → reason


def is_publisher(report: Report, user: User) -> bool:
    """Whether the person may publish and withdraw here; for the buttons of a page."""
    return not permissions.get_known_roles(report, user).isdisjoint(WHO)


def get_approval(report: Report) -> Approval:
    """The approval that may be published. Raises Refused where the report is not approved."""
    latest = (
        Approval.objects.filter(submission__report=report).select_related("submission__outline").order_by("-submission__number").first()
    )
    if not report.state.is_passed or latest is None:
        raise Refused(f"只有审核通过的报告可以公开，这份报告现在是“{report.get_status_display()}”。")
    return latest


def clean_reasons(outline: Outline, given: Withheld) -> dict[str, str]:
    """The sections with a reason, cleaned. Raises Refused."""
    found = {key: clean_text(text) for key, text in given.items() if clean_text(text)}
    if unknown := [key for key in found if key not in outline.sections]:
        raise Refused(f"报告没有“{unknown[0][:50]}”这一章节，请从页面上选择。")
    if long := [key for key, text in found.items() if len(text) > LONGEST_REASON]:
        raise Refused(f"“{outline.sections[long[0]].heading}”不予公开的理由超过 {LONGEST_REASON} 字，请精简。")
    return found


def publish_report(
    report: Report, *, by: User | None, on: date, withheld: Withheld, seen: str = "", kept: Collection[str] = ()
) -> Publication:
    """公开 of what was approved last; what was public before is replaced. `seen`: the SHA-256 of the previewed data, checked where given.

    `kept`: keys of the leaks that are kept on purpose (`Leak.key`); whoever publishes decides, a command as well.
    Raises Refused, which names what nobody decided about. The 公开版 is asked for with it,
    and printed from what is published here.
    """
    permissions.check_role(Attempt(report, by), WHO, events.PUBLISH.label)
    approval = get_approval(report)
    _check_date(on, approval)
    prepared = public_version.prepare_publication(approval, clean_reasons(approval.submission.outline.definition, withheld))
    if seen and seen != prepared.seen:
        raise Refused("要公开的内容和预览时不同，请看过现在的预览再公开。")
    _check_leaks(approval, prepared, kept)
    public_version.refuse_unprintable(prepared)
    return _enter_publication(_make_publication(report, approval, prepared, by, on))


def withdraw_publication(publication: Publication, *, by: User | None, note: str) -> None:
    """撤回公开: the public reads the note instead. The report stays approved. Raises Refused."""
    words = clean_text(note)
    if not words or len(words) > LONGEST_NOTE:
        raise Refused(f"请用 {LONGEST_NOTE} 字以内写明撤回的原因，公众会看到。")
    with transaction.atomic():
        attempt = Attempt(gate.lock_report(publication.report), by)
        permissions.check_role(attempt, WHO, events.WITHDRAW_PUBLICATION.label)
        if not _end_standing_publication(attempt, pk=publication.pk, end_note=words):
            raise Refused("这次公开已经撤回或被替代，请刷新页面后再看。")
        _record_publication(attempt.report, events.WITHDRAW_PUBLICATION, publication, by, words)


def _check_leaks(approval: Approval, prepared: Prepared, kept: Collection[str]) -> None:
    if left := leaks.list_unkept(leaks.find_leaks(approval, prepared), kept):
        named = "；".join(f"“{leak.heading}”：{leak.words}" for leak in left[:MOST_NAMED])
        more = f"；等 {len(left)} 处" if len(left) > MOST_NAMED else ""
        raise Refused(
            f"还有 {len(left)} 处不予公开的内容出现在公开的部分，或者可以由公开的部分算出：{named}{more}。"
            "请把所在的章节也不予公开，或逐处勾选“保留公开”。"
        )


def _check_date(on: date, approval: Approval) -> None:
    if on > timezone.localdate(act_time.get_act_time()):
        raise Refused("公开日期不能晚于今天。")
    if on < timezone.localdate(approval.at):
        raise Refused(f"公开日期不能早于审核通过的日期（{timezone.localdate(approval.at):%Y-%m-%d}）。")


def _make_publication(report: Report, approval: Approval, prepared: Prepared, by: User | None, on: date) -> Publication:
    return Publication(
        report=report,
        approval=approval,
        reference=make_reference(report.cycle.year),
        published_on=on,
        by=by,
        at=act_time.get_act_time(),
        unit=prepared.document.department,
        year=prepared.document.year,
        title=prepared.page.title,
        withheld=dict(prepared.withheld),
        hidden=sorted(prepared.hidden),
        document=prepared.text,
        sha256=hashlib.sha256(prepared.text.encode()).hexdigest(),
        text=prepared.words,
    )


@transaction.atomic
def _enter_publication(publication: Publication) -> Publication:
    """The row itself, while the report is held and still what was looked at."""
    attempt = Attempt(gate.lock_expected_report(publication.report), publication.by)
    permissions.check_role(attempt, WHO, events.PUBLISH.label)
    if get_approval(attempt.report).pk != publication.approval_id:
        raise Refused("这份报告刚刚重新审核过，请刷新页面后再公开。")
    _end_standing_publication(attempt, is_replaced=True)
    publication.save()
    public_search_index.add_to_index(publication.pk, publication.unit, publication.text)
    paper_orders.order_public_paper(publication, publication.by)
    _record_publication(attempt.report, events.PUBLISH, publication, publication.by, f"公开日期 {publication.published_on:%Y-%m-%d}")
    return publication


def _end_standing_publication(attempt: Attempt, *, pk: int | None = None, **changes: object) -> int:
    """Takes the standing publication out of the public's sight; 0 when there is none, or not this one."""
    standing = Publication.objects.standing().filter(report=attempt.report)
    chosen = standing if pk is None else standing.filter(pk=pk)
    for row in chosen.values_list("pk", "unit", "text"):
        public_search_index.remove_from_index(*row)
    return chosen.update(ended_at=attempt.moment, ended_by=attempt.by, **changes)


def _record_publication(report: Report, act: events.Act, publication: Publication, by: User | None, note: str) -> None:
    events.record_event(report, act, by=by, note=f"{publication.reference}：{note}", submission=publication.approval.submission)
