"""Where a request comes from, behind the proxy of 正式环境."""

from django.conf import settings
from django.http import HttpRequest


def get_client_address(request: HttpRequest) -> str | None:
    """The address of the browser; None where no browser is (a command, a test that logs someone in).

    In production a proxy stands in front and appends its peer to X-Forwarded-For: the last entry is
    the proxy's own word, everything before it could be invented by the browser.
    """
    direct: str | None = request.META.get("REMOTE_ADDR")
    if direct is None or not settings.PRODUCTION:
        return direct
    return request.headers.get("X-Forwarded-For", direct).rpartition(",")[2].strip() or direct
