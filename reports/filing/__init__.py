"""What a department does: opens, fills in, attaches, brings a file. Everything that writes the facts of a report."""
