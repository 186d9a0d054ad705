"""Text comes in as UTF-8, whatever charset a request claims.

Python knows charsets that decode no text, such as rot13; Django fails at them before any page could answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
CLAIM = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)


def without_charset(application: Application) -> Application:
    """The same WSGI application, to which nobody claims a charset."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return application({**environ, "CONTENT_TYPE": CLAIM.sub("", environ.get("CONTENT_TYPE", ""))}, start)

    return answer
