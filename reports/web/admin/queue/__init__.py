"""审核队列: its rows, its filters, what is ticked in it, and one act for many reports."""
