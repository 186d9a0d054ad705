"""审核的一天：60 个单位、各种状态，在工作台逐份办理 40 份，数点击和页面；工作台、队列、概览、排名表、汇总表的每个数与手工数相同。

    bash scripts/prove.sh day                          SQLite
    .venv/bin/python scripts/postgres.py bash scripts/prove.sh day     PostgreSQL
    PYTHONPATH=<an older checkout> python day.py --walk     clicks and loads alone, of a version that has not these pages

Exit status 1 where a number differs. The suite walks a small sample (tests/scripts/test_day.py).
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile

DEPARTMENTS, REVIEWS = 60, 40


def prove_day(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PERFEVAL_VAR": folder, "DJANGO_SETTINGS_MODULE": "perfeval.settings"}
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        setup_test_environment()  # so that a response tells what its page was made of
        settings.ALLOWED_HOSTS = ["*"]
        logging.disable(logging.WARNING)
        call_command("migrate", verbosity=0)
        return _walk_day(is_compared="--walk" not in arguments)


def _walk_day(*, is_compared: bool) -> int:
    from django.test import Client

    from benchmarks import day_district, day_walk
    from reports.domain.rendering import pdf

    pdf.print_pdf = lambda *_, **__: b"%PDF-1.7"  # printing is proved elsewhere
    day = day_district.make_day(DEPARTMENTS)
    client = Client()
    client.force_login(day.reviewer)
    different = _compare(client, "before the day") if is_compared else []
    done, counts = day_walk.walk_reviews(day.reviewer, REVIEWS)
    number = sum(done.values())
    print(f"{number} reviews: {dict(done)}")
    print(f"a report: {counts['clicks'] / number:.2f} clicks, {counts['loads'] / number:.2f} loads")
    different += _compare(client, "after the day") if is_compared else []
    return 1 if different or done["left"] or number < REVIEWS else 0


def _compare(client: object, when: str) -> list[str]:
    from benchmarks import day_district, hand_count

    found = hand_count.compare_numbers(client, day_district.YEAR)  # type: ignore[arg-type]
    print(f"{when}: {len(found)} numbers differ", *found, sep="\n  ")
    return found


if __name__ == "__main__":
    sys.exit(prove_day(sys.argv[1:]))
