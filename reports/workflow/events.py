"""办理记录: the only place that writes events. An act is one row, with every word that is said of it; here are those that change
no state, the steps from state to state stand in workflow/transitions.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from departments import audit
from departments.models import User
from reports.domain import act_time
from reports.models import Event, Report, Status, Submission
from reports.workflow import notices
from reports.workflow.notices import messages, recipients
from reports.workflow.notices.notifications import AT_BUREAU, AT_DEPARTMENT, Notification, build_sentence


@dataclass(frozen=True, kw_only=True)
class ActWords:
    """What is said of an act before, after, in the notice and where it is done with many reports at once."""

    hint: str = ""  # what it brings about
    done: str = "已办理。"  # to the person, afterwards; {report} is the report
    note: str = ""  # over the words that the person adds
    pledge: str = ""  # what the person ticks before
    doubt: str = ""  # what a page asks first while findings wait, above the list of them; "": nothing is asked
    is_asked: bool = False  # a page of its own asks once more
    in_bulk: str = ""  # of each report, when it is done with many at once; "": it is not offered for many
    bulk_label: str = ""  # there; "": as everywhere
    notification: Notification | None = None  # None: it concerns nobody else


@dataclass(frozen=True)
class Act:
    """`name` stands in the 办理记录, `label` is what every page calls it."""

    name: str
    label: str
    words: ActWords = field(default=ActWords(), kw_only=True)

    def describe_done(self, report: Report, **names: object) -> str:
        """The sentence for the person, afterwards. `names`: what its row names beside the report."""
        return self.words.done.format(report=report, **names)


def _told(done: str, title: str, sentence: str, label: str = "说明", *, hint: str = "", note: str = "", in_bulk: str = "") -> ActWords:
    """Words of an act that the department is told, and that has a page or a form of its own. The last three: for many at once."""
    notification = Notification(recipients.list_department, title, build_sentence(sentence, label), AT_DEPARTMENT)
    return ActWords(done=done, notification=notification, hint=hint, note=note, in_bulk=in_bulk)


ANSWER = Act("answer", "答复退回意见", words=ActWords(done="已答复：{place}"))
ACCEPT = Act("accept", "认可答复", words=ActWords(done="已认可：{place}"))
EXPLAIN = Act("explain", "说明后按原数报送")
READ_IN = Act("read_in", "读入", words=ActWords(done="已写入报告的 {taken} 节。请逐节看一遍，再送审。"))
EXTEND = Act(
    "extend",
    "延期",
    words=_told(
        "{report.department.name} 的报送截止时间已延期，单位登录后即可看到。",
        "报送截止时间延后：{paper}",
        "财政局给本单位延长了报送时间。",
        "新的期限和理由",
        hint="单位登录后看到新的期限和理由。",
        note="延期的理由（必填，单位会看到，最多 200 字）",
        in_bulk="已延期",
    ),
)
SCORE = Act("score", "评分")
ATTACH_SCAN = Act("attach_scan", "上传签章扫描件")
REMOVE_SCAN = Act("remove_scan", "移除签章扫描件")
REMIND = Act(
    "remind",
    "提醒报送",
    words=ActWords(
        hint="办理记录里写下这次提醒；每个单位一天最多提醒一次。",
        note="提醒的话（可不填）",
        in_bulk="已提醒",
        bulk_label="提醒",
        notification=Notification(recipients.list_department, "财政局提醒报送：{paper}", messages.describe_reminder, AT_DEPARTMENT),
    ),
)
ASSIGN = Act(
    "assign",
    "分配",
    words=ActWords(
        hint="由选定的审核员办理，报告的状态不变。",
        note="交接说明（可不填，最多 200 字）",
        done="{report.department.name} 的报告已分配，由{person}办理。",
        in_bulk="已分配",
        notification=Notification(
            recipients.list_assigned, "分配给您办理：{paper}", build_sentence("这份报告从现在起由您办理。"), AT_BUREAU
        ),
    ),
)
MOVE_OUTLINE = Act(
    "move_outline",
    "更换提纲",
    words=_told(
        "{report.department.name} 的报告已换成提纲“{report.outline.title}”。",
        "报告提纲已更换：{paper}",
        "财政局更换了这份报告的提纲。已经填写的内容一处也没有删除；在新提纲中没有位置的，在报告页上可以查看和复制。",
        hint="已经填写的内容一处也不删除；没有位置的保留着，换回原提纲就回到原处。",
        note="更换的理由（可不填，单位会看到，最多 200 字）",
    ),
)
PUBLISH = Act(
    "publish",
    "公开",
    words=_told(
        "{report} 已公开，编号 {reference}。",
        "已向社会公开：{paper}",
        "财政局公开了这份报告。",
        hint="上次不予公开的章节和理由照用；须另行判断的不办理，请单独公开。",
        in_bulk="已公开",
    ),
)
WITHDRAW_PUBLICATION = Act(
    "withdraw_publication",
    "撤回公开",
    words=_told("已撤回公开，公众现在看到的是撤回说明。", "撤回公开：{paper}", "财政局撤回了这份报告的公开。"),
)

WITHOUT_STEP: tuple[Act, ...] = (
    ANSWER,
    ACCEPT,
    EXPLAIN,
    READ_IN,
    EXTEND,
    SCORE,
    ATTACH_SCAN,
    REMOVE_SCAN,
    REMIND,
    ASSIGN,
    MOVE_OUTLINE,
    PUBLISH,
    WITHDRAW_PUBLICATION,
)


def record_event(
    report: Report,
    act: Act,
    *,
    by: User | None,
    source: str | None = None,
    at: datetime | None = None,
    note: str = "",
    submission: Submission | None = None,
) -> Event:
    """Writes down what brought the report to its present state; without `source` the state stayed as it was.

    The same goes into the district's 审计日志, and whom it concerns is told.
    """
    before = report.status if source is None else source
    _record_audit_entry(report, act, before, note, by)
    event = Event.objects.create(
        report=report,
        act=act.name,
        source=before,
        target=report.status,
        actor=by,
        at=at or act_time.get_act_time(),
        note=note,
        submission=submission,
    )
    if act.words.notification:
        notices.tell_recipients(event, act.words.notification)
    return event


def _record_audit_entry(report: Report, act: Act, before: str, note: str, by: User | None) -> None:
    moved = f"{Status(before).label} → {report.get_status_display()}" if before and before != report.status else act.label
    audit.record_entry(audit.Act.STEP, report, district=report.department.district_id, detail=f"{moved} {note}".rstrip(), actor=by)
