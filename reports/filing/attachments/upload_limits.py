"""How much may be uploaded. Bytes, unless a name says otherwise."""

from __future__ import annotations

from math import ceil

MB = 1024 * 1024
MOST_OF_FILE = 20 * MB
MOST_OF_REPORT = 200 * MB
MOST_FILES = 100  # of a report
MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million


def format_file_size(size: int) -> str:
    """12.3 MB, or 45 KB below one MB; rounded up, so that what is over a limit never reads like the limit."""
    return f"{ceil(size / MB * 10) / 10:g} MB" if size >= MB else f"{ceil(size / 1024)} KB"
