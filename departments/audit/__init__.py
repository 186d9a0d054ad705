"""审计日志: written where things happen, chained by a job, read by the 管理员. Nothing in it is ever changed."""

from departments.audit.chain import seal_entries
from departments.audit.change_words import describe_change
from departments.audit.recording import act_for, collect_entries, record_entry, record_in
from departments.audit.verification import Break, Head, count_sealed, is_chain_intact, iter_chain_heads, verify_chains
from departments.audit.watching import is_watched, read_values, record_changes, record_deletions, watch
from departments.models import Act

__all__ = [
    "Act",
    "Break",
    "Head",
    "act_for",
    "collect_entries",
    "count_sealed",
    "describe_change",
    "is_chain_intact",
    "is_watched",
    "iter_chain_heads",
    "read_values",
    "record_changes",
    "record_deletions",
    "record_entry",
    "record_in",
    "seal_entries",
    "verify_chains",
    "watch",
]
