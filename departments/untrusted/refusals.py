"""Why a file from outside is not taken, and why the reading of it was stopped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Usage:
    """What the child used. `memory` is its largest resident size in bytes, 0 where it was killed before it could say."""

    cpu_seconds: float
    memory: int


class Refused(Exception):
    """str() is the sentence for the person: what is wrong, and what to do. Raised by a task in the child and handed on by the door."""

    usage = Usage(0.0, 0)


class Reason(Enum):
    """Which limit ended the child, with the sentence for the person."""

    CPU = "文件内容太复杂，检查了很久也没有查完，已停止，没有收下。请重新导出或另存（PDF 可以打印成新的 PDF），或拆成几个文件再上传。"
    WALL = "文件太久没有检查完，已停止，没有收下。请过一会儿再试；还是不行，请重新导出、另存或拆成几个文件再上传。"
    MEMORY = "文件展开后太大，超出检查可用的内存，没有收下。请删去多余的内容，或拆成几个文件再上传。"
    OUTPUT = "文件里要读出的内容太多，没有收下。请只保留要用的内容，或拆成几个文件再上传。"
    CRASH = "文件内容有误，检查程序读到一半就中断了，没有收下。请用原来的软件打开后另存，再上传。"
    BUSY = "现在同时检查的文件太多，这个文件还没有检查，也没有收下。请过一分钟再上传。"


class Stopped(Refused):
    """The child was ended by a limit, crashed, or never started."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)
