"""One request, and whether it left a trace; everything is undone."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.permissions.world import World

WRITING = ("INSERT", "UPDATE", "DELETE")
OWN_BOOKS = ("audit", "session", "axes")  # who came and who was refused is written down in any case


def client(around: World, who: str) -> Client:
    made, person = Client(raise_request_exception=False), around.people[who]
    if person is not None:
        made.force_login(person)
    return made


def answer(of: Client, method: str, address: str, body: Mapping[str, str] | None = None) -> tuple[int, bool]:
    """The status, and whether anything but the own books was written and kept."""
    reset_queries()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        response = getattr(of, method)(address, body or {})
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code, _wrote([query["sql"] for query in asked])


def _wrote(statements: list[str]) -> bool:
    return any(sql.startswith(WRITING) and not any(book in sql[:60] for book in OWN_BOOKS) for sql in statements)
