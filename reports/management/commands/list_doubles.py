"""Lists what stands in the database twice although it is one thing; changes nothing."""

from __future__ import annotations

from typing import Any

from departments import doubles
from reports.management.base import ReportCommand


class Command(ReportCommand):
    help = "列出重复的单位、股室、区县和账号：只差写法、只差前面的 0，或者同名；不改动、不合并任何内容"

    def handle(self, *_: Any, **__: Any) -> None:
        found = [str(double) for double in doubles.find_doubles()]
        odd = list(dict.fromkeys(doubles.find_unspelled()))
        for sentence in (*found, *odd):
            self.stdout.write(sentence)
        self.stdout.write(_summarise(len(found), len(odd)))


def _summarise(doubled: int, odd: int) -> str:
    if not doubled and not odd:
        return "没有发现重复。"
    return f"共 {doubled} 组可能重复，{odd} 处写法不统一。请在工作台逐一核对：改名、停用或删除，由管理员决定。"
