"""What leaves: the public version, exports, figures of a year, files and mails made in the background."""
