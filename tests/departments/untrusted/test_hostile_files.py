"""One file of every hostile kind, by seed, through the limited child: bounded by what the child itself says that it used.

The whole proof, eight of each kind and the site meanwhile, is scripts/proofs/foreign.py.
"""

import io
from random import Random

import pytest

from departments.untrusted.limited_process import MB, Limits, run_task
from departments.untrusted.refusals import Reason, Refused, Stopped, Usage
from tests.departments.untrusted.hostile import HOSTILE, Hostile

SEED = 3
# The proof allows a second, four times what counting to ten million takes on the machine on which the bounds were set: a ratio
# holds on a slow and on a busy one too. Memory with the empty child itself.
MOST_WORK, MOST_MEMORY = 4, 113 * MB
PATIENT = Limits(cpu_seconds=20, wall_seconds=120, output=16 * MB)


@pytest.fixture(scope="module")
def unit() -> float:
    """CPU seconds of the same work in an equal child, now."""
    counting = "tests.departments.untrusted.hostile_tasks:count_to_ten_million"
    return min(run_task(counting, io.BytesIO(), PATIENT).usage.cpu_seconds for _ in range(3))


@pytest.mark.no_cover
@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.name for hostile in HOSTILE])
def test_a_hostile_file_costs_little_and_is_answered(hostile: Hostile, unit: float):
    usage, reason = measure(hostile)

    assert usage.cpu_seconds <= MOST_WORK * unit
    assert usage.memory <= MOST_MEMORY
    assert reason in (None, Reason.MEMORY)


def measure(hostile: Hostile) -> tuple[Usage, Reason | None]:
    """What the child used, and the limit that ended it."""
    file = io.BytesIO(hostile.make(Random(f"{hostile.name} {SEED}")))
    try:
        return run_task(f"departments.untrusted.{hostile.task}", file, PATIENT, **dict(hostile.options)).usage, None
    except Stopped as stopped:
        return stopped.usage, stopped.reason
    except Refused as refused:
        return refused.usage, None
