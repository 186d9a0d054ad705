"""What can be done with many reports at once, each by the verb that does it with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from departments.models import User
from reports import workflow
from reports.models import ItemKind, Report
from reports.workflow import assigning
from reports.workflow.attempt import Attempt
from reports.workflow.reminding import remind


@dataclass(frozen=True)
class Words:
    """What the person writes for all of them: the common item and how binding it is, or a note; and to whom they go."""

    text: str = ""
    kind: str = ItemKind.MUST
    to: User | None = None


Take = Callable[[Report, User, Words], object]


@dataclass(frozen=True)
class Act:
    """`done` is said of each report; `needs_text`: nothing happens without words."""

    label: str
    done: str
    prompt: str
    take: Take
    needs_text: bool = False
    needs_person: bool = False  # nothing happens without a colleague to give them to
    consequence: str = ""


def _return(report: Report, by: User, words: Words) -> object:
    """With one 必改 or other item on the whole report, which is anchored at its first section."""
    place = f"section.{report.outline.definition.section[0].key}"
    return workflow.return_(report, by=by, items=[workflow.NewItem(place, words.kind, words.text)])


def _assign(report: Report, by: User, words: Words) -> object:
    """In the preview nobody is chosen yet: only whether the report can be assigned at all is asked."""
    if words.to is None:
        assigning.check(Attempt(report, by))
        return None
    return workflow.assign(report, by=by, to=words.to, note=words.text)


ACTS: dict[str, Act] = {
    "start_review": Act(
        "开始审核", "已开始审核", "说明（可不填）", lambda report, by, words: workflow.start_review(report, by=by, note=words.text)
    ),
    "return": Act(
        "退回",
        "已退回",
        "共同的退回意见（必填，每份报告都写这一条）",
        _return,
        needs_text=True,
        consequence="单位登录后看到这条意见，改好后再次报送。",
    ),
    "pass_on": Act(
        "提请复审",
        "已提请复审",
        "给复审员的话（可不填）",
        lambda report, by, words: workflow.pass_on(report, by=by, note=words.text),
        consequence="由另一名复审员确认通过，或者退回。",
    ),
    "approve": Act(
        "通过",
        "已通过",
        "审核意见（可不填）",
        lambda report, by, words: workflow.approve(report, by=by, note=words.text),
        consequence="审核通过后，报告不能再修改；确需修改时由管理员重新打开。",
    ),
    "remind": Act(
        "提醒",
        "已提醒",
        "提醒的话（可不填）",
        lambda report, by, words: remind(report, by=by, note=words.text),
        consequence="办理记录里写下这次提醒；每个单位一天最多提醒一次。",
    ),
    "assign": Act(
        "分配",
        "已分配",
        "交接说明（可不填，最多 200 字）",
        _assign,
        needs_person=True,
        consequence="由选定的审核员办理，报告的状态不变。",
    ),
}
