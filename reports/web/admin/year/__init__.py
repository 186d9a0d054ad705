"""年度概览: the figures of a year, asked for once, as panels of tables under one sentence."""
