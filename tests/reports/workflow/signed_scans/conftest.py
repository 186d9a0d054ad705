"""Files that are forgotten after each test, as those of attachments."""

from tests.reports.filing.attachments.conftest import media, quick_paper, send, stored

__all__ = ["media", "quick_paper", "send", "stored"]
