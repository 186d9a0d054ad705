"""Proof: reworded texts of every built-in outline are read right, or the doubt is said; and the time grows with the text alone.

    .venv/bin/python scripts/proofs/reading.py [--texts 300] [--outline ID] [--show]

No figure and no row may stand in a wrong place without a doubt on it, and at least 90 of 100 must stand in their right place.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

from tests.reports.domain.text_import import long_texts, rewordings  # noqa: E402

LEAST = 0.9  # of the places that a paper shows
MOST_SECONDS = 5.0  # for 20,000 lines


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--outline", choices=rewordings.OUTLINES)
    parser.add_argument("--show", action="store_true", help="every fact that stands wrong without a doubt")
    options = parser.parse_args()
    outlines = (options.outline,) if options.outline else rewordings.OUTLINES
    passed = [prove_outline(outline, options.texts, options.show) for outline in outlines]
    return 0 if prove_growth() and all(passed) else 1


def prove_outline(outline: str, count: int, show: bool) -> bool:
    places = right = doubts = 0
    silent: Counter[str] = Counter()
    for number, (reworded, tally) in enumerate(rewordings.iter_tallies(outline, count)):
        places, right, doubts = places + tally.places, right + tally.right, doubts + tally.doubts
        silent.update(tally.silent[:1] and [" + ".join(reworded.rules) or "as printed"])
        for fact in tally.silent if show else ():
            print(f"  {number} {'+'.join(reworded.rules)}: {fact}")
    wrong = sum(silent.values())
    share = f"{right} of {places} places right ({right / places:.1%})"
    print(f"{outline}: {count} texts, {share}, {doubts} doubts, {wrong} texts wrong in silence")
    for rules, times in silent.most_common() if wrong else ():
        print(f"  {times} × {rules}")
    return not wrong and right >= LEAST * places


def prove_growth() -> bool:
    passed = True
    for name, make in long_texts.TEXTS.items():
        seconds = {}
        for size in (5_000, 20_000):
            text = make(size)
            start = process_time()
            long_texts.read_long_text(text)
            seconds[size] = process_time() - start
        ratio = seconds[20_000] / max(seconds[5_000], 0.01)
        passed &= seconds[20_000] <= MOST_SECONDS and ratio < 8
        print(f"20,000 lines of {name}: {seconds[20_000]:.2f} s, {ratio:.1f} times a quarter of it")
    return passed


if __name__ == "__main__":
    sys.exit(main())
