"""An uploaded file of which nothing is kept but its SHA-256: no memory, no disk."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from departments import parse_number

MOST = 30 * 1024 * 1024  # bytes; our longest papers have a tenth
AROUND = 4096  # bytes of a multipart body that are not the file


class TooMuch(Exception):
    """The file is larger than any paper of ours."""


class HashOnly(FileUploadHandler):
    """Takes the first file and forgets it while it comes in."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.digest, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > MOST:
            raise StopUpload(connection_reset=True)
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> Any:
        return None


def hash_uploaded_file(request: HttpRequest) -> str:
    """Of the file in the form; "" where there is none. Raises TooMuch, before reading where the request says its length."""
    if (parse_number(request.headers.get("Content-Length")) or 0) > MOST + AROUND:
        raise TooMuch
    handler = HashOnly(request)
    request.upload_handlers = [handler]
    _ = request.FILES  # reads the form
    if handler.size > MOST:
        raise TooMuch
    return handler.digest.hexdigest() if handler.size else ""
