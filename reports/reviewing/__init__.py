"""What the bureau keeps of a report while it reviews: its own scores. Who may, and when, is said by workflow."""
