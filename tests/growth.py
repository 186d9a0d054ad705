"""How the work grows with the input. Seconds tell of the machine and its neighbours; the ratio of two sizes tells of the code."""

from collections.abc import Callable
from time import thread_time

FACTOR = 4
TRIES = 5
# Four times as much: linear work takes 4 times as long, quadratic 16 times. In between lies what a busy machine adds.
LIMIT = 2.0 * FACTOR


def measure_seconds(work: Callable[[], object]) -> float:
    """Of the processor, for this thread alone."""
    start = thread_time()
    work()
    return thread_time() - start


def assert_linear(work: Callable[[int], object], most: int) -> None:
    """`work(most)` takes no more than LIMIT times as long as `work(most // FACTOR)`; the best of some tries counts.

    A neighbour can only slow a try down, so the quickest of each size is nearest to the truth.
    """
    few = many = float("inf")
    for _ in range(TRIES):
        few = min(few, measure_seconds(lambda: work(most // FACTOR)))
        many = min(many, measure_seconds(lambda: work(most)))
        if many < LIMIT * few:
            return
    raise AssertionError(f"{most // FACTOR} took {few:.3f} s, {most} took {many:.3f} s: {many / few:.1f} times")
