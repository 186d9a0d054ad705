"""真伪核验: what a number on a paper stands for, and which stored paper a file is.

Known are the numbers of approved submissions and of publications. Whoever asks for a number holds the paper, so year and unit are told:
they unmask a number that was copied onto another unit's paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from reports.models import Approval, Printout, PrintoutKind, Publication, Submission
from reports.models.integrity import FrozenContentError, log_damage

NUMBER = re.compile(r"(?<![0-9A-Z])([0-9]{4})-?([0-9A-Z]{10})(?![0-9A-Z])")
StoredPaper = Printout | Publication
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "—": "-", "–": "-", "－": "-"})


@dataclass(frozen=True)
class Paper:
    """A stored PDF, by its hash."""

    name: str  # 定稿
    reference: str
    sha256: str


@dataclass(frozen=True)
class Answer:
    reference: str
    state: str
    look: str  # green, amber, red
    explanation: str
    unit: str
    year: int
    moment: datetime
    act: str  # what happened at that moment
    sha256: str  # of the JSON
    papers: tuple[Paper, ...]
    public: str = ""  # number of what the public can read of it
    is_damaged: bool = False  # what is stored under the number is not what was stored

    def paper(self, sha256: str) -> Paper | None:
        return next((paper for paper in self.papers if paper.sha256 == sha256), None)


def normalise_reference(typed: str) -> str:
    """A number as people type it from paper: 2018-k7q2m9xw4d, blanks, O for 0, 编号： before it, the whole address; "" when it is none."""
    found = NUMBER.search("".join(unicodedata.normalize("NFKC", typed).upper().translate(MISREAD).split()))
    return f"{found[1]}-{found[2]}" if found else ""


def find_answer(reference: str) -> Answer | None:
    """None for an unknown number. Two queries at least, whether it is known or not."""
    number = normalise_reference(reference)
    approval = Approval.objects.filter(submission__reference=number).select_related("submission__report__department").first()
    publication = Publication.objects.filter(reference=number).select_related("report", "approval").first()
    if publication is not None:
        return _compared(_describe_publication(publication), publication, [publication] if publication.is_printed else [])
    if approval is None:
        return None
    standing = approval.submission.report.publications.standing().first()
    of_this = [standing] if standing and standing.is_printed and standing.approval_id == approval.pk else []
    papers: list[StoredPaper] = [*approval.submission.printouts.order_by("pk"), *of_this]
    return _compared(_describe_approval(approval, standing, papers), approval.submission, papers)


def _compared(answer: Answer, frozen: Submission | Publication, papers: Iterable[StoredPaper]) -> Answer:
    """The answer, when all that is stored under the number is what was stored; else that alone is told, for nothing can be vouched for."""
    try:
        _ = frozen.document
        for paper in papers:
            paper.open_paper().close()
    except FrozenContentError as error:
        log_damage(error)
        said = f"系统里保存的内容不一致，现在不能证明纸上的报告是真是假。{error}"
        return replace(answer, state="不一致", look="red", explanation=said, sha256="", papers=(), public="", is_damaged=True)
    return answer


def _describe_approval(approval: Approval, standing: Publication | None, papers: Iterable[StoredPaper]) -> Answer:
    sent, report = approval.submission, approval.submission.report
    state, look, explanation = _describe_approval_state(approval)
    return Answer(
        reference=sent.reference,
        state=state,
        look=look,
        explanation=explanation,
        unit=report.department.name,
        year=int(sent.reference[:4]),
        moment=approval.at,
        act="审核通过",
        sha256=sent.sha256,
        papers=tuple(map(_described, papers)),
        public=standing.reference if standing else "",
    )


def _describe_approval_state(approval: Approval) -> tuple[str, str, str]:
    report = approval.submission.report
    if Approval.objects.filter(submission__report=report, submission__number__gt=approval.submission.number).exists():
        return "已被新版替代", "amber", "这份报告后来重新报送并通过了审核，请以新版为准。"
    if not report.state.is_passed:
        return "已重新打开", "red", "财政局已重新打开这份报告，正在修改，这一版不再有效。"
    return "有效", "green", "这份报告已经财政局审核通过，现在有效。"


def _described(paper: StoredPaper) -> Paper:
    if isinstance(paper, Publication):
        return Paper("公开版", paper.reference, paper.pdf_sha256)
    return Paper(PrintoutKind(paper.kind).label, paper.submission.reference, paper.sha256)


def _describe_publication(publication: Publication) -> Answer:
    standing = publication.report.publications.standing().first()
    state, look, explanation = _describe_public_state(publication, standing)
    return Answer(
        reference=publication.reference,
        state=state,
        look=look,
        explanation=explanation,
        unit=publication.unit,
        year=publication.year,
        moment=publication.at,
        act="公开",
        sha256=publication.sha256,
        papers=(_described(publication),) if publication.is_printed else (),
        public=standing.reference if standing else "",
    )


def _describe_public_state(publication: Publication, standing: Publication | None) -> tuple[str, str, str]:
    if publication.is_replaced and standing is None:
        return "已被新版替代", "red", "这份报告后来重新公开，又已撤回，现在没有公开的版本。"
    if publication.is_replaced:
        return "已被新版替代", "amber", "这份报告后来重新公开，请以新的公开版为准。"
    if not publication.is_standing:
        return "已撤回", "red", f"这次公开已撤回：{publication.end_note}"
    if notice := describe_reopened(publication):
        return "有效", "amber", notice
    return "有效", "green", "这是财政局现在公开的版本。"


def describe_reopened(publication: Publication) -> str:
    """What a reader of a standing publication must know of the report behind it; "" where nothing has changed."""
    if not publication.report.state.is_passed:
        return "本报告经财政局重新打开，正在修改；改好并重新公开以前，公开的仍是这一版。"
    later = Approval.objects.filter(submission__report=publication.report_id, pk__gt=publication.approval_id)
    return "本报告已有新的审核通过的版本，尚未公开；公开的仍是这一版。" if later.exists() else ""
