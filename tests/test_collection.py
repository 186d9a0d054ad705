"""Every process finds the same tests, whenever it looks: xdist refuses to run what two processes call by two names."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow("collects the whole suite several times, in processes of its own")

# Two moments that share no second, day or year, and two orders of sets.
MOMENTS = {"1": "2026-12-31T23:59:58+08:00", "2": "2031-03-01T00:00:03+08:00"}
COLLECT = """
import datetime, sys, pytest, time_machine
time_machine.travel(datetime.datetime.fromisoformat(sys.argv[1])).start()
early = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
sys.exit(pytest.main(["--collect-only", "--quiet", "-m", "", "--color=no", "-W", early]))
"""


def collect_tests(seed: str, moment: str) -> subprocess.Popen[str]:
    """Names of all tests in their order, from a process that believes in this moment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    command = [sys.executable, "-c", COLLECT, moment]
    environment = {**inherited, "PYTHONHASHSEED": seed}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_names_of_tests_depend_on_no_clock_no_order_of_sets_and_no_chance() -> None:
    running = [collect_tests(seed, moment) for seed, moment in MOMENTS.items()]
    first, second = ([line for line in process.communicate()[0].splitlines() if "::" in line] for process in running)
    assert [process.returncode for process in running] == [0, 0]
    assert len(first) > 1000
    assert [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]] == []
    assert len(first) == len(second)
