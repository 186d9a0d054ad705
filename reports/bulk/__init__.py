"""One act for many reports: what would happen to each, then what happened. The rules are those of one by one."""

from reports.bulk.acts import BulkAct, Words, list_acts
from reports.bulk.confirming import confirm_acts
from reports.bulk.previewing import MOST, BulkLine, TooMany, preview_acts

__all__ = ["MOST", "BulkAct", "BulkLine", "TooMany", "Words", "confirm_acts", "list_acts", "preview_acts"]
