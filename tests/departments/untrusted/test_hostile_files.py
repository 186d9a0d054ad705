"""One file of every hostile kind, by seed, through the limited child: bounded by what the child itself says that it used.

The whole proof, eight of each kind and the site meanwhile, is scripts/proofs/foreign.py.
"""

import io
from random import Random

import pytest

from departments.untrusted.limited_process import MB, Limits, run_task
from departments.untrusted.refusals import Reason, Refused, Stopped
from tests.departments.untrusted.hostile import HOSTILE, Hostile

SEED = 3
# Seconds of the child alone, half more than the proof allows, for a busy machine counts them dearer; and with the empty child itself.
MOST_CPU, MOST_MEMORY = 1.5, 113 * MB


@pytest.mark.no_cover
@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.name for hostile in HOSTILE])
def test_a_hostile_file_costs_little_and_is_answered(hostile: Hostile):
    file = io.BytesIO(hostile.make(Random(f"{hostile.name} {SEED}")))
    try:
        usage = run_task(f"departments.untrusted.{hostile.task}", file, Limits(output=16 * MB), **dict(hostile.options)).usage
    except Refused as refused:
        usage = refused.usage
        assert not isinstance(refused, Stopped) or refused.reason is Reason.MEMORY

    assert usage.cpu_seconds <= MOST_CPU
    assert usage.memory <= MOST_MEMORY
