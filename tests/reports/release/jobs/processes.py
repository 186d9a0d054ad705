"""Workers as processes of their own, killed without warning."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from reports.models import Job


@contextmanager
def worker(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py work`, killed by SIGKILL at the end of the block, whatever it is doing."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work", *arguments]
    process = subprocess.Popen(command, env=build_environment(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def build_environment(changes: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "perfeval.settings", **changes}


def wait_until_over(job: Job, seconds: float) -> float:
    """How many seconds the job took from now on. Raises TimeoutError."""
    start = time.monotonic()
    while Job.objects.get(pk=job.pk).is_open:
        if time.monotonic() - start > seconds:
            raise TimeoutError(f"{job} is still {Job.objects.get(pk=job.pk).state}")
        time.sleep(0.1)
    return time.monotonic() - start
