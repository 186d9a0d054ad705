"""公开: what the public may read of an approved report, and the acts that bring it there and take it back."""
