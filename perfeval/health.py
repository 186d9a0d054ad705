"""Is the site alive, and is everything there that it needs? For the proxy and for monitoring; needs no login and tells nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.release.jobs import worker_presence

NOT_READY = 503
NO_DATABASE = "the database does not answer / 数据库没有应答"
NO_WORKER = "no worker was heard of for two minutes / 后台进程两分钟以上没有消息"


@require_safe
@login_not_required
def check_health(request: HttpRequest) -> HttpResponse:
    """`ok` after the database has answered; its failure is a 500."""
    _ask_database()
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def check_readiness(request: HttpRequest) -> HttpResponse:
    """`ok` while a worker is there too; the pages go on without one, so a proxy asks the other address."""
    try:
        _ask_database()
        missing = "" if worker_presence.is_worker_present() else NO_WORKER
    except Error:
        missing = NO_DATABASE
    return HttpResponse(missing or "ok", content_type="text/plain; charset=utf-8", status=NOT_READY if missing else 200)


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
