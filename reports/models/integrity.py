"""What is frozen is compared with its SHA-256 each time it is read, and never handed out where it differs: docs/adr/0016.

Every door that hands out something stored with a SHA-256 goes through `compare_text` or `open_compared`.
"""

from __future__ import annotations

import hashlib
import logging
import stat
from enum import StrEnum
from pathlib import Path

from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

MOST_KEPT, BLOCK = 4 * 1024 * 1024, 64 * 1024  # bytes
QUIET = 600  # seconds in which the same damage is written to the log once, however often it is asked for

logger = logging.getLogger(__name__)


class Damage(StrEnum):
    CHANGED = "与保存时的校验码（SHA-256）不一致"
    MISSING = "文件缺失"
    UNREADABLE = "文件读不出来"
    GARBLED = "有一段读不出来"


class FrozenContentError(Exception):
    """Something stored is not what was stored, or is gone; str() is the sentence for the person, `name` says what it is."""

    def __init__(self, name: str, damage: Damage) -> None:
        self.name, self.damage = name, damage
        super().__init__(f"{name}{damage}，不能打开。请把这句话告诉财政局的技术管理员，从备份中恢复以后再打开。")

    @property
    def reason(self) -> str:
        """For a list in which the name stands already."""
        return f"{self.damage}，请联系技术管理员从备份中恢复"


def compare_text(text: str, sha256: str, name: str) -> str:
    """The text, when its UTF-8 bytes still have the hash that was stored beside it. Raises FrozenContentError."""
    if hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest() != sha256:
        raise FrozenContentError(name, Damage.CHANGED)
    return text


def open_compared(stored: str, sha256: str, name: str) -> File:
    """The stored file at its first byte, when all its bytes still have the hash. The caller closes it. Raises FrozenContentError.

    A small one is read once, so what is handed out is what was compared; a large one is read again from the disc.
    """
    file = _open(stored, name)
    try:
        content = file.read(MOST_KEPT + 1)
        intact = _digest(content, file) == sha256
        file.seek(0)
    except OSError as error:
        file.close()
        raise FrozenContentError(name, Damage.UNREADABLE) from error
    if not intact or len(content) <= MOST_KEPT:
        file.close()
    if not intact:
        raise FrozenContentError(name, Damage.CHANGED)
    return file if len(content) > MOST_KEPT else ContentFile(content, file.name)


def log_damage(error: FrozenContentError) -> bool:
    """Writes it to the error log; False where that was done a short while ago."""
    is_new = is_first("damage", str(error))
    if is_new:
        logger.error("存件不符：%s%s", error.name, error.damage, exc_info=error.__cause__)
    return is_new


def is_first(*what: str) -> bool:
    """Whether nobody has said so of this for a while; in this process, so that the log cannot be flooded by asking again."""
    return bool(cache.add(hashlib.sha256("\0".join(what).encode()).hexdigest(), True, QUIET))


def _open(stored: str, name: str) -> File:
    try:
        if not stored:
            raise FileNotFoundError
        _refuse_special(stored)
        return default_storage.open(stored)
    except FileNotFoundError as error:
        raise FrozenContentError(name, Damage.MISSING) from error
    except (OSError, SuspiciousFileOperation, ValueError) as error:  # a path that leads elsewhere, a folder, no right to read
        raise FrozenContentError(name, Damage.UNREADABLE) from error


def _refuse_special(stored: str) -> None:
    """Whoever opens a pipe waits until somebody writes into it."""
    if not stat.S_ISREG(Path(default_storage.path(stored)).stat().st_mode):
        raise IsADirectoryError(stored)


def _digest(begin: bytes, file: File) -> str:
    """Of the bytes that were read, and of the rest of the file."""
    digest = hashlib.sha256(begin)
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
