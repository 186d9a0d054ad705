"""A checked file and its line in the database: both or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from reports.filing.attachments.file_kinds import FileKind
from reports.filing.attachments.file_validation import validate_upload
from reports.models import Attachment
from reports.models.attachment import stored_name

Enter = Callable[[Attachment], Attachment]


def store_upload(file: File, allowed: frozenset[FileKind], enter: Enter) -> Attachment:
    """`enter` completes and saves the line in a transaction, or returns the one that already holds this content.

    The file is stored before anything is locked, for a copy between discs takes its time; it goes again where its line is not kept.
    """
    checked = validate_upload(file, allowed)
    found = {"name": checked.name, "content_type": checked.kind.content_type, "sha256": _hash_upload(file), "size": file.size}
    made = Attachment(**found)
    kept = default_storage.save(stored_name(made, checked.name), file)
    made.file.name = kept
    entered = None
    try:
        with transaction.atomic():
            entered = enter(made)
    finally:
        if entered is not made:
            default_storage.delete(kept)
    return entered


def _hash_upload(file: File) -> str:
    digest = hashlib.sha256()
    for block in file.chunks():
        digest.update(block)
    return digest.hexdigest()
