"""Sentence patterns of outlines, compiled both ways: print a sentence from facts, read facts back from a sentence."""

from reports.domain.patterns.parsing import Literal, Node, Optional, PatternError, Slot, list_slots, parse_pattern
from reports.domain.patterns.printing import GAP
from reports.domain.patterns.sentence_matching import Expression, SlotMatch

__all__ = ["GAP", "Expression", "Literal", "Node", "Optional", "PatternError", "Slot", "SlotMatch", "list_slots", "parse_pattern"]
