"""Sentence patterns of outlines, compiled both ways: print a sentence from facts, read facts back from a sentence."""

from reports.domain.patterns.parsing import Literal, Node, Optional, PatternError, Slot, list_slots, parse_pattern

__all__ = ["Literal", "Node", "Optional", "PatternError", "Slot", "list_slots", "parse_pattern"]
