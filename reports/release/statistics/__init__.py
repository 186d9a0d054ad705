"""Figures of a year across the departments of a district. Every figure is a named query; none asks more for more departments."""
