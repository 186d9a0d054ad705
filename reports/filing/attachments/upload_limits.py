"""How much may be uploaded, whether there is room for one more file, and how a refusal is said. Bytes, unless a name says otherwise."""

from __future__ import annotations

from math import ceil

from django.db.models import Count, QuerySet, Sum

from reports.models import Attachment

MB = 1024 * 1024
MOST_OF_FILE = 20 * MB
MOST_OF_REPORT = 200 * MB
MOST_FILES = 100  # of a report
MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million


class NotAccepted(Exception):
    """Nothing was stored or removed; str() is the sentence for the person."""


def check_storage_room(others: QuerySet[Attachment], size: int) -> None:
    """Asked while the report's row is held, so that two uploads cannot both take the last place. Raises NotAccepted."""
    held = others.order_by().aggregate(number=Count("pk"), size=Sum("size", default=0))
    if held["number"] >= MOST_FILES:
        raise NotAccepted(f"已有 {held['number']} 份文件，最多 {MOST_FILES} 份，请合并文件或移除不需要的再上传。")
    if held["size"] + size > MOST_OF_REPORT:
        raise NotAccepted(
            f"文件合计会超过 {format_file_size(MOST_OF_REPORT)}（已有 {format_file_size(held['size'])}），请压缩文件或移除不需要的再上传。"
        )


def format_file_size(size: int) -> str:
    """12.3 MB, or 45 KB below one MB; rounded up, so that what is over a limit never reads like the limit."""
    return f"{ceil(size / MB * 10) / 10:g} MB" if size >= MB else f"{ceil(size / 1024)} KB"
