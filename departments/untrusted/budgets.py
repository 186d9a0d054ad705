"""How much work one file from outside may make, with all that is packed inside it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_STEPS = 300_000  # about half a second; a book of 1,500 pages as PDF takes 60,000
# What is dearer than a token of a PDF.
OBJECT, ELEMENT, PART, STREAM, FILE = 2, 4, 20, 50, 500  # of a PDF, of XML, of a ZIP, unpacked in a PDF, embedded


class TooLarge(Exception):
    """Unpacked, it would go beyond the budget of bytes."""


class TooComplex(Exception):
    """More tokens, elements, parts or embedded files than any program writes into a file of this size."""


@dataclass
class Budget:
    """Bytes that may still be unpacked, and steps that may still be taken."""

    left: int
    steps: int = MOST_STEPS

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise TooLarge

    def count(self, steps: int = 1) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise TooComplex
