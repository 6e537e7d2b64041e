"""Stage 1 of 7: mails to text with places."""
