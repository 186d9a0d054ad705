"""Files that are made in the background: asked for on a page, made by workers, fetched later."""

from reports.release.jobs.job_access import Progress, get, listed, may_have
from reports.release.jobs.requests import ask, cancel, retry

__all__ = ["Progress", "ask", "cancel", "get", "listed", "may_have", "retry"]
