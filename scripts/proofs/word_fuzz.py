"""Proof: 500 damaged, absurd and hostile Word files are read or refused, each within 2 s of CPU and 150 MB, and leave the draft alone.

    .venv/bin/python scripts/proofs/word_fuzz.py [--files 500] [--first 0]

Each goes once through the limited child, which tells what it used, and once through the page of the clerk.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"PERFEVAL_VAR": FOLDER.name, "DATABASE_URL": f"sqlite:///{FOLDER.name}/fuzz.sqlite3"}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

import django  # noqa: E402

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from departments.untrusted.limited_process import MB, run_task  # noqa: E402
from departments.untrusted.refusals import Refused, Stopped, Usage  # noqa: E402
from reports.filing import drafts  # noqa: E402
from reports.filing.word_import import LIMITS, TASK  # noqa: E402
from reports.models import Report  # noqa: E402
from tests import builders  # noqa: E402
from tests.reports.domain.text_import.papers import ARCHIVE  # noqa: E402
from tests.word_files import dress_text  # noqa: E402
from tests.word_fuzz import make_fuzzed  # noqa: E402

MOST_CPU, MOST_MEMORY = 2.0, 150 * MB


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=500)
    asked.add_argument("--first", type=int, default=0)
    given = asked.parse_args()
    call_command("migrate", verbosity=0)
    report = builders.report(in_cycle=builders.cycle(year=2023))
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(builders.clerk(report.department))
    before, good = drafts.load_document(report), dress_text(ARCHIVE)
    usages, said, faults = [], Counter[str](), []
    for seed in range(given.first, given.first + given.files):
        content = make_fuzzed(good, seed)
        usage, words = measure(content)
        status = upload(client, report, content)
        usages.append(usage)
        said[words] += 1
        if usage.cpu_seconds > MOST_CPU or usage.memory > MOST_MEMORY or status >= 500 or drafts.load_document(report) != before:
            faults.append(f"{seed}: {usage.cpu_seconds:.2f} s, {usage.memory / MB:.0f} MB, {words}, {status}")
    for words, count in said.most_common():
        print(f"{count:5} × {words}")
    cpu, memory = max(usage.cpu_seconds for usage in usages), max(usage.memory for usage in usages)
    print(f"{given.files} files: at most {cpu:.2f} s of CPU and {memory / MB:.0f} MB; {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


def measure(content: bytes) -> tuple[Usage, str]:
    try:
        outcome = run_task(TASK, BytesIO(content), LIMITS)
    except Refused as refused:
        return refused.usage, f"{f'STOPPED {refused.reason.name} ' if isinstance(refused, Stopped) else ''}{refused}"[:40]
    letters = outcome.result["letters"]
    return outcome.usage, "read" if letters["found"] == letters["taken"] + letters["left_out"] else "LETTERS DO NOT ADD UP"


def upload(client: Client, report: Report, content: bytes) -> int:
    """The worse of the two answers: to the file, and of the page afterwards."""
    page = f"/reports/{report.pk}/reading/"
    taken = client.post(page, {"file": SimpleUploadedFile("a.docx", content)})
    shown = client.get(page)
    client.post(page, {"discard": "1"})
    return max(taken.status_code, shown.status_code)


if __name__ == "__main__":
    sys.exit(main())
