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
# Seconds of the child alone, half more than the proof allows, for a busy machine counts them dearer; and with the empty child itself.
MOST_CPU, MOST_MEMORY = 1.5, 113 * MB


@pytest.mark.no_cover
@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.name for hostile in HOSTILE])
def test_a_hostile_file_costs_little_and_is_answered(hostile: Hostile):
    usage, reason = measure(hostile)

    assert usage.cpu_seconds <= MOST_CPU
    assert usage.memory <= MOST_MEMORY
    assert reason in (None, Reason.MEMORY)


def measure(hostile: Hostile) -> tuple[Usage, Reason | None]:
    """What the child used, and the limit that ended it."""
    file = io.BytesIO(hostile.make(Random(f"{hostile.name} {SEED}")))
    try:
        return run_task(f"departments.untrusted.{hostile.task}", file, Limits(output=16 * MB), **dict(hostile.options)).usage, None
    except Stopped as stopped:
        return stopped.usage, stopped.reason
    except Refused as refused:
        return refused.usage, None
