"""名单: departments and people from Excel. What a list would do is planned and shown first, then done as it was shown."""
