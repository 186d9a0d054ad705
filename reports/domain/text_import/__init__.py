"""A published report (已发布的报告) read back through its outline into facts, nothing of it dropped."""

from reports.domain.text_import.reader import Reading, Unreadable, read_report_text
from reports.domain.text_import.text_pieces import Piece, PieceKind

__all__ = ["Piece", "PieceKind", "Reading", "Unreadable", "read_report_text"]
