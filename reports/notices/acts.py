"""Which acts are told, to whom, in which words. Called for every act, in its transaction, by reports.events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from departments.models import User
from reports.models import Event, NoticeKind, Report
from reports.notices import people, words, writing
from reports.notices.words import Words

Audience = Callable[[Report], list[User]]
AT_BUREAU, AT_DEPARTMENT, TO_SIGN = "admin:reports_report_change", "report", "sign"
Kind = NoticeKind


@dataclass(frozen=True)
class Told:
    to: Audience
    title: str  # {paper} is the report
    say: Callable[[Event], Words]
    page: str  # name of the page where it goes on

    def notice(self, event: Event) -> writing.Said:
        title = self.title.format(paper=words.paper(event.report))
        return writing.Said(NoticeKind(event.act), title, self.say(event), self.page)


def _noted(sentence: str, label: str = "说明") -> Callable[[Event], Words]:
    return lambda event: words.with_note(event, sentence, label)


def _reminded(event: Event) -> Words:
    return words.with_note(event, f"请尽快完成报告并报送财政局。{words.deadline(event.report)}。", "财政局的话")


TOLD: dict[str, Told] = {
    Kind.HAND_OVER: Told(people.leaders, "请签发：{paper}", _noted("填报人已填完报告，交您审阅签发。"), TO_SIGN),
    Kind.GIVE_BACK: Told(people.clerks, "负责人退给您修改：{paper}", _noted("请修改后再交签发。", "要修改的"), AT_DEPARTMENT),
    Kind.SUBMIT: Told(people.handlers, "已报送，请审核：{paper}", words.sent, AT_BUREAU),
    Kind.WITHDRAW: Told(people.handlers, "单位撤回了报送：{paper}", _noted("单位在审核开始以前撤回，改好后会再次报送。"), AT_BUREAU),
    Kind.PASS_ON: Told(people.second_reviewers, "请复审：{paper}", _noted("审核员已提请复审，请另一名复审员确认。"), AT_BUREAU),
    Kind.SEND_BACK: Told(people.handlers, "复审员退回，请再审：{paper}", _noted("请再次审核。", "理由"), AT_BUREAU),
    Kind.RETURN: Told(people.filling_in, "财政局退回，请修改：{paper}", words.returned, AT_DEPARTMENT),
    Kind.APPROVE: Told(people.filling_in, "审核通过：{paper}", _noted("财政局已审核通过，可以下载定稿。"), AT_DEPARTMENT),
    Kind.REOPEN: Told(people.filling_in, "财政局重新打开，请修改：{paper}", words.reopened, AT_DEPARTMENT),
    Kind.ASSIGN: Told(people.assigned, "分配给您办理：{paper}", _noted("这份报告从现在起由您办理。"), AT_BUREAU),
    Kind.EXTEND: Told(
        people.filling_in, "报送截止时间延后：{paper}", _noted("财政局给本单位延长了报送时间。", "新的期限和理由"), AT_DEPARTMENT
    ),
    Kind.REMIND: Told(people.filling_in, "财政局提醒报送：{paper}", _reminded, AT_DEPARTMENT),
    Kind.PUBLISH: Told(people.filling_in, "已向社会公开：{paper}", _noted("财政局公开了这份报告。"), AT_DEPARTMENT),
    Kind.WITHDRAW_PUBLICATION: Told(people.filling_in, "撤回公开：{paper}", _noted("财政局撤回了这份报告的公开。"), AT_DEPARTMENT),
}


def tell(event: Event) -> None:
    """Tells everybody concerned but the person who did it; nothing for acts that concern nobody else."""
    told = TOLD.get(event.act)
    if told is None or people.is_exempt(event.report):
        return
    others = [person for person in told.to(event.report) if person.pk != event.actor_id]
    if others:
        writing.write(event.report, others, told.notice(event), at=event.at, event=event)
