"""One act for many reports: what would happen to each, then what happened. The rules are those of one by one."""

from reports.bulk.acts import BulkAct, Words, offered_acts
from reports.bulk.confirming import confirm
from reports.bulk.previewing import MOST, Line, TooMany, preview

__all__ = ["MOST", "BulkAct", "Line", "TooMany", "Words", "confirm", "offered_acts", "preview"]
