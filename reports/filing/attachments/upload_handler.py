"""What a browser sends goes to the disc piece by piece; beyond the limits it is read and thrown away.

So the person gets a sentence about each file, where breaking off would show as a broken connection.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from reports.filing.attachments.upload_limits import MOST_OF_FILE, MOST_OF_REPORT

DROPPED = "was_dropped"


class CappedUpload(TemporaryFileUploadHandler):
    """A file keeps the size that was sent; on the disc is never more than a little over the limit."""

    written = 0  # bytes of all files of this request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > MOST_OF_FILE:
            return
        if self.written > MOST_OF_REPORT:
            setattr(self.file, DROPPED, True)
            return
        self.written += len(raw_data)
        super().receive_data_chunk(raw_data, start)


def is_dropped_upload(file: File) -> Any:
    return getattr(file, DROPPED, False)
