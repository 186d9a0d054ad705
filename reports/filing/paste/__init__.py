"""粘贴: what a block copied from Excel, WPS or Word means where it is pasted, what it leaves out, and how it is undone."""

from reports.filing.paste.interpretation import Answer, Paste, insert_prose, interpret_paste
from reports.filing.paste.line_choice import PasteRefused

__all__ = ["Answer", "Paste", "PasteRefused", "insert_prose", "interpret_paste"]
