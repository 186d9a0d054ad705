"""`manage.py work` that kills itself by SIGKILL at one moment: python -m tests.reports.release.jobs.dying_worker MOMENT."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def die_after(owner: type, name: str, *, of: str = "") -> None:
    """Once the method has done its work, on a path with that ending."""
    work: Callable[..., Any] = getattr(owner, name)

    def work_and_die(self: Any, *arguments: Any) -> Any:
        made = work(self, *arguments)
        if not of or self.suffix == of:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    setattr(owner, name, work_and_die)


def main(moment: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from departments.file_storage import WholeFileStorage

    if moment == "stored":
        die_after(WholeFileStorage, "_save")
    else:
        die_after(Path, "replace", of=".part")
    call_command("work", "--nice=0")


if __name__ == "__main__":
    main(sys.argv[1])
