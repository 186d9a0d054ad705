"""How many examples a test tries: a part of them in the suite, all of them in `bash scripts/prove.sh examples`."""

import os

LONG = os.environ.get("PERFEVAL_LONG") == "1"
PART = 4


def count_examples(many: int) -> int:
    return many if LONG else many // PART
