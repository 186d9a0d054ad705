"""The acts that a page offers to a member of the department, each with what it brings about."""

from __future__ import annotations

from dataclasses import dataclass

from departments.models import User
from departments.roles import Roles
from reports import workflow
from reports.models import Report

OF_DEPARTMENTS = {
    "hand_over": "交单位负责人审阅签发。签发前报告不能修改，负责人可以退给您。",
    "give_back": "报告退给填报人修改，填报人会看到您写的说明。",
    "submit": "报告报送财政局，并生成有编号的送审稿。财政局开始审核前可以撤回。",
    "withdraw": "财政局还没有开始审核，可以撤回修改；修改后须重新报送。",
}
CONFIRMED = {"submit": "我已看过报告全文，内容真实、数据无误，同意报送。"}


@dataclass(frozen=True)
class Offer:
    name: str
    label: str
    hint: str
    needs_note: bool = False
    confirmation: str = ""  # what the person ticks before

    @property
    def needs_everything(self) -> bool:
        """Not before every required fact is there."""
        return self.name in ("hand_over", "submit")


def offers(report: Report, user: User, roles: Roles) -> list[Offer]:
    """What leads onward comes first. No query: the roles are known. Review has its own desk, so its acts are not among these."""
    found = workflow.acts(report, user, roles.here(report.department))
    made = [
        Offer(act.name, act.label, OF_DEPARTMENTS[act.name], act.needs_note, CONFIRMED.get(act.name, ""))
        for act in found
        if act.name in OF_DEPARTMENTS
    ]
    return sorted(made, key=lambda offer: not offer.needs_everything)
