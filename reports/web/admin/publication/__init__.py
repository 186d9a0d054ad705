"""公开: the list of what was made public, and the page on which one report is."""
