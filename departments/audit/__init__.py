"""审计日志: written where things happen, chained by a job, read by the 管理员. Nothing in it is ever changed."""

from departments.audit.chain import Break, Head, is_chain_intact, iter_chain_heads, seal_entries, verify_chains
from departments.audit.recording import record_entry, record_in
from departments.models import Act

__all__ = ["Act", "Break", "Head", "is_chain_intact", "iter_chain_heads", "record_entry", "record_in", "seal_entries", "verify_chains"]
