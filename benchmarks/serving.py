"""What serving a stored 送审稿 takes, beside a floor page in the same run: session, login, one tiny template.

Seconds of the processor, of both ends: seconds of the clock would tell what else the machine does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median
from time import process_time

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment
from django.urls import include, path

from departments.models import User
from reports import workflow
from reports.models import Report
from tests import builders

ROUNDS, WARMING = 200, 10
TINY = engines["django"].from_string("<!DOCTYPE html><title>{{ user }}</title>")


def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TINY.render({}, request))


urlpatterns = [path("floor/", floor), path("", include("perfeval.urls"))]


def times() -> tuple[float, float]:
    """Medians in seconds: a stored PDF, the floor page; one after the other in turn, from a server on this machine."""
    with site() as server:
        ask, address = {"Cookie": cookie()}, f"/submissions/{sent()}.pdf"
        pairs = [(seconds(server, address, ask), seconds(server, "/floor/", ask)) for _ in range(ROUNDS + WARMING)][WARMING:]
    return median(paper for paper, _ in pairs), median(page for _, page in pairs)


@contextmanager
def site() -> Iterator[LiveServerThread]:
    """The site with a database and a folder of its own."""
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    shared = {database.alias: database for database in connections.all()}
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(ROOT_URLCONF=__name__, MEDIA_ROOT=folder, ALLOWED_HOSTS=["*"]):
            yield from _running(LiveServerThread("localhost", StaticFilesHandler, connections_override=shared))
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def _running(server: LiveServerThread) -> Iterator[LiveServerThread]:
    for database in connections.all():
        database.inc_thread_sharing()
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield server
    finally:
        server.terminate()


def cookie() -> str:
    """Of a leader of the department whose report is complete."""
    client = Client()
    client.force_login(builders.leader(builders.complete_report().department))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def sent() -> str:
    """The reference of a submission whose paper is kept."""
    report = Report.objects.get()
    workflow.hand_over(report, by=None)
    return str(workflow.submit(report, by=User.objects.get()).reference)


def seconds(server: LiveServerThread, address: str, headers: dict[str, str]) -> float:
    """A connection of its own for each: over a kept one, the two ends would wait 40 ms for each other."""
    start = process_time()
    connection = HTTPConnection(server.host, server.port)
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    taken = process_time() - start
    assert response.status == 200, response.status
    assert content
    return taken
