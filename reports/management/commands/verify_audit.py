"""核验审计日志: names the first line of each district that was altered, removed or inserted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from departments import audit
from reports.management.base import ReportCommand

NO_DISTRICT = "不属于任何区县"


class Command(ReportCommand):
    help = "核验审计日志：逐条核对校验链，指出第一条被改动、删除或插入的记录"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", action="append", default=[], metavar="区县:序号:校验值", help="另处留存的链尾，用来发现末尾被整段删去"
        )

        parser.add_argument("--year", type=int, metavar="年", help="只核验这一年的记录，以及它们与前后记录的衔接")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        found = [f"{one.district or NO_DISTRICT}：{one.message}。" for one in audit.verify_chains(year)]
        found += list(self._cut_off(options["expect"]))
        if found:
            raise CommandError("\n".join(found))
        if year is not None:
            self.stdout.write(f"{year} 年的 {audit.count_sealed(year)} 条记录相符，与前后的记录衔接。其他年度没有核验。")
            return
        for head in audit.iter_chain_heads():
            told = f"{head.number} 条相符，链尾 {head.sha256}；另有 {head.unsealed} 条尚未封存。"
            self.stdout.write(f"{head.district or NO_DISTRICT}：{told}")

    def _cut_off(self, expected: list[str]) -> Any:
        for each in expected:
            name, number, sha256 = [*each.split(":"), "", ""][:3]
            if not number.isdecimal():
                raise CommandError(f"“{each}”应写成 区县:序号:校验值。")
            if not audit.is_chain_intact(name, int(number), sha256):
                yield f"{name}：第 {number} 条与另处留存的校验值不符，或已被删去。"
