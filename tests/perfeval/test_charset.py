"""A request that claims a charset which decodes no text is read as ours."""

from io import BytesIO
from typing import Any

import pytest

from perfeval.charset import without_charset
from perfeval.wsgi import application

CHARSETS = ["rot13", "base64", "undefined", '"rot13"', "utf-16", "a" * 5_000, "9" * 5_000, ""]


def status(charset: str, separator: str) -> int:
    said: list[str] = []
    body = b"username=a&password=b"
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/health/",
        "QUERY_STRING": "q=a",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": f"application/x-www-form-urlencoded{separator}{charset}",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    b"".join(application(environ, lambda line, headers: said.append(line)))
    return int(said[0][:3])


@pytest.mark.django_db
@pytest.mark.parametrize("separator", [";charset=", "; Charset = ", "; boundary=x; charset*=utf-8''"])
@pytest.mark.parametrize("charset", CHARSETS, ids=lambda charset: charset[:9])
def test_whatever_charset_is_claimed_a_page_answers(charset: str, separator: str) -> None:
    assert status(charset, separator) < 500


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=abc", ""])
def test_the_kind_of_the_content_stays(kind: str) -> None:
    seen: list[str] = []
    without_charset(lambda environ, start: seen.append(environ["CONTENT_TYPE"]) or [])({"CONTENT_TYPE": f"{kind}; charset=rot13"}, None)
    assert seen == [kind]
