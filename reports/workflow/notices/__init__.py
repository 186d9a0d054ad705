"""通知: what people are told, in the page and by mail; written with the act, or by the day's run, and sent by a worker."""

from reports.workflow.notices.notifications import tell_recipients

__all__ = ["tell_recipients"]
