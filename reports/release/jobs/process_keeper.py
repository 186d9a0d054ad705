"""A parent that keeps several worker processes: one prints on one core."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence

from reports.release.jobs.worker import PAUSE, Worker

logger = logging.getLogger(__name__)


def keep_workers(command: Sequence[str], number: int) -> None:
    """Runs the command `number` times side by side until told to stop; one that dies is started again."""
    boss = Worker()
    boss.listen()
    children = [subprocess.Popen(command) for _ in range(number)]  # noqa: S603 - our own command
    while not boss.end.wait(PAUSE):
        ended = [child for child in children if child.poll() is not None]
        children = [_start_again(command, child) if child in ended else child for child in children]
    for child in children:
        child.terminate()
    for child in children:
        child.wait()


def _start_again(command: Sequence[str], child: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    logger.warning("后台进程 %d 意外退出（%s），重新启动", child.pid, child.returncode)
    return subprocess.Popen(command)  # noqa: S603 - as above
