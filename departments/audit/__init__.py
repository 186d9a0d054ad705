"""审计日志: written where things happen, chained by a job, read by the 管理员. Nothing in it is ever changed."""

from departments.audit.chain import Break, Head, heads, holds, seal, verify
from departments.audit.recording import record, record_in
from departments.models.audit import Act

__all__ = ["Act", "Break", "Head", "heads", "holds", "record", "record_in", "seal", "verify"]
