"""What a report is: all of it from a Document and its outline alone, no live rows, no request."""
