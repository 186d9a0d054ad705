"""Is the site alive? For the proxy and for monitoring; needs no login and tells nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def check_health(request: HttpRequest) -> HttpResponse:
    """`ok` after the database has answered; its failure is a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
