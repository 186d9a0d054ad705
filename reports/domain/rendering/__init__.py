"""A Document as people and machines read it: pages, PDF, the interchange JSON. Nothing comes from the database."""
