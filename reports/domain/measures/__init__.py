"""指标值 and 完成值 read as what they mean: a number with its unit, a range, a date, or words. Pure."""

from reports.domain.measures.comparing import Comparison, compare_measures
from reports.domain.measures.measure import Kind, Measure, parse_measure
from reports.domain.measures.unit_families import Relation, relate_units

__all__ = ["Comparison", "Kind", "Measure", "Relation", "compare_measures", "parse_measure", "relate_units"]
