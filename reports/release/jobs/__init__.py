"""Files that are made in the background: asked for on a page, made by workers, fetched later."""

from reports.release.jobs.job_access import Progress, get_own_job, is_job_visible, list_own_jobs
from reports.release.jobs.requests import cancel_job, request_job, retry_job

__all__ = ["Progress", "cancel_job", "get_own_job", "is_job_visible", "list_own_jobs", "request_job", "retry_job"]
