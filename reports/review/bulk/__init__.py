"""One act for many reports: what would happen to each, then what happened. The rules are those of one by one."""

from reports.review.bulk.bulk_acts import MOST, BulkAct, Words, list_acts
from reports.review.bulk.confirmation import confirm_acts
from reports.review.bulk.dry_run import BulkLine, TooMany, preview_acts

__all__ = ["MOST", "BulkAct", "BulkLine", "TooMany", "Words", "confirm_acts", "list_acts", "preview_acts"]
