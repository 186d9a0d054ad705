"""Every name in an outline must find what it points to: in the outline itself, in its checks, in its scoring rules."""
