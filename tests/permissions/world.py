"""Everybody who may knock, around one report in a given state: each address of the site gets its object from here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from departments import audit
from departments.models import Department, Desk, District, Role, User
from reports import workflow
from reports.domain import interchange
from reports.filing import drafts
from reports.models import (
    Approval,
    Attachment,
    ItemKind,
    Job,
    OutboxMail,
    PaperOrder,
    Phrase,
    Printout,
    Publication,
    Report,
    ReturnItem,
    Status,
)
from reports.models.batch import Batch
from tests.reports.workflow import builders
from tests.reports.workflow.notices.builders import make_notice

PEOPLE = ("anonymous", "clerk", "leader", "other clerk", "reviewer", "second reviewer", "manager", "stranger", "disabled")
FILLS_IN = frozenset({"clerk", "leader"})
BUREAU = frozenset({"reviewer", "second reviewer", "manager"})
MANAGER = frozenset({"manager"})
DIGEST = hashlib.sha256(b"%PDF-").hexdigest()
LOGGED_IN = frozenset(PEOPLE) - {"anonymous", "disabled"}


@dataclass
class World:
    """`stranger` is the 审核员 of another district; `other clerk` fills in for another department of this one."""

    report: Report
    people: dict[str, User | None] = field(default_factory=dict)
    objects: dict[str, object] = field(default_factory=dict)


def world(status: str) -> World:
    district, elsewhere = builders.make_district(), builders.make_district("临川区")
    department, neighbour = builders.make_department(district), builders.make_department(district, "088002")
    report = builders.make_report(department, builders.make_cycle(district, second_review=True))
    people = _people(department, neighbour, elsewhere)
    made = World(report, people)
    made.objects = _objects(made, status)
    builders.put(report, status)
    return made


def _people(department: Department, neighbour: Department, elsewhere: District) -> dict[str, User | None]:
    here = {"district": department.district}
    disabled = builders.make_person("disabled", Role.MANAGER, **here)
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    return {
        "anonymous": None,
        "clerk": builders.make_person("clerk", Role.CLERK, department=department),
        "leader": builders.make_person("leader", Role.LEADER, department=department),
        "other clerk": builders.make_person("other", Role.CLERK, department=neighbour),
        "reviewer": builders.make_person("reviewer", Role.REVIEWER, **here),
        "second reviewer": builders.make_person("second", Role.SECOND_REVIEWER, **here),
        "manager": builders.make_person("manager", Role.MANAGER, **here),
        "stranger": builders.make_person("stranger", Role.REVIEWER, district=elsewhere),
        "disabled": disabled,
    }


def _objects(made: World, status: str) -> dict[str, object]:
    """One row of every kind that an address may name, all of them around the one report."""
    report, manager = made.report, made.people["manager"]
    builders.put(report, Status.AWAITING_SIGNATURE)
    submission = workflow.submit(report, by=None)
    Printout.objects.create(submission=submission, file=ContentFile(b"%PDF-", "送审稿.pdf"), sha256=DIGEST)
    found: dict[str, object] = {
        "report": report,
        "submission": submission,
        "cycle": report.cycle,
        "outline": report.outline,
        "outlineversion": report.outline,
    }
    found["item"] = ReturnItem.objects.create(
        report=report, submission=submission, place=builders.PLACE, place_label="管理情况", kind=ItemKind.MUST, text="请写明审批程序"
    )
    found["event"] = report.events.last()
    found["phrase"] = Phrase.objects.create(district=report.cycle.district, text="请补充佐证材料")
    found["job"] = Job.objects.create(kind="summary", name="汇总表.xlsx", owner=manager, digest="0" * 64, created=timezone.now())
    found["attachment"] = Attachment.objects.create(
        report=report,
        place=f"section.{report.outline.definition.section[0].key}",
        place_label="整份报告",
        name="凭证.pdf",
        file=ContentFile(b"%PDF-", "x"),
        sha256=DIGEST,
        size=5,
        content_type="application/pdf",
    )
    found["notice"] = make_notice(report, made.people["clerk"])  # type: ignore[arg-type]
    found["outboxmail"] = OutboxMail.objects.create(notice=found["notice"], address="a@example.cn", state="sent", created=timezone.now())
    found["auditentry"] = audit.record_entry(audit.Act.VIEW, report, district=report.cycle.district_id)
    found["batch"] = Batch.objects.create(token="0" * 32, act="approve", by=manager, at=timezone.now())
    found |= {"district": report.cycle.district, "department": report.department, "user": made.people["clerk"]}
    found["desk"] = Desk.objects.create(district=report.cycle.district, name="农业股")
    approval = Approval.objects.create(submission=submission, by=None, at=timezone.now())
    Printout.objects.create(submission=submission, kind="final", file=ContentFile(b"%PDF-", "定稿.pdf"), sha256=DIGEST)
    found["publication"] = _publication(report, approval)
    kept = {"file": default_storage.save("drafts/0.pdf", ContentFile(b"%PDF-")), "sha256": DIGEST, "state": "done"}
    found["order"] = PaperOrder.objects.create(report=report, kind="draft", digest="0" * 64, created=timezone.now(), **kept)
    return found


def _publication(report: Report, approval: Approval) -> Publication:
    document = drafts.load_document(report)
    return Publication.objects.create(
        report=report,
        approval=approval,
        reference=f"{report.cycle.year}-0123456789",
        published_on=date(2021, 3, 31),
        at=timezone.now(),
        unit=document.department,
        year=document.year,
        title=str(report),
        document=interchange.dump_document(document),
        sha256=hashlib.sha256(interchange.dump_document(document).encode()).hexdigest(),
        text="公开",
        file=ContentFile(b"%PDF-", "公开版.pdf"),
        pdf_sha256=DIGEST,
    )
