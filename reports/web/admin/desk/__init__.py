"""工作台: what waits for a person, what nobody has, and the way from one report to the next."""
