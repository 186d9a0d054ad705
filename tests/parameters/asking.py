"""One request of anybody, undone afterwards, and what is wrong with its answer."""

from __future__ import annotations

import re
import traceback
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

CHINESE_SENTENCE = re.compile("[\u4e00-\u9fff][^。！？]*[。！？]")
FORM = "application/x-www-form-urlencoded"
NO_PAGE = (405, 429)  # a button that no page has, and who asks too often


def answer(client: Client, method: str, address: str, body: Any = None, **headers: Any) -> tuple[Any, str]:
    """The response, and the complaint about it; everything that it wrote is taken back."""
    with transaction.atomic():
        response = _send(client, method, address, body, headers)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response, complaint(response)


def _send(client: Client, method: str, address: str, body: Any, headers: dict[str, Any]) -> Any:
    if method == "get":
        return client.get(address, **headers)
    if isinstance(body, dict):  # with files
        return client.post(address, body, **headers)
    return client.post(address, urlencode(body or []), FORM, **headers)


def complaint(response: Any) -> str:
    """A fault of the server, or a refusal without a word; "" for a good answer."""
    if response.status_code >= 500:
        found = getattr(response, "exc_info", None)
        where = traceback.extract_tb(found[2]) if found else []
        ours = [f"{each.filename.rsplit('/', 3)[-2:]}:{each.lineno}" for each in where][-3:]
        return f"{response.status_code} {found[0].__name__ if found else ''} {ours}"
    page = not response.streaming and "html" in response.get("Content-Type", "")
    if response.status_code >= 400 and response.status_code not in NO_PAGE and page:
        return "" if CHINESE_SENTENCE.search(response.content.decode()) else f"{response.status_code} without a sentence"
    return ""


def upload(name: str) -> SimpleUploadedFile:
    """A file whose name is not cleaned on the way, as a browser would not."""
    file = SimpleUploadedFile("x", b"%PDF-1.4")
    file._name = name  # type: ignore[attr-defined]
    return file


def bare(address: str) -> str:
    """The address without its question."""
    return urlsplit(address).path
