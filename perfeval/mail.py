"""How mail leaves: read from one address, as a database is."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}  # plain, STARTTLS, TLS from the first byte
CONSOLE, SMTP = (f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "smtp"))


@dataclass(frozen=True)
class Mail:
    """Without a server, mails are printed to the console."""

    backend: str = CONSOLE
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    scheme: str = "smtp"
    sender: str = "绩效自评 <perfeval@localhost>"


def read_mail_settings(url: str, sender: str) -> Mail:
    """Raises ImproperlyConfigured with a sentence that repeats no password."""
    if not url:
        return Mail(sender=sender or Mail.sender)
    if "@" not in parseaddr(sender)[1] or "\n" in sender:
        raise ImproperlyConfigured(
            "设置了 PERFEVAL_EMAIL_URL，还须在 PERFEVAL_EMAIL_FROM 写明发件人，如：绩效自评 <perfeval@example.gov.cn>。"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        host = ""
    if not host:
        raise ImproperlyConfigured(
            "PERFEVAL_EMAIL_URL 应写作 smtp+tls://账号:密码@主机:587、smtps://账号:密码@主机:465 或 smtp://主机:25。"
        )
    return Mail(SMTP, host, port, unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme, sender)
