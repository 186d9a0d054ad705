"""Printing in a child process under limits, for a site without a worker: never in the threads that save, one at a time on a machine."""

from __future__ import annotations

import base64
import fcntl
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.conf import settings

from departments.untrusted.limited_process import MB, Limits, Turns, run_task
from reports.domain import ReportPage
from reports.domain.rendering import pdf
from reports.domain.rendering.print_limits import refuse_absurd
from reports.domain.rendering.text_cleanup import clean_page

TASK = "reports.domain.rendering.printing_child:print_pickled"
# A report of 2,000 rows takes ten seconds; the libraries that draw take 400 MB of addresses before the first page.
LIMITS = Limits(cpu_seconds=60, wall_seconds=90.0, memory=2048 * MB, output=64 * MB)
TURNS = Turns(running=1, waiting=1, longest=90.0)


def print_apart(page: ReportPage, stamp: pdf.Stamp, attachment: bytes) -> bytes:
    """The same bytes as `pdf.print_pdf`. Raises TooLarge; Stopped where a limit or a crash ended the child."""
    refuse_absurd(clean_page(page))
    told = {
        "var": str(settings.VAR),
        "templates": [str(folder) for folder in settings.TEMPLATES[0]["DIRS"]],
        "fonts": [str(folder) for folder in settings.PERFEVAL_FONTS],
        "language": settings.LANGUAGE_CODE,
        "zone": settings.TIME_ZONE,
    }
    outcome = run_task(TASK, BytesIO(pickle.dumps((page, stamp, attachment))), LIMITS, TURNS, **told)
    return base64.b64decode(outcome.result)


@contextmanager
def take_print_turn() -> Iterator[bool]:
    """True for one process and thread of this machine at a time; the others are not kept waiting."""
    with (Path(settings.VAR) / "printing.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
