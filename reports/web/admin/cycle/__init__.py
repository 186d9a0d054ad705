"""年度任务: the settings of a year, who takes part, and which rules are adjusted."""
