"""What people touch: pages of departments and of the public, the bureau's admin, addresses. No rules."""
