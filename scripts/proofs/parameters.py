"""Every value in every field of every form and address, as everybody, in every state of a report: never a fault of the server.

Takes about an hour on each database; the suite tries a seeded part of the same. `python scripts/proofs/parameters.py`, or
behind `scripts/postgres.py` on PostgreSQL. Arguments are handed to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def prove_parameters(arguments: list[str]) -> int:
    """The exit status of pytest."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/parameters", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PERFEVAL_LONG": "1"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(prove_parameters(sys.argv[1:]))
