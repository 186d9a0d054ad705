"""Whether there is room for one more file; asked while the report's row is held, so that two uploads cannot both take the last place."""

from __future__ import annotations

from django.db.models import Count, QuerySet, Sum

from reports.filing.attachments.upload_errors import NotAccepted
from reports.filing.attachments.upload_limits import MOST_FILES, MOST_OF_REPORT, format_file_size
from reports.models import Attachment


def check_storage_room(others: QuerySet[Attachment], size: int) -> None:
    """Raises NotAccepted."""
    held = others.order_by().aggregate(number=Count("pk"), size=Sum("size", default=0))
    if held["number"] >= MOST_FILES:
        raise NotAccepted(f"已有 {held['number']} 份文件，最多 {MOST_FILES} 份，请合并文件或移除不需要的再上传。")
    if held["size"] + size > MOST_OF_REPORT:
        raise NotAccepted(
            f"文件合计会超过 {format_file_size(MOST_OF_REPORT)}（已有 {format_file_size(held['size'])}），请压缩文件或移除不需要的再上传。"
        )
