"""A published report (已发布的报告) read back through its outline into facts, nothing of it dropped."""

from reports.domain.text_import.reader import Reading, Unreadable, read_report_text

__all__ = ["Reading", "Unreadable", "read_report_text"]
