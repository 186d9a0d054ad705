"""Files that are made in the background: asked for on a page, made by workers, fetched later."""

from reports.jobs.asking import ask, cancel, retry
from reports.jobs.owning import Progress, get, listed, may_have

__all__ = ["Progress", "ask", "cancel", "get", "listed", "may_have", "retry"]
