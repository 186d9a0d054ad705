"""The content of a PDF's streams, where it can be looked into: stored plainly, or packed once by Flate. ISO 32000-1, 7.3.8, 7.4."""

from __future__ import annotations

import re
import zlib

from departments.untrusted.budgets import Budget
from departments.untrusted.pdf_tokens import REGULAR, plain_name

ENDS = rb"(?!" + REGULAR + rb")"
FILTER = re.compile(rb"/Filter" + ENDS)
FLATE = re.compile(rb"/Filter\s*(?:/(?:FlateDecode|Fl)|\[\s*/(?:FlateDecode|Fl)\s*\])\s*(?=[/>])")
LENGTH = re.compile(rb"/Length\s+(\d{1,9})(?!\s+\d+\s+R)" + ENDS)
CLOSES = re.compile(rb"\s{0,2}endstream")
NO_FILTER = re.compile(rb"/Filter\s*(?:null|\[\s*\])")
PARAMETERS = re.compile(rb"/(?:DecodeParms|DP)" + ENDS)
NO_PARAMETERS = re.compile(rb"/(?:DecodeParms|DP)\s*(?:null|\[\s*null\s*\]|\[?\s*<<\s*(?:/Predictor\s+1\s*)?>>\s*\]?)")
ELSEWHERE = re.compile(rb"/(?:FFilter|FDecodeParms)" + ENDS + rb"|/F\s*(?:[(<]|\d)")
COMMENT = re.compile(rb"%[^\r\n]*+")
LINE_END = re.compile(rb"[ \t]*(?:\r\n|\n|\r)")
MOST_OF_DICTIONARY = 64 * 1024
FIRST_BLOCK, LARGEST_BLOCK = 1_024, 1024 * 1024


class Hidden(Exception):
    """Nobody can look into it: an unknown filter, several of them, a predictor, damaged data."""


def describe(dictionary: bytes) -> bytes:
    """The dictionary of a stream without escapes and comments. Raises Hidden for a boundless one."""
    if len(dictionary) > MOST_OF_DICTIONARY:
        raise Hidden
    return COMMENT.sub(b" ", plain_name(dictionary))


def read_stream(content: bytes, dictionary: bytes, at: int, budget: Budget) -> bytes:
    """What the stream holds; `at` stands right behind the word `stream`. Raises Hidden, TooLarge."""
    begins = LINE_END.match(content, at)
    at = begins.end() if begins else at
    filters, parameters = len(FILTER.findall(dictionary)), len(PARAMETERS.findall(dictionary))
    if filters > 1 or parameters > 1 or ELSEWHERE.search(dictionary) or (parameters and not NO_PARAMETERS.search(dictionary)):
        raise Hidden
    if not filters or NO_FILTER.search(dictionary):
        return _take_stored(content, dictionary, at, budget)
    if not FLATE.search(dictionary):
        raise Hidden
    return _inflate(content, at, budget)


def _take_stored(content: bytes, dictionary: bytes, at: int, budget: Budget) -> bytes:
    """As long as it says where that is true, else up to the word that ends it."""
    told = LENGTH.search(dictionary)
    end = at + int(told[1]) if told else -1
    if not told or not CLOSES.match(content, end):
        end = content.find(b"endstream", at)
    if end < 0:
        raise Hidden
    budget.spend(end - at)
    return content[at:end]


def _inflate(content: bytes, at: int, budget: Budget) -> bytes:
    """The packed data says itself where it ends; read in growing blocks, so that a thousand small streams cost little."""
    unpacker, pieces, size, view = zlib.decompressobj(), [], FIRST_BLOCK, memoryview(content)
    try:
        while not unpacker.eof:
            block = unpacker.unconsumed_tail or view[at : (at := at + size)]
            if not block:
                raise Hidden
            pieces.append(unpacker.decompress(block, LARGEST_BLOCK))
            budget.spend(len(pieces[-1]))
            size = min(size * 2, LARGEST_BLOCK)
    except zlib.error as damaged:
        raise Hidden from damaged
    return b"".join(pieces)
