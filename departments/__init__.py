"""Who: 区县, 业务股室, 单位 and people, what each may see, and the 审计日志 of what they did. Knows nothing of reports."""

from departments.cleaning import clean_letters, clean_text, describe_cleaning
from departments.request_numbers import parse_ids, parse_number

__all__ = ["clean_letters", "clean_text", "describe_cleaning", "parse_ids", "parse_number"]
