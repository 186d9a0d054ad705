"""Makes the index of the public search anew."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from reports.management.base import ReportCommand
from reports.models import Publication, public_search_index


class Command(ReportCommand):
    help = "重建公开查找的索引：索引缺失或者不全时运行"

    def handle(self, *_: Any, **__: Any) -> None:
        with transaction.atomic():
            standing = Publication.objects.standing().order_by("pk").values_list("pk", "unit", "text")
            number = public_search_index.rebuild_index(standing.iterator())
        self.stdout.write(f"已编入 {number} 份公开的报告。")
