"""What the bureau does with many reports: whose each is, and one act for many at once. The acts themselves are those of workflow."""
